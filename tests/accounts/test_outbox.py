"""The outbox against a real mail server that misbehaves in every way it can."""

import asyncio
import socket
import threading
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.mail import delivery
from accounts.models import OutgoingMail
from accounts.models.mail import CLAIM_HOLDS, CODE_WAITS, NO_MAILBOX_WAITS, WAITS

pytestmark = pytest.mark.django_db
STALL_SECONDS = 1


class Moody:
    """Does to each message what is next on its list; without a list it takes them."""

    def __init__(self):
        self.moods, self.seen, self.delivered = [], [], []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.moods and self.moods[0] == "no mailbox":
            self.moods.pop(0)
            return "550 5.1.1 There is no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        text = envelope.content.decode()
        message_id = next(
            line.partition(": ")[2]
            for line in text.replace("\r\n ", " ").splitlines()
            if line.lower().startswith("message-id")
        ).strip()
        self.seen.append(message_id)
        mood = self.moods.pop(0) if self.moods else "take"
        if mood == "stall":
            await asyncio.sleep(STALL_SECONDS * 3)
            return "451 Too late"
        if mood.isdecimal():
            return f"{mood} Not now"
        self.delivered.append(message_id)
        if mood == "take and drop":
            server.transport.abort()
        return "250 OK"


class Server:
    """Up or down at one port."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.handler, self.controller = Moody(), None

    def start(self):
        self.controller = Controller(self.handler, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self):
        if self.controller:
            self.controller.stop()
            self.controller = None


@pytest.fixture
def server(settings):
    server = Server()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = STALL_SECONDS
    yield server
    server.stop()


def write(number, **fields):
    return OutgoingMail.objects.write(
        "account", f"mail:{number}", address=f"p{number}@example.org",
        subject=f"Mail {number}", text="Text\n", html="<p>Text</p>", **fields,
    )  # fmt: skip


def sweep_later():
    """A sweep as if the waiting were over."""
    OutgoingMail.objects.open().update(due_at=timezone.now() - timedelta(seconds=1))
    delivery.send_due()


def test_a_server_that_is_down_delays_and_loses_nothing_and_nothing_goes_twice(server):
    mails = [write(number) for number in range(3)]
    delivery.send_due()  # refused
    first = OutgoingMail.objects.get(pk=mails[0].pk)
    assert first.tries == 1 and "Refused" in first.last_error and first.due_at > timezone.now()
    # One failure says that the server is away; the others were not even tried.
    assert set(OutgoingMail.objects.exclude(pk=first.pk).values_list("tries", flat=True)) == {0}
    server.start()
    server.handler.moods = ["stall", "451", "554"]
    for _sweep in range(6):
        sweep_later()
    assert sorted(server.handler.delivered) == sorted(mail.message_id for mail in mails)
    assert not OutgoingMail.objects.open().exists()
    assert OutgoingMail.objects.exclude(sent_at=None).count() == 3
    sweep_later()
    assert len(server.handler.delivered) == 3


@pytest.mark.parametrize("mood", ["451", "554", "stall"])
def test_each_failure_is_tried_again_and_then_delivered_once(server, mood):
    server.start()
    server.handler.moods = [mood]
    mail = write(1)
    delivery.send_due()
    mail.refresh_from_db()
    assert mail.sent_at is None and mail.last_error and mail.claim is None
    sweep_later()
    mail.refresh_from_db()
    assert mail.sent_at and mail.tries == 2
    assert server.handler.delivered == [mail.message_id]


def test_the_one_ambiguous_case_repeats_under_the_same_message_id(server):
    """The server took the message and the connection was lost before it said so."""
    server.start()
    server.handler.moods = ["take and drop"]
    mail = write(1)
    delivery.send_due()
    sweep_later()
    mail.refresh_from_db()
    assert mail.sent_at
    assert server.handler.delivered == [mail.message_id, mail.message_id]


def test_a_refused_message_does_not_keep_the_next_from_going(server):
    server.start()
    server.handler.moods = ["554"]
    mails = [write(1), write(2)]
    delivery.send_due()
    assert server.handler.delivered == [mails[1].message_id]


def test_a_mailbox_that_does_not_exist_is_tried_a_few_times_only(server):
    server.start()
    server.handler.moods = ["no mailbox"] * 9
    mail = write(1)
    for _try in range(5):
        sweep_later()
    mail.refresh_from_db()
    assert mail.given_up_at and mail.tries == len(NO_MAILBOX_WAITS) + 1
    assert "550" in mail.last_error


def test_waits_grow_to_days_and_then_it_is_given_up(server):
    mail, waited = write(1), timedelta()
    for wait in WAITS:
        sweep_later()
        mail.refresh_from_db()
        assert abs(mail.due_at - timezone.now() - wait) < timedelta(seconds=10)
        waited += wait
    assert waited > timedelta(days=3)
    assert list(WAITS) == sorted(WAITS)
    sweep_later()
    mail.refresh_from_db()
    assert mail.given_up_at and not OutgoingMail.objects.open().exists()


def test_a_code_is_tried_within_its_life_only(server):
    mail = write(1, expires_at=timezone.now() + timedelta(minutes=15))
    for _wait in (*CODE_WAITS, "the last"):
        sweep_later()
    mail.refresh_from_db()
    assert mail.given_up_at and mail.text == ""
    assert sum(CODE_WAITS, timedelta()) < timedelta(minutes=15)


def test_a_mail_that_somebody_else_claimed_is_left_to_them(server):
    server.start()
    mail = write(1)
    assert OutgoingMail.objects.claim(mail.pk)
    assert OutgoingMail.objects.claim(mail.pk) is None
    delivery.send_due()
    delivery.deliver(mail.pk)
    assert server.handler.seen == []


def test_the_mail_of_a_sender_who_died_is_taken_again(server):
    server.start()
    mail = write(1)
    OutgoingMail.objects.claim(mail.pk)  # and then: killed
    OutgoingMail.objects.update(claimed_at=timezone.now() - CLAIM_HOLDS - timedelta(seconds=1))
    delivery.send_due()
    assert server.handler.delivered == [mail.message_id]


def test_who_comes_back_too_late_changes_nothing(server):
    mail = write(1)
    slow = OutgoingMail.objects.claim(mail.pk)
    OutgoingMail.objects.update(claimed_at=timezone.now() - CLAIM_HOLDS - timedelta(seconds=1))
    quick = OutgoingMail.objects.claim(mail.pk)
    slow.failed("It took too long.")
    mail.refresh_from_db()
    assert (mail.claim, mail.last_error) == (quick.claim, "")


def test_the_same_cause_makes_one_mail():
    assert write(1)
    assert write(1) is None
    assert OutgoingMail.objects.count() == 1


def test_a_mail_ends_in_one_way():
    mail = write(1)
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=now, cancelled_at=now)


def test_texts_are_forgotten_after_a_month_and_the_rows_of_strangers_with_them(learner):
    now = timezone.now()
    kept, _stranger, waiting, young = (
        write(1, person=learner), write(2), write(3, person=learner), write(4, person=learner)
    )  # fmt: skip
    OutgoingMail.objects.exclude(pk=waiting.pk).update(sent_at=now)
    OutgoingMail.objects.exclude(pk=young.pk).update(made_at=now - timedelta(days=31))
    OutgoingMail.objects.forget_texts()
    left = {mail.pk: bool(mail.text) for mail in OutgoingMail.objects.all()}
    assert left == {kept.pk: False, waiting.pk: True, young.pk: True}


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_once(server):
    server.start()
    mails = [write(number) for number in range(6)]
    together = threading.Barrier(2)

    def send():
        together.wait(10)
        delivery.send_due()
        connection.close()

    senders = [threading.Thread(target=send) for _sender in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(60)
    assert sorted(server.handler.delivered) == sorted(mail.message_id for mail in mails)

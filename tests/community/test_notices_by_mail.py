"""What people were told of becomes mail: soon, once, not at night, and not too much."""

import re
from datetime import timedelta

import html5lib
import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.mail import mailings
from accounts.models import ChannelChoice, MailSettings, Notification, OutgoingMail
from accounts.models.notifications import told_in_the_site_only
from community.models import ModerationAct
from community.notices import tell_of
from coursesite import demo
from tests.accounts.test_mail_parts import Parsed

pytestmark = pytest.mark.django_db
WEDNESDAY_TEN = "2026-11-18 15:00+00:00"  # 10 in the morning in New York


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(WEDNESDAY_TEN, tick=False) as clock:
        yield clock


@pytest.fixture
def tick(clock):
    """Let minutes pass, then do what is due."""

    def pass_time(minutes=11):
        clock.shift(timedelta(minutes=minutes))
        mailings.write_notices()
        mailings.send_what_is_due()

    return pass_time


@pytest.fixture
def reply(thread, other_learner, other_enrollment):
    """The other learner replies, and whom it concerns is told."""

    def post(text="At ours, too.", of=None):
        written = (of or thread).reply(other_learner, text)
        tell_of(written)
        return written

    return post


def only_mail():
    [message] = mail.outbox
    return message


def test_one_mail_soon_says_what_happened_where_and_why(reply, thread, tick, learner):
    post = reply()
    tick(minutes=9)
    assert not mail.outbox
    tick(minutes=2)
    message = only_mail()
    assert message.to == [learner.email]
    assert message.subject == f"Bo Sandström replied to you in “{thread.title}”"
    assert f"http://127.0.0.1:8000{post.get_absolute_url()}" in message.body
    assert "because of your settings: Somebody replied to you." in message.body
    assert reverse("notification_settings") in message.body
    assert f"{thread.get_absolute_url()}?page=1#follow" in message.body
    assert reverse("unsubscribe", args=["x"])[:-2] in message.body
    tick()
    assert len(mail.outbox) == 1


def test_what_happens_within_ten_minutes_is_one_mail(reply, tick):
    reply("One")
    tick(minutes=5)
    reply("Two")
    reply("Three")
    tick(minutes=6)
    assert "There are 2 more like it." in only_mail().body
    reply("Four")
    tick()
    assert len(mail.outbox) == 2
    assert "more like it" not in mail.outbox[1].body


def test_several_things_are_one_mail_with_a_list(reply, tick, space, learner):
    from community.models import Thread

    second = Thread.objects.start(learner, space, "And the evening shift?")
    reply()
    reply("Both.", of=second)
    tick()
    message = only_mail()
    assert message.subject == "2 things are new for you at Common Thread"
    assert message.body.count("Bo Sandström replied to you in") == 2
    assert "Mute this thread" not in message.body


@pytest.mark.parametrize("things", [1, 2])
def test_both_parts_of_it_are_fit_to_read(reply, tick, space, learner, things):
    from community.models import Thread

    second = Thread.objects.start(learner, space, "And the evening shift?")
    for of in [None, second][:things]:
        reply("Both.", of=of)
    tick()
    message = only_mail()
    [(html, _kind)] = message.alternatives
    parser = html5lib.HTMLParser()
    parser.parse(html)
    assert parser.errors == []
    links = Parsed(html).links
    assert set(links) == set(re.findall(r"http://127.0.0.1:8000\S*", message.body))
    assert all(len(words.split()) >= 2 for url, words in links.items() if url.count("/") > 2)
    assert html.count('class="button"') == 1
    sizes = [int(size) for size in re.findall(r"(?:font(?:-size)?:[^;\"]*?)(\d+)px", html)]
    assert min(sizes) >= 14


def test_what_was_seen_meanwhile_is_not_mailed(reply, tick, learner, thread):
    reply()
    Notification.objects.seen(learner, thread.target)
    tick()
    assert not mail.outbox


def test_what_is_seen_while_the_server_is_away_is_cancelled(reply, tick, learner, thread, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    reply()
    tick()
    row = OutgoingMail.objects.get()
    assert row.tries == 1 and row.sent_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Notification.objects.seen(learner, thread.target)
    tick()
    row.refresh_from_db()
    assert row.cancelled_at and not mail.outbox


def test_access_is_asked_again_when_it_is_sent(reply, tick, clock):
    post = reply()
    clock.shift(timedelta(minutes=11))
    mailings.write_notices()
    post.hide()
    mailings.send_what_is_due()
    assert not mail.outbox
    assert OutgoingMail.objects.get().cancelled_at


def test_nobody_is_mailed_of_what_they_wrote_themselves(thread, learner, tick):
    tell_of(thread.reply(learner, "I found out."))
    tick()
    assert not mail.outbox


@pytest.mark.parametrize("state", ["inactive", "suspended", "unconfirmed"])
def test_who_may_not_be_mailed_gets_nothing_then_or_later(reply, tick, learner, moderator, state):
    reply()
    if state == "inactive":
        learner.is_active = False
        learner.save()
    elif state == "suspended":
        ModerationAct.objects.suspend(moderator, learner, 7, "Spam")
    else:
        learner.emailaddress_set.update(verified=False)
    tick()
    learner.is_active = True
    learner.save()
    learner.emailaddress_set.update(verified=True)
    learner.suspensions.all().delete()
    tick()
    assert not mail.outbox
    assert Notification.objects.of(learner).unread().count() == 1


def test_who_is_suspended_between_writing_and_sending_gets_nothing(
    reply, clock, learner, moderator
):
    reply()
    clock.shift(timedelta(minutes=11))
    mailings.write_notices()
    ModerationAct.objects.suspend(moderator, learner, 7, "Spam")
    mailings.send_what_is_due()
    assert not mail.outbox


def test_a_thread_muted_meanwhile_is_not_mailed(reply, tick, thread, learner):
    reply()
    thread.follow(learner, muted=True, change=True)
    tick()
    assert not mail.outbox


def test_mail_goes_to_the_address_that_is_theirs_when_it_is_sent(reply, clock, learner):
    reply()
    clock.shift(timedelta(minutes=11))
    mailings.write_notices()
    learner.emailaddress_set.update(email="new@example.org")
    learner.email = "new@example.org"
    learner.save()
    mailings.send_what_is_due()
    assert only_mail().to == ["new@example.org"]


class TestQuietHours:
    def test_mail_waits_until_they_are_over(self, reply, tick, clock):
        clock.move_to("2026-11-19 01:30+00:00")  # 20:30
        reply("Evening")
        tick()
        assert not mail.outbox
        clock.move_to("2026-11-19 11:58+00:00")
        reply("Early")
        tick(minutes=1)
        assert not mail.outbox
        tick(minutes=1)  # 7 o'clock
        assert "There is 1 more like it." in only_mail().body

    def test_they_are_those_of_ones_own_time_zone(self, reply, tick, learner):
        learner.time_zone = "Asia/Tokyo"  # where it is midnight
        learner.save()
        reply()
        tick()
        assert not mail.outbox

    def test_a_mail_delayed_into_them_waits_and_that_is_no_try(self, reply, clock):
        reply()
        clock.shift(timedelta(minutes=11))
        mailings.write_notices()
        clock.move_to("2026-11-19 02:00+00:00")
        mailings.send_what_is_due()
        row = OutgoingMail.objects.get()
        assert (row.tries, row.sent_at, row.claim) == (0, None, None)
        assert row.due_at.isoformat() == "2026-11-19T12:00:00+00:00"
        clock.move_to(row.due_at)
        mailings.send_what_is_due()
        assert only_mail()


class TestChoices:
    @pytest.mark.parametrize(("channel", "told"), [("site", 1), ("digest", 1), ("off", 0)])
    def test_mail_comes_only_where_it_is_wanted(self, reply, tick, learner, channel, told):
        ChannelChoice.objects.choose(learner, "reply", channel)
        reply()
        tick()
        assert not mail.outbox
        assert Notification.objects.of(learner).count() == told

    def test_what_is_chosen_differently_meanwhile_counts(self, reply, tick, learner):
        reply()
        ChannelChoice.objects.choose(learner, "reply", "site")
        tick()
        assert not mail.outbox

    def test_mail_can_be_chosen_for_what_comes_in_the_digest(
        self, reply, tick, thread, learner, other_learner, instructor
    ):
        ChannelChoice.objects.choose(other_learner, "followed", "mail")
        reply()
        tell_of(thread.reply(instructor, "Thank you both."))
        tick()
        assert {address for message in mail.outbox for address in message.to} == {
            learner.email, other_learner.email,
        }  # fmt: skip

    def test_no_mail_at_all_is_obeyed(self, reply, tick, learner):
        MailSettings.objects.make(learner)
        MailSettings.objects.update(no_mail=True)
        reply()
        tick()
        assert not mail.outbox


class TestBudget:
    def test_one_of_the_weeks_mails_is_kept_for_the_digest(self, reply, tick, learner):
        for number in range(6):
            reply(str(number))
            tick()
        assert len(mail.outbox) == 4
        waiting = Notification.objects.of(learner).to_mail("digest")
        assert waiting.count() == 2

    def test_the_week_begins_on_monday(self, reply, tick, clock, learner):
        for number in range(5):
            reply(str(number))
            tick()
        clock.move_to("2026-11-23 15:00+00:00")
        reply("A new week")
        tick()
        assert len(mail.outbox) == 5

    def test_none_means_none(self, reply, tick, learner):
        MailSettings.objects.make(learner)
        MailSettings.objects.update(weekly_budget=0)
        reply()
        tick()
        assert not mail.outbox

    def test_mail_about_the_account_is_outside(self, reply, tick, learner, client):
        MailSettings.objects.make(learner)
        MailSettings.objects.update(weekly_budget=1, digest="never")
        client.post(reverse("account_reset_password"), {"email": learner.email})
        reply()
        tick()
        assert len(mail.outbox) == 2
        client.post(reverse("account_request_login_code"), {"email": learner.email})
        assert len(mail.outbox) == 3


def test_old_things_are_not_mailed_at_once(reply, tick, learner):
    reply()
    Notification.objects.update(made_at=timezone.now() - timedelta(days=4))
    tick()
    assert not mail.outbox
    assert Notification.objects.of(learner).to_mail("digest").count() == 1


def test_what_could_not_be_delivered_for_days_waits_for_the_digest(reply, tick, learner, clock):
    reply()
    clock.shift(timedelta(minutes=11))
    mailings.write_notices()
    OutgoingMail.objects.get().give_up("Nobody is there.")
    assert Notification.objects.of(learner).to_mail("digest").count() == 1


@pytest.mark.parametrize("size", [2, 12])
def test_a_mail_costs_the_same_however_much_it_tells(
    reply, clock, size, django_assert_max_num_queries
):
    for number in range(size):
        reply(str(number))
    clock.shift(timedelta(minutes=11))
    with django_assert_max_num_queries(40):
        mailings.write_notices()
        mailings.send_what_is_due()
    assert mail.outbox


def test_history_that_is_loaded_is_told_in_the_site_only(learner, tick):
    with told_in_the_site_only():
        Notification.objects.tell([learner], "reply", "post:1", "thread:1", post=1)
    tick()
    assert Notification.objects.get().channel == "site"
    Notification.objects.tell([learner], "reply", "post:2", "thread:1", post=2)
    assert Notification.objects.to_mail("mail").count() == 1


def test_loading_the_demonstration_is_loading_history(learner, monkeypatch):
    def tell_of_something_old():
        Notification.objects.tell([learner], "reply", "post:1", "thread:1", post=1)
        raise ZeroDivisionError

    monkeypatch.setattr("coursesite.demo.bootstrap", tell_of_something_old)
    with pytest.raises(ZeroDivisionError):
        demo.load()
    assert Notification.objects.get().channel == "site"


def test_the_first_tick_plans_digests_and_writes_none(learner, other_learner):
    mailings.write_digests()
    assert MailSettings.objects.filter(next_digest_at__gt=timezone.now()).count() == 2
    assert not OutgoingMail.objects.exists()

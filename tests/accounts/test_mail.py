"""Mail about the account goes through the outbox and says what it must."""

import socket
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts import tasks
from accounts.adapter import CODE_SECONDS
from accounts.mail import delivery
from accounts.models import OutgoingMail

from .conftest import code_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(settings):
    """The queue of the real site."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


def ask_for_code(browser, person):
    return browser.post(reverse("account_reset_password"), {"email": person.email})


def test_a_request_only_writes_rows(browser, site, learner, queue):
    ask_for_code(browser, learner)
    assert not mail.outbox
    row = OutgoingMail.objects.get()
    assert (row.kind, row.address, row.person) == ("account", learner.email, learner)
    [task] = DBTaskResult.objects.filter(task_path="accounts.tasks.send_mail")
    tasks.send_mail.func(*task.args_kwargs["args"])
    [message] = mail.outbox
    assert message.to == [learner.email]
    assert message.extra_headers["Message-ID"] == row.message_id
    assert row.message_id.endswith("@127.0.0.1>")


def test_what_the_worker_left_undone_the_clock_sends(browser, site, learner, queue):
    ask_for_code(browser, learner)
    DBTaskResult.objects.all().delete()
    delivery.send_due()
    delivery.send_due()
    assert [message.to for message in mail.outbox] == [[learner.email]]


def test_a_stalled_mail_server_does_not_slow_the_request(browser, site, learner, queue, settings):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        silent.setblocking(False)
        response = ask_for_code(browser, learner)
        assert response.status_code == 302
        with pytest.raises(BlockingIOError):  # nobody has even called
            silent.accept()


def test_mail_of_a_change_that_is_undone_is_not_sent(queue, browser, site, learner):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ask_for_code(browser, learner)
        raise ZeroDivisionError
    assert not DBTaskResult.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_code_that_was_sent_is_kept_nowhere(browser, site, learner):
    ask_for_code(browser, learner)
    code = code_in(mail.outbox[-1].body)
    row = OutgoingMail.objects.get()
    assert row.sent_at
    assert code not in str(vars(row))


def test_a_code_that_ran_out_is_not_sent(browser, site, learner, queue, time_machine):
    ask_for_code(browser, learner)
    time_machine.move_to(timezone.now() + timedelta(seconds=CODE_SECONDS + 1))
    delivery.send_due()
    row = OutgoingMail.objects.get()
    assert not mail.outbox
    assert row.given_up_at and row.text == ""


def test_the_host_header_cannot_alter_a_link(browser, site, learner, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://learn.example.edu"
    browser.post(
        reverse("account_signup"),
        {"display_name": "X", "email": learner.email, "password1": "seven quiet herons"},
        headers={"host": "evil.example", "x-forwarded-host": "evil.example"},
    )
    message = mail.outbox[-1]
    html = message.alternatives[0][0]
    assert "https://learn.example.edu/accounts/login/" in message.body
    assert "https://learn.example.edu/accounts/login/" in html
    assert "evil" not in message.body + html


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("account_reset_password", "learner@example.org"),
        ("account_request_login_code", "learner@example.org"),
    ],
)
def test_a_code_stands_alone_on_its_line_in_both_parts(browser, site, learner, name, email):
    browser.post(reverse(name), {"email": email})
    message = mail.outbox[-1]
    code = code_in(message.body)
    assert f">{code}</p>" in message.alternatives[0][0]
    assert "works for 15 minutes" in message.body
    assert "If you did not ask for it" in message.body
    assert not message.subject.startswith("[")
    assert code not in message.subject


def test_what_a_browser_calls_itself_is_escaped(site, as_learner):
    as_learner.post(
        reverse("account_change_password"),
        {"oldpassword": "common-thread", "password1": "eleven green umbrellas"},
        headers={"user-agent": "<script>alert(1)</script>"},
    )
    assert "<script>" not in mail.outbox[-1].alternatives[0][0]
    assert "&lt;script&gt;" in mail.outbox[-1].alternatives[0][0]

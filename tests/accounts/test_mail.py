"""Mail goes through a task and says what it must."""

import socket
import time

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts import tasks

from .conftest import code_in

pytestmark = pytest.mark.django_db
MESSAGE = {
    "subject": "Hello",
    "text": "Text",
    "html": "<p>Text</p>",
    "sender": "site@example.org",
    "to": ["learner@example.org"],
    "message_id": "<1@example.org>",
}


@pytest.fixture
def queue(settings):
    """The queue of the real site."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


def test_a_request_only_queues(browser, site, learner, queue):
    browser.post(reverse("account_reset_password"), {"email": learner.email})
    assert not mail.outbox
    [row] = DBTaskResult.objects.filter(task_path="accounts.tasks.send_mail")
    tasks.send_mail.func(**row.args_kwargs["kwargs"])
    assert mail.outbox[0].to == [learner.email]
    assert mail.outbox[0].extra_headers["Message-ID"].endswith("@127.0.0.1>")


def test_a_stalled_mail_server_does_not_slow_the_request(browser, site, learner, queue, settings):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 5
        started = time.monotonic()
        response = browser.post(reverse("account_reset_password"), {"email": learner.email})
        assert response.status_code == 302
        assert time.monotonic() - started < 2


def test_mail_of_a_change_that_is_undone_is_not_sent(queue):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tasks.send_mail.enqueue(**MESSAGE)
        raise ZeroDivisionError
    assert not DBTaskResult.objects.exists()


def test_while_the_server_is_away_the_same_message_waits_longer_each_time(queue, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = closed.getsockname()[1]
        for tried in range(len(tasks.WAITS)):
            tasks.send_mail.func(**MESSAGE, tried=tried)
        with pytest.raises(OSError):
            tasks.send_mail.func(**MESSAGE, tried=len(tasks.WAITS))
    rows = list(DBTaskResult.objects.order_by("run_after"))
    assert [row.args_kwargs["kwargs"]["tried"] for row in rows] == [1, 2, 3, 4]
    assert {row.args_kwargs["kwargs"]["message_id"] for row in rows} == {"<1@example.org>"}


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

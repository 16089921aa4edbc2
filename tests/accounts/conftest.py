"""A real mail server, and the ways tests read what was mailed."""

import re
import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client

CODE = re.compile(r"^([B-Z]{4}-[B-Z]{4})$", re.MULTILINE)


class Kept(Message):
    def __init__(self):
        super().__init__()
        self.messages = []

    def handle_message(self, message):
        self.messages.append(message)


@pytest.fixture
def mail_server(settings):
    """An SMTP server that keeps what it is given, and the site set up to use it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Kept()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield handler
    controller.stop()


def code_in(text):
    """The code that stands on a line of its own."""
    found = CODE.search(text.replace("\r", ""))
    assert found, text
    return found.group(1)


@pytest.fixture
def mailed_code():
    """The code in the latest mail."""
    return lambda: code_in(mail.outbox[-1].body)


@pytest.fixture
def browser():
    """Somebody who is not signed in, with the forms' protection switched on as in real life."""
    return Client()


def is_signed_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture
def app_code():
    """Turn on two-step sign-in for a person; the answer gives the code their app shows."""

    def turn_on(user):
        secret = totp.generate_totp_secret()
        totp.TOTP.activate(user, secret)
        RecoveryCodes.activate(user)

        def now():
            counters = sorted(totp.yield_hotp_counters_from_time())
            counter = counters[len(counters) // 2]
            return totp.format_hotp_value(totp.hotp_value(secret, counter))

        return now

    return turn_on

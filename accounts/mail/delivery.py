"""Sends what is in the outbox, each mail once, and tries again what could not be sent."""

import logging
import time
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone

from accounts.models import OutgoingMail
from accounts.models.brand import current_look

from .letters import Later, compose

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 40  # what else is due waits no longer
ABOUT_ONE_MAIL = (SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused)
BEGINS_AT = 200  # how many mails a sweep looks up at a time


def send_due():
    """Send what is due. A server that is away is asked again at the next tick."""
    connection, until = get_connection(), time.monotonic() + SWEEP_SECONDS
    due = OutgoingMail.objects.due().order_by("due_at", "pk").values_list("pk", flat=True)
    try:
        for pk in list(due[:BEGINS_AT]):
            if time.monotonic() > until or not deliver(pk, connection):
                break
    finally:
        connection.close()


def deliver(pk, connection=None):
    """Send one mail, if nobody else does. Returns whether the mail server can be asked on."""
    mail = OutgoingMail.objects.claim(pk)
    if mail is None:
        return True
    if mail.expires_at and mail.expires_at <= timezone.now():
        mail.give_up("It came to nothing in time.")
        return True
    try:
        if not _write(mail):
            return True
        _message(mail, connection).send()
    except Exception as error:
        return _failed(mail, error, connection)
    mail.sent()
    return True


def _write(mail):
    """Have an optional mail written as things are now; False if it is not sent now, or never."""
    if not mail.is_optional:
        return True
    try:
        letter = compose(mail)
    except Later as later:
        mail.wait_until(later.moment)
        return False
    if letter is None:
        mail.cancel()
        return False
    for name, value in letter._asdict().items():
        setattr(mail, name, value)
    mail.save(update_fields=letter._fields)
    return True


def _message(mail, connection):
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        current_look().sender,
        [mail.address],
        connection=connection,
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated", **mail.headers},
    )
    message.attach_alternative(mail.html, "text/html")
    return message


def _failed(mail, error, connection):
    """Put it off, or give it up. True if the failure says nothing about the next mail."""
    why = f"{type(error).__name__}: {error}"
    given_up = mail.failed(why, no_mailbox=_has_no_mailbox(error))
    log = logger.error if given_up else logger.warning
    log("Mail %s %s (%s)", mail.message_id, "given up" if given_up else "put off", why)
    if not isinstance(error, OSError):  # SMTP errors are OSErrors, too
        logger.error("Mail %s could not be written", mail.message_id, exc_info=error)
    if connection is not None:
        connection.close()
    return not isinstance(error, OSError) or isinstance(error, ABOUT_ONE_MAIL)


def _has_no_mailbox(error):
    """Whether the server will never take mail for this address."""
    refusals = getattr(error, "recipients", None) or {}
    return bool(refusals) and all(500 <= code < 600 for code, _words in refusals.values())

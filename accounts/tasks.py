"""Mail, outside the request.

Enqueueing inserts a row in the transaction of whatever caused the mail: both are
committed or neither is. One case stays ambiguous: a mail server that takes the
message and loses the connection before it says so gets the message again. It
carries the same Message-ID, by which mailboxes tell a repeat.
"""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django_tasks import task

logger = logging.getLogger(__name__)

# Seconds to wait before each further try. A code in a mail lives 15 minutes, so
# later tries would deliver nothing of use.
WAITS = (20, 60, 180, 480)


@task()
def send_mail(subject, text, html, sender, to, message_id, tried=0):
    """Send one message; while the mail server is away, try again later.

    Raises what the mail server raised when all tries are used up, so that the
    task counts as failed and is seen.
    """
    message = EmailMultiAlternatives(subject, text, sender, to, headers={"Message-ID": message_id})
    message.attach_alternative(html, "text/html")
    try:
        message.send()
    except (OSError, SMTPException) as error:
        if tried >= len(WAITS) or not send_mail.get_backend().supports_defer:
            raise
        logger.warning("Mail %s not sent (%s), trying again", message_id, type(error).__name__)
        later = send_mail.using(run_after=timezone.now() + timedelta(seconds=WAITS[tried]))
        later.enqueue(
            subject=subject, text=text, html=html, sender=sender, to=to,
            message_id=message_id, tried=tried + 1,
        )  # fmt: skip

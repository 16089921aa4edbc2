"""Reads the files that Django's file-based mail backend writes."""

import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

SHOWN = 50
BETWEEN_MESSAGES = b"-" * 79 + b"\n"


@dataclass
class Mail:
    slug: str
    subject: str
    to: str
    sender: str
    sent_at: datetime
    text: str


def latest():
    """The newest messages first, at most ``SHOWN``."""
    mails = []
    for path in _files():
        mails += reversed(_mails_in(path))
        if len(mails) >= SHOWN:
            break
    return sorted(mails, key=lambda mail: mail.sent_at, reverse=True)[:SHOWN]


def find(slug):
    """The message of this slug, or None. The slug is compared, never used as a path."""
    for path in _files():
        if slug.startswith(path.stem):
            for mail in _mails_in(path):
                if mail.slug == slug:
                    return mail
    return None


def _files():
    folder = Path(settings.DEMO_MAIL_DIR)
    files = folder.glob("*.log") if folder.is_dir() else []
    return sorted(files, key=lambda path: path.stat().st_mtime_ns, reverse=True)


def _mails_in(path):
    parser = BytesParser(policy=email.policy.default)
    parts = [part for part in path.read_bytes().split(BETWEEN_MESSAGES) if part.strip()]
    return [_mail(f"{path.stem}-{n}", parser.parsebytes(part)) for n, part in enumerate(parts)]


def _mail(slug, message):
    body = message.get_body(("plain",))
    return Mail(
        slug=slug,
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        sender=str(message["From"] or ""),
        sent_at=parsedate_to_datetime(message["Date"]) if message["Date"] else timezone.now(),
        text=body.get_content() if body else "",
    )

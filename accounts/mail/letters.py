"""Writes optional mail at the moment it is sent: what is seen by then, or may not be seen
any more, or is not wanted, is not in it. Nothing left to say: no mail."""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.events import Channel, described, event_named
from accounts.models import ChannelChoice, MailSettings, OutgoingMail
from accounts.reach import may_be_mailed

from . import digests
from .drawing import drawn, on_one_line
from .unsubscribing import DIGEST, unsubscribe_url

SUBJECT_CHARS = 110
LISTED = 10
SAID_FOR = timedelta(weeks=26)


class Later(Exception):
    """It is to be sent, but not before ``moment``."""

    def __init__(self, moment):
        self.moment = moment


class Letter(NamedTuple):
    """What a mail says. The names are those of the mail's fields."""

    address: str
    subject: str
    text: str
    html: str
    headers: dict
    said: list


class Entry(NamedTuple):
    """Notifications of the same event about the same thing, as one line.

    ``answers`` are (label, address) of the page with one of its choices made, not sent.
    """

    sentence: str
    url: str
    more: int = 0
    answers: tuple = ()

    @property
    def lead_in(self):
        """What stands before the address: a question needs no colon."""
        sentence = _counted(self)
        return sentence if sentence.endswith("?") else f"{sentence}:"


def compose(mail):
    """The letter as it is now; None if there is nothing to say. Raises Later in quiet hours."""
    person, now = mail.person, timezone.now()
    wishes = MailSettings.objects.make(person)
    if wishes.no_mail or not may_be_mailed(person):
        return None
    if quiet_until := wishes.quiet_until(now):
        raise Later(quiet_until)
    write = _digest if mail.kind == DIGEST else _notice
    with translation.override(settings.LANGUAGE_CODE), timezone.override(wishes.zone):
        return write(mail, wishes)


def _notice(mail, wishes):
    rows = _wanted(mail, {Channel.MAIL})
    if not rows:
        return None
    entries = _entries(rows)
    events = {row.event: event_named(row.event).label for row in rows}
    mute_urls = {getattr(row, "mute_url", "") for row in rows}
    context = {
        "entries": entries[:LISTED],
        "only": entries[0] if len(entries) == 1 else None,
        "count": len(rows),
        "reasons": list(events.values()),
        "heading": next(iter(events.values())) if len(entries) == 1 else "",
        "mute_url": _absolute(mute_urls.pop()) if len(mute_urls) == 1 else "",
    }
    targets = sorted({row.target for row in rows})
    return _letter(mail, "accounts/mail/notice", context, events, said=targets)


def _digest(mail, wishes):
    if not wishes.wants_digest:
        return None
    earlier = OutgoingMail.objects.of(mail.person).exclude(sent_at=None)
    last = earlier.filter(kind=DIGEST).order_by("-sent_at").first()
    since = last.sent_at if last else mail.made_at - timedelta(days=7)
    kept = earlier.filter(sent_at__gt=mail.made_at - SAID_FOR).values_list("said", flat=True)
    said = {key for keys in kept for key in keys}
    sections, keys, suffices = [], [], False
    for part in _with_notifications(mail, keys):
        items = digests.items_of(part, mail.person, since, said)
        if items:
            lines = [Entry(on_one_line(item.sentence), _absolute(item.url)) for item in items]
            sections.append((part.heading, lines))
            keys += [item.key for item in items if item.key]
            suffices = suffices or part.suffices
    if not suffices:
        return None
    context = {
        "sections": sections,
        "wishes": wishes,
        "lead": sections[0][1][0].sentence,
        "heading": _("What is new for you"),
    }
    return _letter(mail, "accounts/mail/digest", context, [DIGEST], said=keys)


def _with_notifications(mail, said_above):
    """The registered parts, and among them what the person is told of."""
    rows = _wanted(mail, {Channel.MAIL, Channel.DIGEST})
    personal = [row for row in rows if event_named(row.event).channel == Channel.MAIL]
    others = [row for row in rows if row not in personal]
    own = [
        digests.Part(
            digests.NOTIFICATIONS_AT + n, heading, _lines_of(found, said_above), True, LISTED
        )
        for n, (heading, found) in enumerate(
            [(_("Replies and requests to you"), personal), (_("Also new for you"), others)]
        )
    ]
    return sorted([*digests.parts(), *own], key=lambda part: part.position)


def _lines_of(rows, said_above):
    """A part's function. What stands further up in the same mail is left out."""

    def gather(person, since):
        fresh = [row for row in rows if row.target not in said_above]
        return [(_counted(entry), entry.url) for entry in _entries(fresh)]

    return gather


def _wanted(mail, channels):
    """What the mail is about, as far as it is unseen, visible and still wanted in this way."""
    chosen = ChannelChoice.objects.of(mail.person)
    rows = list(mail.notifications.unread())
    for row in rows:
        if chosen.get(row.event) not in channels:
            row.channel, row.mail = chosen.get(row.event, Channel.SITE), None
            row.save(update_fields=["channel", "mail"])
    return described(mail.person, [row for row in rows if row.mail_id])


def _entries(rows):
    groups = {}
    for row in rows:
        groups.setdefault((row.event, row.target), []).append(row)
    return [
        Entry(
            on_one_line(group[0].sentence),
            _absolute(group[0].url),
            len(group) - 1,
            tuple((label, _absolute(url)) for label, url in getattr(group[0], "answers", ())),
        )
        for group in groups.values()
    ]


def _counted(entry):
    if not entry.more:
        return entry.sentence
    return _("%(sentence)s, and %(more)d more like it") % entry._asdict()


def _letter(mail, prefix, context, names, said=()):
    ends = unsubscribe_url(mail.person, names)
    context |= {
        "name": mail.person.get_short_name(),
        "settings_url": _absolute(reverse("notification_settings")),
        "notifications_url": _absolute(reverse("notifications")),
        "unsubscribe_url": ends,
    }
    subject, text, html = drawn(prefix, context)
    headers = {
        "List-Unsubscribe": f"<{ends}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    subject = Truncator(subject).chars(SUBJECT_CHARS)
    return Letter(mail.person.email, subject, text, html, headers, list(said))


def _absolute(url):
    return f"{settings.SITE_URL}{url}" if url.startswith("/") else url

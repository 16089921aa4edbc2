"""The outbox: a row for each mail, written in the transaction of its cause.

Whoever sends a mail claims its row first, so that two at once send once. A claim that
is older than ``CLAIM_HOLDS`` belonged to a sender who died and is taken again. One case
stays ambiguous: the mail server took the message and the connection, or the sender,
was gone before the row said so. Then the message goes out again, under the same
Message-ID, by which mailboxes tell a repeat.
"""

import uuid
from datetime import timedelta
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.events import Channel

CLAIM_HOLDS = timedelta(minutes=10)
KEEP_TEXTS = timedelta(days=30)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# How long to wait after each failed try; after the last the mail is given up.
WAITS = (
    MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR,
    24 * HOUR, 24 * HOUR, 24 * HOUR,
)  # fmt: skip
# A code lives for minutes: later tries would deliver nothing of use.
CODE_WAITS = (MINUTE / 3, MINUTE, 3 * MINUTE, 8 * MINUTE)
# The server says that there is no such mailbox: it may be wrong once or twice.
NO_MAILBOX_WAITS = (HOUR, 24 * HOUR)
OPEN = Q(sent_at=None, given_up_at=None, cancelled_at=None)


class OutgoingMailQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(person=user)

    def optional(self):
        """What people can do without: it counts against their weekly budget."""
        return self.exclude(kind=OutgoingMail.Kind.ACCOUNT)

    def open(self):
        """Neither sent nor given up nor cancelled."""
        return self.filter(OPEN)

    def due(self, now=None):
        """What is to be sent now, and what a sender who died had claimed."""
        now = now or timezone.now()
        free = Q(claim=None) | Q(claimed_at__lt=now - CLAIM_HOLDS)
        return self.open().filter(free, due_at__lte=now)

    def late(self, now=None):
        """What should have gone out an hour ago or more."""
        return self.open().filter(due_at__lt=(now or timezone.now()) - HOUR)

    def counted_since(self, moment):
        """What went out, or will, since then."""
        return self.optional().filter(made_at__gte=moment, given_up_at=None, cancelled_at=None)

    def write(self, kind, key, **fields):
        """Put a mail into the outbox; None if there is one under this key already."""
        host = urlsplit(settings.SITE_URL).hostname
        mail, made = self.get_or_create(
            key=key, defaults={"kind": kind, "message_id": make_msgid(domain=host), **fields}
        )
        return mail if made else None

    def write_to(self, person, kind, key, now):
        """Such a mail to this person that is due now; its words are found when it is sent."""
        return self.write(kind, key, person=person, address=person.email, made_at=now, due_at=now)

    def claim(self, pk):
        """Take the mail for sending: for one sender only. None if it is another's or not due."""
        now, token = timezone.now(), uuid.uuid4()
        taken = self.due(now).filter(pk=pk)
        if not taken.update(claim=token, claimed_at=now, tries=F("tries") + 1):
            return None
        return self.select_related("person").get(pk=pk)

    def forget_texts(self, now=None):
        """What was sent long ago keeps its row, not its words; strangers' rows go altogether."""
        before = (now or timezone.now()) - KEEP_TEXTS
        ended = self.exclude(OPEN).filter(made_at__lt=before)
        ended.filter(person=None).delete()
        ended.exclude(text="").update(text="", html="", headers={}, last_error="")


class OutgoingMail(models.Model):
    """One mail on its way. What is optional is written anew at each try, as things are then."""

    class Kind(models.TextChoices):
        ACCOUNT = "account", _("About the account")
        NOTICE = "notice", _("At once")
        DIGEST = "digest", _("Digest")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mails",
    )
    address = models.EmailField(_("address"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    key = models.CharField(_("key"), max_length=120, unique=True)
    message_id = models.CharField(_("Message-ID"), max_length=200)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    said = models.JSONField(_("said in it"), default=list, blank=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    expires_at = models.DateTimeField(_("of no use after"), null=True, blank=True)
    claim = models.UUIDField(_("claim"), null=True, blank=True, editable=False)
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    last_error = models.CharField(_("last error"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None, given_up_at=None)
                | Q(sent_at=None, cancelled_at=None)
                | Q(given_up_at=None, cancelled_at=None),
                name="a_mail_is_sent_or_given_up_or_cancelled",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=OPEN, name="mails_to_send"),
            models.Index(fields=["person", "made_at"], name="mails_of_a_person"),
        ]

    def __str__(self):
        return f"{self.kind}: {self.key}"

    @property
    def is_optional(self):
        return self.kind != self.Kind.ACCOUNT

    def sent(self):
        """The server has it. A text that holds a code is forgotten at once."""
        forgotten = {"text": "", "html": ""} if self.expires_at else {}
        self._end("sent_at", last_error="", **forgotten)

    def cancel(self):
        """There is nothing to say any more, or nobody to say it to."""
        self._end("cancelled_at", text="", html="")

    def give_up(self, why):
        """It cannot be delivered. What it would have said waits for a digest."""
        if self._end("given_up_at", last_error=why[:300], text="", html=""):
            self.notifications.update(mail=None, channel=Channel.DIGEST)

    def wait_until(self, moment):
        """Not now: this was no try."""
        self._change(due_at=moment, tries=F("tries") - 1, claim=None, claimed_at=None)

    def failed(self, why, *, no_mailbox=False):
        """Try again later, or give up after the last time. Returns whether it is given up."""
        waits = CODE_WAITS if self.expires_at else NO_MAILBOX_WAITS if no_mailbox else WAITS
        if self.tries > len(waits):
            self.give_up(why)
            return True
        later = timezone.now() + waits[self.tries - 1]
        self._change(due_at=later, last_error=why[:300], claim=None, claimed_at=None)
        return False

    def _end(self, how, **changes):
        return self._change(**{how: timezone.now(), "claim": None, **changes})

    def _change(self, **changes):
        """Only while the claim is ours: another may have taken it after a long while."""
        rows = type(self).objects.filter(OPEN, pk=self.pk, claim=self.claim)
        return rows.update(**changes)

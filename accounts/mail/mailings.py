"""What becomes mail, and when: each minute, from what people were told of.

The notification is the cause and is stored with it. Here those that somebody wants by
mail become one mail a person, once the first has waited for others to join it; a digest
takes what waits for it. Whoever is in their quiet hours is left for later, and what is
more than their budget allows waits for the digest.
"""

import time
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.due import due
from accounts.events import Channel
from accounts.models import ChannelChoice, MailSettings, Notification, OutgoingMail, User
from accounts.reach import may_be_mailed

from . import delivery

COLLECT_FOR = timedelta(minutes=10)
NEWS_FOR = timedelta(days=3)  # older than that nothing is urgent
WRITE_SECONDS = 30
Kind = OutgoingMail.Kind


@due
def write_notices():
    """One mail for each person for whom something has waited long enough."""
    now, until = timezone.now(), time.monotonic() + WRITE_SECONDS
    waiting = Notification.objects.to_mail(Channel.MAIL).filter(made_at__lte=now - COLLECT_FOR)
    people = set(waiting.order_by().values_list("recipient", flat=True))
    wishes = MailSettings.objects.filter(user__in=people).select_related("user")
    people -= {row.user_id for row in wishes if row.quiet_until(now)}
    for pk in sorted(people):
        if time.monotonic() < until:
            write_notice(pk, now)


@transaction.atomic
def write_notice(person_pk, now):
    """Put what waits for this person into one mail, or where it belongs instead."""
    person = User.objects.get(pk=person_pk)
    wishes = MailSettings.objects.make(person)
    MailSettings.objects.select_for_update().get(pk=wishes.pk)  # one clock at a time
    rows = Notification.objects.of(person).to_mail(Channel.MAIL)
    if wishes.no_mail or not may_be_mailed(person):
        rows.update(channel=Channel.SITE)
        return
    _follow_choices(person, rows)
    rows.filter(made_at__lt=now - NEWS_FOR).update(channel=Channel.DIGEST)
    if wishes.quiet_until(now) or not rows.exists():
        return
    if not wishes.left_this_week(now):
        rows.update(channel=Channel.DIGEST)
        return
    key = f"notice:{rows.order_by('pk').first().pk}"
    mail = OutgoingMail.objects.write_to(person, Kind.NOTICE, key, now)
    if mail:
        rows.update(mail=mail)


def _follow_choices(person, rows):
    """What they chose differently since they were told goes that way."""
    chosen = ChannelChoice.objects.of(person)
    for event in set(rows.order_by().values_list("event", flat=True)):
        channel = chosen.get(event, Channel.SITE)
        if channel != Channel.MAIL:
            rows.filter(event=event).update(channel=channel)


@due
def write_digests():
    """A digest for each person whose hour has come."""
    now, until = timezone.now(), time.monotonic() + WRITE_SECONDS
    MailSettings.objects.plan_for_everyone(now)
    for pk in list(MailSettings.objects.due(now).values_list("pk", flat=True)[:2000]):
        if time.monotonic() < until:
            write_digest(pk, now)


@transaction.atomic
def write_digest(pk, now):
    """Take this person's turn and write the row; what it says is written when it is sent."""
    wishes = MailSettings.objects.select_related("user").select_for_update(of=("self",)).get(pk=pk)
    if wishes.next_digest_at is None or wishes.next_digest_at > now:
        return
    period = wishes.period_of(wishes.next_digest_at)
    wishes.plan(now)
    wishes.save(update_fields=["next_digest_at"])
    person = wishes.user
    if not wishes.wants_digest or not may_be_mailed(person):
        return
    if not wishes.left_this_week(now, for_digest=True):
        return
    key = f"digest:{person.pk}:{period}"
    mail = OutgoingMail.objects.write_to(person, Kind.DIGEST, key, now)
    if mail:
        Notification.objects.of(person).to_mail(Channel.DIGEST).update(mail=mail)


@due
def send_what_is_due():
    delivery.send_due()


@due
def forget_old_texts():
    OutgoingMail.objects.forget_texts()

"""Who is told that a certificate ends, and when."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.events import Channel, described
from accounts.models import ChannelChoice, Notification
from learning.certificates import notices as expiry_notices
from learning.certificates.renewal import Renewal
from learning.models import Certificate

from ..renewals import ending, practice
from ..test_parallel import all_at_once
from .pages import renew_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_new_york(learner):
    learner.time_zone = "America/New_York"
    learner.save()


def told(learner):
    return Notification.objects.filter(recipient=learner, event=expiry_notices.ENDS)


def tick_at(*moment):
    with time_machine.travel(datetime(*moment, tzinfo=UTC), tick=False):
        expiry_notices.tell_of_ends()


def ends_on(certificate, day):
    rows = Certificate.objects.filter(pk=certificate.pk)
    rows.update(valid_until=day, valid_months=24, expiry_told_at=None)


def test_it_is_told_once_on_a_morning_sixty_days_before(certificate, learner, in_new_york):
    ends_on(certificate, date(2027, 3, 1))  # sixty days after December 31
    tick_at(2026, 12, 30, 15, 0)
    tick_at(2026, 12, 31, 13, 59)  # a minute to nine
    assert not told(learner).exists()
    tick_at(2026, 12, 31, 14, 0)
    assert told(learner).count() == 1
    tick_at(2026, 12, 31, 14, 1)
    tick_at(2027, 1, 1, 14, 0)
    assert told(learner).count() == 1


@pytest.mark.parametrize(
    ("end", "too_early", "nine"),
    [
        (date(2027, 5, 13), (2027, 3, 14, 12, 59), (2027, 3, 14, 13, 0)),  # summer time begins
        (date(2027, 5, 12), (2027, 3, 13, 13, 59), (2027, 3, 13, 14, 0)),
        (date(2028, 1, 6), (2027, 11, 7, 13, 59), (2027, 11, 7, 14, 0)),  # and ends
    ],
)
def test_the_morning_follows_the_clocks(certificate, learner, in_new_york, end, too_early, nine):
    ends_on(certificate, end)
    tick_at(*too_early)
    assert not told(learner).exists()
    tick_at(*nine)
    assert told(learner).count() == 1


def test_a_morning_missed_is_made_up_for_and_nobody_is_told_at_night(
    certificate, learner, in_new_york
):
    ends_on(certificate, date(2027, 3, 1))
    tick_at(2027, 1, 4, 3, 0)
    assert not told(learner).exists()
    tick_at(2027, 1, 4, 14, 0)
    assert told(learner).count() == 1


def test_nobody_is_told_of_what_is_over_revoked_renewed_or_erased(
    certificate, learner, admin, in_new_york
):
    ends_on(certificate, date(2027, 3, 1))
    tick_at(2027, 3, 2, 14, 0)
    learner.is_active = False
    learner.save()
    tick_at(2027, 1, 4, 14, 0)
    learner.is_active = True
    learner.save()
    certificate.revoke(admin, Certificate.Reason.ERROR)
    tick_at(2027, 1, 4, 14, 0)
    assert not told(learner).exists()


def test_what_is_told_leads_to_renewing_and_is_seen_there(as_learner, certificate, learner):
    ChannelChoice.objects.choose(learner, expiry_notices.ENDS, Channel.MAIL)
    certificate = ending(certificate, days=50)
    with time_machine.travel(datetime.combine(timezone.localdate(), datetime.min.time(), UTC)
                             + timedelta(hours=15)):  # fmt: skip
        expiry_notices.tell_of_ends()
    [row] = described(learner, told(learner))
    assert row.channel == Channel.MAIL
    assert row.url == renew_url(certificate)
    assert certificate.course_title in row.sentence
    as_learner.get(row.url)
    assert not told(learner).unread().exists()
    practice(learner)
    Renewal(certificate).carry_out()
    assert described(learner, told(learner)) == []


def test_a_correction_is_not_told_again(certificate, learner, admin, in_new_york):
    ends_on(certificate, date(2027, 3, 1))
    tick_at(2027, 1, 4, 14, 0)
    Certificate.objects.get(pk=certificate.pk).reissue(admin, "Amara Delgado", "Name changed.")
    tick_at(2027, 1, 5, 14, 0)
    assert told(learner).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_tell_of_an_end_once(certificate, learner, in_new_york):
    ends_on(certificate, date(2027, 3, 1))
    with time_machine.travel(datetime(2026, 12, 31, 14, 0, tzinfo=UTC), tick=False):
        results = all_at_once(lambda number: expiry_notices.tell_of_ends(), times=8)
        assert results == [None] * 8
        assert told(learner).count() == 1

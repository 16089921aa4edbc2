"""Ninety days after the first count its owner is told, once, in the morning where they live."""

import pytest
from django.urls import reverse

from accounts.due import do_what_is_due
from accounts.models import ChannelChoice, Notification
from learning.auditing import offers
from learning.models import Audit
from tests.learning.audits import filled, frozen

FROZEN = "2026-08-01T18:00:00Z"


def told(user):
    return list(Notification.objects.of(user).filter(event="audit_repeat"))


@pytest.fixture
def baseline(learner, time_machine):
    learner.time_zone = "America/New_York"
    learner.save()
    time_machine.move_to(FROZEN, tick=False)
    return frozen(learner, "aaari")


def test_not_before_the_morning_and_then_once(learner, baseline, time_machine):
    time_machine.move_to("2026-10-30T12:59:00Z", tick=False)  # 8:59 in New York
    offers.offer_repeats()
    assert told(learner) == []
    time_machine.move_to("2026-10-30T13:00:00Z", tick=False)
    for _tick in range(2):
        assert do_what_is_due() == []
    (row,) = told(learner)
    assert row.channel == "digest"


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        # New York left daylight saving on November 1: from then on 9:00 is 14:00 UTC.
        ("America/New_York", "2026-11-02T13:59:00Z", "2026-11-02T14:00:00Z"),
        ("Pacific/Kiritimati", "2026-11-02T18:59:00Z", "2026-11-02T19:00:00Z"),
        ("Pacific/Honolulu", "2026-11-02T18:59:00Z", "2026-11-02T19:00:00Z"),
    ],
)
def test_the_morning_is_the_owners_across_daylight_saving(
    learner, time_machine, zone, before, after
):
    learner.time_zone = zone
    learner.save()
    time_machine.move_to("2026-08-04T12:00:00Z", tick=False)  # August 5 in Kiritimati
    frozen(learner, "aaari")
    time_machine.move_to(before, tick=False)
    offers.offer_repeats()
    assert told(learner) == []
    time_machine.move_to(after, tick=False)
    offers.offer_repeats()
    assert len(told(learner)) == 1


def test_there_is_no_reminder(learner, baseline, time_machine):
    for day in ("2026-10-30", "2026-11-04", "2026-12-30", "2027-06-01"):
        time_machine.move_to(f"{day}T15:00:00Z", tick=False)
        offers.offer_repeats()
    assert len(told(learner)) == 1


def test_who_began_the_repeat_by_hand_is_not_told(learner, baseline, time_machine):
    time_machine.move_to("2026-10-10T15:00:00Z", tick=False)
    filled(learner, "a")
    time_machine.move_to("2026-10-30T15:00:00Z", tick=False)
    offers.offer_repeats()
    assert told(learner) == []


def test_who_wants_to_hear_nothing_of_it_is_not_told_later_either(learner, baseline, time_machine):
    ChannelChoice.objects.choose(learner, "audit_repeat", "off")
    time_machine.move_to("2026-10-30T15:00:00Z", tick=False)
    offers.offer_repeats()
    ChannelChoice.objects.choose(learner, "audit_repeat", "mail")
    offers.offer_repeats()
    assert told(learner) == []


def test_nobody_whose_account_is_closed_is_told(learner, baseline, time_machine):
    learner.is_active = False
    learner.save()
    time_machine.move_to("2026-10-30T15:00:00Z", tick=False)
    offers.offer_repeats()
    assert told(learner) == []


def test_an_unfrozen_count_is_offered_nothing(learner, time_machine):
    time_machine.move_to(FROZEN, tick=False)
    filled(learner, "aaari")
    time_machine.move_to("2026-12-01T15:00:00Z", tick=False)
    offers.offer_repeats()
    assert told(learner) == []


def test_the_notice_leads_to_the_page_and_is_seen_there(
    as_learner, learner, baseline, time_machine
):
    time_machine.move_to("2026-10-30T15:00:00Z", tick=False)
    offers.offer_repeats()
    html = as_learner.get(reverse("notifications")).content.decode()
    assert "Your first count of posts is of August 1, 2026: time for the repeat" in html
    assert f'href="{reverse("learning:audit")}"' in html
    as_learner.get(reverse("learning:audit"))
    assert told(learner)[0].read_at


def test_once_the_repeat_is_begun_the_notice_is_shown_no_more(
    as_learner, learner, baseline, time_machine
):
    time_machine.move_to("2026-10-30T15:00:00Z", tick=False)
    offers.offer_repeats()
    Audit.objects.begin(learner)
    assert "time for the repeat" not in as_learner.get(reverse("notifications")).content.decode()


@pytest.mark.parametrize("size", [1, 6])
def test_the_queries_of_a_tick_do_not_grow_with_who_waits(
    make_people, time_machine, django_assert_max_num_queries, size
):
    time_machine.move_to(FROZEN, tick=False)
    for person in make_people(size):
        frozen(person, "aaari")
    time_machine.move_to("2026-10-29T15:00:00Z", tick=False)  # a day too early
    with django_assert_max_num_queries(1):
        offers.offer_repeats()


@pytest.fixture
def make_people(db):
    from tests import builders

    return lambda size: [builders.make_person(f"P {n}", f"p{n}@example.org") for n in range(size)]

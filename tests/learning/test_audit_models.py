"""Broadcast audits: how they count, and that what is frozen stays as it is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from learning.models import Audit, AuditedPost
from learning.models.audits import TooMany, audits_of, percents, shares_of
from learning.models.certificates import Unchangeable
from tests.learning.audits import filled, frozen, posts


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([1, 1, 1], [34, 33, 33]),
        ([23, 5, 2], [77, 17, 6]),
        ([1, 1, 1, 1, 1, 1, 1], [15, 15, 14, 14, 14, 14, 14]),
        ([5, 0, 0], [100, 0, 0]),
        ([0, 0, 0], [0, 0, 0]),
        ([199, 1], [100, 0]),
    ],
)
def test_percents_are_whole_and_add_up_to_100(counts, expected):
    assert percents(counts) == expected
    assert sum(expected) in (0, 100)


def test_it_counts_by_purpose_and_by_content_in_one_query(learner, django_assert_num_queries):
    audit = frozen(learner, "aaarri")
    with django_assert_num_queries(1):
        assert audit.shares() == [("Announce", 3, 50), ("Respond", 2, 33), ("Invite", 1, 17)]
        assert audit.shares("content")[0] == ("Job or internship", 6, 100)
        assert audit.total == 6


def test_without_posts_every_share_is_nothing(learner):
    audit = Audit.objects.begin(learner)
    assert {percent for _label, _count, percent in audit.shares()} == {0}


def test_each_kind_of_content_begins_with_another_letter():
    letters = [label[0] for label in map(str, AuditedPost.Content.labels)]
    assert len(set(letters)) == len(letters)


def test_the_first_is_a_baseline_and_beginning_twice_is_once(learner):
    first = Audit.objects.begin(learner)
    assert first.kind == "baseline"
    assert Audit.objects.begin(learner) == first


def test_it_takes_sixty_posts_and_no_more(learner):
    audit = filled(learner, "a" * 60)
    with pytest.raises(TooMany):
        audit.add(posts("a"))
    assert audit.posts.count() == 60


def test_four_posts_are_too_few_to_freeze(learner):
    audit = filled(learner, "aari")
    assert audit.freeze() is False and not audit.is_frozen
    audit.add(posts("i"))
    assert audit.freeze() is True and audit.is_frozen


def test_freezing_twice_keeps_the_first_date(learner):
    audit = frozen(learner, "aaari")
    at = audit.frozen_at
    assert audit.freeze() is True and audit.frozen_at == at


def test_what_is_frozen_refuses_every_change(learner):
    audit = frozen(learner, "aaari")
    post = audit.posts.first()
    post.purpose = "invite"
    for act in (post.save, post.delete, audit.save, lambda: audit.add(posts("a"))):
        with pytest.raises(Unchangeable):
            act()
    audit.frozen_at = None
    with pytest.raises(Unchangeable):
        audit.save(update_fields=["frozen_at"])
    assert Audit.objects.get(pk=audit.pk).shares()[0] == ("Announce", 3, 60)


def test_an_older_copy_in_hand_cannot_change_it_either(learner):
    audit = filled(learner, "aaari")
    old = Audit.objects.get(pk=audit.pk)
    post = audit.posts.select_related("audit").first()
    audit.freeze()
    for act in (old.save, post.save, lambda: old.add(posts("a"))):
        with pytest.raises(Unchangeable):
            act()


def test_others_get_frozen_ones_only(learner):
    filled(learner, "aaari")
    assert audits_of(learner) == (None, None)
    baseline = Audit.objects.begin(learner)
    baseline.freeze(timezone.now() - timedelta(days=95))
    assert audits_of(learner) == (baseline, None)
    repeat = filled(learner, "iiiii")
    assert repeat.kind == "repeat" and audits_of(learner) == (baseline, None)
    repeat.freeze()
    assert audits_of(learner) == (baseline, repeat)


def test_a_repeat_may_begin_from_the_sixtieth_day_where_its_owner_lives(learner, time_machine):
    learner.time_zone = "Pacific/Honolulu"
    learner.save()
    time_machine.move_to("2026-01-10T09:00:00Z", tick=False)  # January 9 in Honolulu
    frozen(learner, "aaari")
    time_machine.move_to("2026-03-10T09:59:00Z", tick=False)  # 23:59 on the 59th day
    assert Audit.objects.begin(learner) is None
    time_machine.move_to("2026-03-10T10:00:00Z", tick=False)
    assert Audit.objects.begin(learner).kind == "repeat"


def test_a_second_repeat_waits_ninety_days_and_the_baseline_stays_the_first(learner, time_machine):
    time_machine.move_to("2026-01-10T12:00:00Z", tick=False)
    baseline = frozen(learner, "aaari")
    time_machine.move_to("2026-04-10T12:00:00Z", tick=False)
    first = frozen(learner, "aarri")
    assert first.day(timedelta(days=90)) == date(2026, 7, 9)
    time_machine.move_to("2026-07-08T12:00:00Z", tick=False)
    assert Audit.objects.begin(learner) is None
    time_machine.move_to("2026-07-09T12:00:00Z", tick=False)
    second = frozen(learner, "iiiii")
    assert audits_of(learner) == (baseline, second)


def test_shares_follow_the_order_of_the_choices():
    found = shares_of(AuditedPost.Purpose, {"invite": 1, "announce": 1})
    assert [label for label, _n, _p in found] == ["Announce", "Respond", "Invite"]

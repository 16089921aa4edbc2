"""A broadcast audit touched by many hands at once. On both databases, with real threads."""

import pytest

from accounts.models import Notification
from learning.auditing import offers
from learning.models import Audit
from learning.models.audits import TooMany
from learning.models.certificates import Unchangeable

from .audits import filled, frozen, posts
from .test_parallel import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_count_begun_by_six_at_once_is_one(learner):
    results = all_at_once(lambda number: Audit.objects.begin(learner), 6)
    assert {result.pk for result in results} == {Audit.objects.get().pk}


def test_the_same_rows_sent_by_four_at_once_are_added_once(learner):
    audit = Audit.objects.begin(learner)
    results = all_at_once(lambda number: audit.add(posts("aari"), after=0), 4)
    assert results == [None] * 4
    assert audit.posts.count() == 4


def test_different_rows_at_once_never_make_more_than_sixty(learner):
    audit = filled(learner, "a" * 55)
    results = all_at_once(lambda number: audit.add(posts("i" * 4)), 4)
    assert sum(isinstance(result, TooMany) for result in results) == 3
    assert audit.posts.count() == 59


def test_what_is_added_while_it_is_frozen_is_counted_or_refused(learner):
    audit = filled(learner, "aaari")

    def act(number):
        row = Audit.objects.get(pk=audit.pk)
        return row.add(posts("i")) if number else row.freeze()

    results = all_at_once(act, 4)
    refused = sum(isinstance(result, Unchangeable) for result in results)
    assert audit.posts.count() == 8 - refused
    assert True in results


def test_the_repeat_is_offered_once_by_three_clocks(learner):
    frozen(learner, "aaari", days_ago=95)
    all_at_once(lambda number: offers.offer_repeats(), 3)
    assert Notification.objects.filter(event="audit_repeat").count() == 1

"""What came of commitments, in numbers that point at nobody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.commitments.summary import KINDS, summary
from learning.models import Commitment, Enrollment
from tests import builders

from .commitments import commit


def committed(course, outcomes, *, days=35, obstacle="Nobody has the time"):
    """A person for each outcome, ``None`` for no answer yet; made so many days ago."""
    begin = Enrollment.objects.count()
    for number, outcome in enumerate(outcomes, begin):
        person = builders.make_person(f"Person {number}", f"person{number}@example.org")
        enrollment = Enrollment.objects.enroll(person, course)
        row = commit(
            person, enrollment=enrollment, made_at=timezone.now() - timedelta(days=days),
            obstacle=obstacle,
        )  # fmt: skip
        if outcome:
            row.check_ins.get(days=30).answer(outcome)


def of(course):
    return summary(Enrollment.objects.filter(course_key=course.key))


def test_everything_is_told_of_many(course):
    committed(course, ["done"] * 6 + ["partly"] * 5 + ["not_yet"] * 5 + [None] * 5)
    found = of(course)
    assert (found.people, found.made, found.with_obstacle, found.kept) == (21, 21, 21, 6)
    assert found.rows[0].cells == [6, 5, 5, 0, 5, 0]
    assert found.rows[0].answered == 16
    assert found.rows[1].cells == [0, 0, 0, 0, 0, 21]  # nobody's 60 days have passed


def test_nothing_is_told_of_four(course):
    committed(course, ["done"] * 4)
    found = of(course)
    assert not found.tells
    assert (found.people, found.made, found.kept) == (None, None, None)
    assert all(set(row.cells) == {None} for row in found.rows)


def test_many_commitments_of_few_people_are_not_told(course):
    committed(course, ["done"] * 4)
    for enrollment in Enrollment.objects.all():
        commit(enrollment.user, enrollment=enrollment)
    assert Commitment.objects.count() == 8
    assert not of(course).tells


@pytest.mark.parametrize(
    "numbers",
    [(6, 1, 7, 8, 9), (6, 1, 1, 8, 9), (5, 1, 0, 0, 0), (9, 4, 1, 0, 0), (6, 3, 3, 0, 0)],
)
def test_what_is_left_out_follows_from_nothing_that_is_told(course, numbers):
    outcomes = ["done", "partly", "not_yet", "changed_mind", None]
    committed(course, [kind for kind, n in zip(outcomes, numbers, strict=True) for _ in range(n)])
    found = of(course)
    row = found.rows[0]
    told = dict(zip(KINDS, row.cells, strict=True))
    real = dict(zip(KINDS, (*numbers, 0), strict=True))
    kept_back = [kind for kind in KINDS if told[kind] is None]
    assert all(told[kind] == real[kind] for kind in KINDS if kind not in kept_back)
    assert all(kind in kept_back for kind in KINDS if 0 < real[kind] < 5)
    remainder = found.made - sum(number for number in row.cells if number is not None)
    assert len(kept_back) >= 2
    assert remainder >= 5


def test_two_rows_do_not_tell_who_answered_in_between(course):
    committed(course, ["done"] * 6 + ["partly"] * 14, days=65)
    late = Commitment.objects.get(user__email="person19@example.org")
    late.check_ins.get(days=60).answer("done")
    found = of(course)
    assert found.so_far.cells[:2] == [7, 13]
    assert found.rows[1].cells[:2] == [7, 13]
    assert found.rows[0].cells[:2] == [None, None]  # 6 and 14 would name the one


def test_who_committed_last_does_not_stand_out(course):
    """Each row is of all commitments, so the rows differ by no group of the youngest."""
    committed(course, ["done"] * 9)
    committed(course, [None] * 2, days=3)
    found = of(course)
    assert found.made == 11
    assert [row.cells[0] for row in found.rows] == [None, 0, 0, None]
    assert found.rows[0].numbers["not_asked"] is None


def test_the_few_without_an_obstacle_do_not_follow_either(course):
    committed(course, [None] * 8)
    committed(course, [None] * 2, obstacle="")
    assert of(course).with_obstacle is None


def test_a_row_counts_what_ended_before_it(course):
    committed(course, ["done"] * 5 + ["partly"] * 5, days=65)
    found = of(course)
    assert found.rows[1].cells == [5, 5, 0, 0, 0, 0]


def test_the_sum_costs_the_same_for_many(course, django_assert_num_queries):
    committed(course, ["done"] * 5)
    with django_assert_num_queries(2):
        of(course)
    committed(course, ["partly"] * 10)
    with django_assert_num_queries(2):
        of(course)


def test_the_instructor_reads_numbers_and_never_words(client_for, instructor, course):
    committed(course, ["done"] * 6, obstacle="SECRET-OBSTACLE")
    Commitment.objects.get(user__email="person0@example.org").check_ins.filter(days=30).update(
        note="SECRET-NOTE"
    )
    client = client_for(instructor)
    address = reverse("report_commitments", args=[course.pk])
    page = client.get(address).content.decode()
    table = b"".join(client.get(f"{address}?export=csv").streaming_content).decode()
    book = client.get(f"{address}?export=xlsx")
    assert "6 people made 6 commitments" in page
    assert "After 30 days,6,0,0,0,0,0" in table
    assert book["Content-Type"].endswith("sheet")
    for secret in ("SECRET", "replace one announcement", "next month’s posts", "Person 0"):
        assert secret not in page + table


def test_a_filter_in_the_address_changes_nothing(client_for, instructor, course):
    """Two groups that one could choose would differ by one person."""
    committed(course, ["done"] * 6)
    address = reverse("report_commitments", args=[course.pk])
    everybody = client_for(instructor).get(address)
    some = client_for(instructor).get(f"{address}?status=left&since=2030-01-01")
    assert some.context["summary"] == everybody.context["summary"]
    assert b"report__filter" not in some.content

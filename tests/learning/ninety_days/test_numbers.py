"""The director's page: numbers of five people and more, of this institution and this time."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, User
from courses.models import PlanSection
from learning.institutions.ninety_days import NinetyDays, figure, opening, periods
from learning.models import (
    Audit,
    Plan,
    Seat,
)
from tests import builders

from ..institutions import make_institution
from ..quarters import (
    audit,
    commit,
    complete_lesson,
    days_ago,
    finish,
    numbers,
    open_lesson,
    seat_people,
    section_ready,
    url,
)

pytestmark = pytest.mark.django_db


def test_it_counts_what_happened_in_the_quarter(browser, institution, course, lessons):
    rows = seat_people(institution, course, 20)
    open_lesson(rows[:9], lessons[0], days_ago(10))
    open_lesson(rows[9:15], lessons[0], days_ago(100))
    complete_lesson(rows[:8], lessons[0], days_ago(9))
    complete_lesson(rows[9:15], lessons[0], days_ago(99))
    finish(rows[:7], days_ago(5))
    finish(rows[9:15], days_ago(95))
    section_ready(rows[:6], days_ago(3))
    section_ready(rows[9:12], days_ago(120))
    found = numbers(institution)
    assert (found["Started"], found["Finished"], found["Plan sections ready"]) == (9, 7, 6)
    assert found["Contact hours"] == "2.0"  # 8 people, 15 minutes
    page = browser.get(url(institution)).content.decode()
    assert "20 people" in page and "2.0" in page


def test_periods_are_quarters_that_do_not_overlap_and_the_running_one_until_its_last_sunday():
    found = list(periods(date(2026, 11, 23)))
    assert [row.key for row in found] == ["2026-4", "2026-3", "2026-2", "2026-1", "2025-4"]
    spans = [(row.first, row.last) for row in found]
    assert spans[0] == (date(2026, 10, 1), date(2026, 11, 22))
    assert spans[1:3] == [
        (date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 4, 1), date(2026, 6, 30)),
    ]
    assert spans[4] == (date(2025, 10, 1), date(2025, 12, 31))
    assert all(one.span[0] == other.span[1] for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("today", "first", "opens"),
    [
        (date(2026, 10, 2), "2026-3", "2026-3"), (date(2026, 10, 5), "2026-4", "2026-3"),
        (date(2026, 10, 28), "2026-4", "2026-3"), (date(2026, 10, 29), "2026-4", "2026-4"),
        (date(2027, 1, 1), "2026-4", "2026-4"),
    ],
)  # fmt: skip
def test_a_quarter_that_has_just_begun_is_not_opened_with(today, first, opens):
    found = list(periods(today))
    assert (found[0].key, opening(found, today).key) == (first, opens)


def test_a_quarter_counts_its_own_days_only(institution, course, lessons):
    rows = seat_people(institution, course, 20)
    quarter = list(periods(timezone.localdate()))[1]
    first, after = quarter.span
    open_lesson(rows[:6], lessons[0], first)
    open_lesson(rows[6:13], lessons[0], after)
    open_lesson(rows[13:15], lessons[0], first - timedelta(seconds=1))
    assert numbers(institution, quarter.key)["Started"] == 6


@pytest.mark.parametrize("nonsense", ["2026-9", "x", "\x00", "2026-1' OR 1=1", "🙂" * 200])
def test_nonsense_is_the_quarter_that_runs(browser, institution, course, nonsense):
    seat_people(institution, course, 5)
    answer = browser.get(
        reverse("learning:ninety_days", args=[institution.pk]), {"period": nonsense}
    )
    assert answer.status_code == 200 and "Quarter 4 of 2026, so far" in answer.content.decode()


# What is left out


@pytest.mark.parametrize(
    ("people", "among", "shown"),
    [
        (0, 20, "Fewer than 5"), (4, 20, "Fewer than 5"), (5, 20, 5), (15, 20, 15),
        (16, 20, "16 or more"), (19, 20, "16 or more"), (20, 20, "16 or more"),
        (5, 9, "5 or more"), (5, 10, 5), (5, None, 5), (4, None, "Fewer than 5"),
    ],
)  # fmt: skip
def test_nothing_under_five_is_told_nor_can_be_reckoned(people, among, shown):
    found = figure("Label", "Sentence", people, people, among)
    assert (found.instead if found.number is None else found.number) == shown


def test_four_people_are_no_number(institution, course, lessons):
    rows = seat_people(institution, course, 20)
    open_lesson(rows[:4], lessons[0], days_ago(1))
    complete_lesson(rows[:4], lessons[0], days_ago(1))
    finish(rows[:4], days_ago(1))
    section_ready(rows[:4], days_ago(1))
    assert set(numbers(institution).values()) == {"Fewer than 5"}


def test_hours_of_few_people_hide_behind_no_optional_lesson(institution, course, lessons):
    extra = builders.make_lesson(lessons[0].get_parent(), "Extra", slug="extra", required=False)
    rows = seat_people(institution, course, 20)
    complete_lesson(rows[:9], extra, days_ago(1))
    complete_lesson(rows[:4], lessons[0], days_ago(1))
    assert numbers(institution)["Contact hours"] == "Fewer than 5"


def test_many_sections_of_few_people_are_no_number(institution, course):
    rows = seat_people(institution, course, 20)
    for number in range(5):
        section = PlanSection.objects.create(code=f"P{number}", title="T")
        text = Plan.objects.begin(rows[0].user).text_of(section)
        text.submit("Words.", 0, ready=True)
    assert numbers(institution)["Plan sections ready"] == "Fewer than 5"


def test_fewer_than_five_with_a_seat_are_told_nothing_of(browser, institution, course, lessons):
    rows = seat_people(institution, course, 4)
    open_lesson(rows, lessons[0], days_ago(1))
    page = browser.get(url(institution)).content.decode()
    assert "Fewer than five of your people had a seat" in page
    assert "Started" not in page


def test_who_left_or_has_no_seat_or_is_of_elsewhere_is_not_counted(
    institution, course, lessons, coordinator
):
    rows = seat_people(institution, course, 12)
    elsewhere = make_institution(course, name="Second College", seats=50)
    others = seat_people(elsewhere, course, 9, "q")
    open_lesson(rows[:7] + others, lessons[0], days_ago(1))
    Membership.objects.filter(user=rows[0].user).update(ended_at=days_ago(2))
    Seat.objects.get(enrollment=rows[1]).delete()
    User.objects.filter(pk=rows[2].user_id).update(is_active=False)
    assert NinetyDays(institution).people == 11
    assert numbers(institution)["Started"] == 5  # what a closed account did stays counted


def test_nobody_is_named_and_no_word_of_theirs_shown(browser, institution, course, lessons):
    rows = seat_people(institution, course, 12, "Zebulon")
    section_ready(rows[:7], days_ago(1), words="Wording-of-mine <script>")
    open_lesson(rows[:7], lessons[0], days_ago(1))
    page = browser.get(url(institution)).content.decode()
    assert numbers(institution)["Plan sections ready"] == 7
    assert "Zebulon" not in page and "Wording-of-mine" not in page and "Purpose" not in page
    assert "example.edu" not in page


@pytest.mark.parametrize(
    ("kept", "others", "made", "shown"),
    [
        (6, 7, 13, 6), (5, 5, 10, 5), (4, 9, 13, "Fewer than 5"), (9, 4, 13, "Nearly all"),
        (9, 0, 9, "Nearly all"), (0, 9, 9, "Fewer than 5"),
        (2, 2, "Fewer than 5", "Fewer than 5"),
    ],
)  # fmt: skip
def test_commitments_are_counted_and_the_rest_cannot_be_reckoned(
    institution, course, kept, others, made, shown
):
    rows = seat_people(institution, course, 20)
    commit(rows[:kept])
    commit(rows[kept : kept + others], kept=False)
    found = numbers(institution)
    assert (found["Commitments made"], found["Commitments kept"]) == (made, shown)


def test_commitments_of_other_days_are_not_counted(browser, institution, course):
    rows = seat_people(institution, course, 20)
    commit(rows[:7], at=days_ago(100))
    assert numbers(institution)["Commitments made"] == "Fewer than 5"
    commit(rows[7:14], kept=False)
    assert numbers(institution)["Commitments made"] == 7
    assert "Wording-" not in browser.get(url(institution)).content.decode()


def test_audits_stand_before_and_after_where_five_share_them(browser, institution, course):
    rows = seat_people(institution, course, 9)
    for number, row in enumerate(rows[:6]):
        shared = institution if number < 5 else None
        audit(row, shared)
        audit(row, shared, announce=3, invite=7, kind="repeat")
    page = browser.get(url(institution)).content.decode()
    assert "5 people shared" in page and "80%" in page and "30%" in page
    assert "My post" not in page
    Audit.objects.filter(user=rows[0].user, kind="repeat").get().share(None)
    page = browser.get(url(institution)).content.decode()
    assert "Fewer than five people share" in page and "80%" not in page


# Who may see it, and what it costs


def test_only_its_own_coordinator_sees_it(
    client_for, institution, course, learner, instructor, admin, moderator
):
    seat_people(institution, course, 5)
    stranger = builders.make_person("Ko Ordinator", "ko@example.org")
    make_institution(course, name="Second College", coordinator=stranger)
    Membership.objects.accept(learner, institution)
    for person in (learner, instructor, admin, moderator, stranger):
        assert client_for(person).get(url(institution)).status_code == 404, person
    membership = Membership.objects.coordinators().get(institution=institution)
    assert client_for(membership.user).get(url(institution)).status_code == 200
    membership.end()
    assert client_for(membership.user).get(url(institution)).status_code == 404


def test_the_pages_of_the_institution_lead_to_it(browser, institution):
    page = browser.get(reverse("learning:institution", args=[institution.pk])).content.decode()
    assert url(institution) in page


@pytest.mark.parametrize("number", [5, 500])
def test_it_costs_the_same_for_5_and_500_people(
    browser, institution, course, lessons, number, django_assert_max_num_queries
):
    rows = seat_people(institution, course, number)
    for lesson in lessons:
        open_lesson(rows, lesson, days_ago(20))
        complete_lesson(rows, lesson, days_ago(10))
    finish(rows, days_ago(1))
    browser.get(url(institution))
    with django_assert_max_num_queries(20):
        page = browser.get(url(institution)).content.decode()
    assert f"{number} people" in page and f"{number - 4} or more" in page

"""The file for accreditors, opened again and read."""

import csv
import io
import uuid
import zipfile
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from courses.models import CourseOutcome, CourseRole, LessonPage
from learning.models import Attempt, Cohort, EvaluationAnswer
from tests import builders

from .institutions import make_institution, seat_member

pytestmark = pytest.mark.django_db


def opened(response):
    assert response.status_code == 200 and ".zip" in response["Content-Disposition"]
    return zipfile.ZipFile(io.BytesIO(response.getvalue()))


def rows(file, name):
    return list(csv.reader(io.StringIO(file.read(name).decode("utf-8-sig"))))


def fetch(browser, institution, course, **data):
    address = reverse("learning:institution_accreditation", args=[institution.pk])
    return browser.get(address, {"course": course.pk, **data})


def complete(enrollment, lessons):
    for lesson in lessons:
        builders.do_everything(enrollment, lesson)
        enrollment.complete_lesson(lesson)


def some_people(institution, course, lesson, number, wrong=0):
    """They answer the lesson's check, some of them wrong at first."""
    (block,) = builders.blocks_of(lesson, "single_choice")
    for n in range(number):
        person = builders.make_person(f"Person {n}", f"p{n}@example.org")
        enrollment = seat_member(person, institution, course)
        chosen = [[builders.wrong_option(block)]] if n < wrong else []
        for options in [*chosen, builders.right_options(block)]:
            Attempt.objects.record(enrollment, lesson, block, options, uuid.uuid4())


def test_it_holds_everything_that_is_asked_for(browser, institution, course, lessons, learner):
    enrollment = seat_member(learner, institution, course)
    complete(enrollment, lessons)
    file = opened(fetch(browser, institution, course))
    assert file.testzip() is None
    certificate = enrollment.certificates.get()
    name = f"certificates/amara-delgado-lindqvist-{certificate.code}.pdf"
    assert set(file.namelist()) == {
        "README.txt", "roster.csv", "hours.csv", "hours.txt", "outcomes.csv", "results.csv",
        "evaluation.csv", name,
    }  # fmt: skip
    assert file.read(name) == certificate.pdf("letter") and file.read(name)[:5] == b"%PDF-"
    (row,) = rows(file, "roster.csv")[1:]
    assert row[0] == "Amara Delgado-Lindqvist" and row[2] == "Finished"
    assert row[4:7] == ["3", "3", "0.75"] and row[8] == certificate.code
    said = file.read("README.txt").decode()
    assert "Beyond the Job Board" in said and institution.name in said


def test_a_course_that_somebody_marked_complete_says_by_whom_and_when(
    browser, institution, course, learner, instructor
):
    override = seat_member(learner, institution, course).override(instructor, "In my classroom.")
    headings, row = rows(opened(fetch(browser, institution, course)), "roster.csv")
    told = dict(zip(headings, row, strict=True))
    assert told["Lessons complete"] == "0" and told["Status"] == "Finished"
    day = timezone.localdate(override.at).isoformat()
    assert told["Marked complete by"] == f"{instructor.display_name}, {day}"


def test_it_says_how_the_hours_are_counted(browser, institution, course, lessons, learner):
    seat_member(learner, institution, course)
    lessons[2].required, lessons[2].field_minutes = False, 30
    lessons[2].save()
    file = opened(fetch(browser, institution, course))
    hours = rows(file, "hours.csv")
    assert hours[1] == ["The shift", "What a job board cannot do", "15", "yes", "15", "0"]
    assert hours[3][2:] == ["15", "no", "0", "30"] and hours[-1][4] == "30"
    words = file.read("hours.txt").decode()
    assert "divided by 60" in words and "Contact hours: 0.5" in words


def test_outcomes_lead_to_lessons_and_checks(browser, institution, course, lessons, learner):
    seat_member(learner, institution, course)
    first = CourseOutcome.objects.create(course=course, text="Tell a question", sort_order=0)
    CourseOutcome.objects.create(course=course, text="Host a room", sort_order=1)
    other = CourseOutcome.objects.create(course=builders.make_course("Other"), text="Elsewhere")
    lessons[1].outcomes.set([first, other])
    lessons[1].save()
    found = rows(opened(fetch(browser, institution, course)), "outcomes.csv")
    assert found[1] == ["Tell a question", "Audit your posts", "Which post invites an answer?"]
    assert found[2][:2] == ["Host a room", "No lesson is mapped to it yet"]
    assert len(found) == 3


def test_results_are_counted_and_few_are_hidden(browser, institution, course, lessons):
    some_people(institution, course, lessons[0], 5, wrong=2)
    results = rows(opened(fetch(browser, institution, course)), "results.csv")
    assert results[1][2:] == ["Which post invites an answer?", "5", "60", "100"]
    assert results[2][3:] == ["under 5", "", ""]


def test_what_cannot_be_wrong_has_no_share_that_was_right(browser, institution, course):
    explain = builders.self_explain()
    lesson = builders.make_lesson(builders.make_module(course), blocks=[explain])
    for n in range(5):
        person = builders.make_person(f"Person {n}", f"p{n}@example.org")
        builders.do_everything(seat_member(person, institution, course), lesson)
    found = rows(opened(fetch(browser, institution, course)), "results.csv")[-1]
    assert found[2:] == [explain["value"]["question"], "5", "not graded", "not graded"]


def test_the_evaluation_is_summed_up_or_hidden(browser, institution, course, learner):
    seat_member(learner, institution, course)
    for n in range(4):
        EvaluationAnswer.objects.create(
            course_key=course.key, promise=5, time=4, recommend=3, comment=f"=cmd {n}"
        )
    hidden = opened(fetch(browser, institution, course)).read("evaluation.csv").decode()
    assert "Fewer than five" in hidden and "cmd" not in hidden
    EvaluationAnswer.objects.create(course_key=course.key, promise=5, time=4, recommend=3)
    found = rows(opened(fetch(browser, institution, course)), "evaluation.csv")
    assert found[1][1:] == ["5", "5.0", "5 / 0 / 0 / 0 / 0"]
    assert sorted(row[3] for row in found if row[0] == "Comment")[0] == "'=cmd 0"


def test_names_cannot_leave_the_folder_or_make_a_formula(browser, institution, course, lessons):
    hostile = "=../../etc/passwd\u202e\\..\\x" + "y" * 40
    person = builders.make_person(hostile, "h@example.org")
    enrollment = seat_member(person, institution, course)
    complete(enrollment, lessons)
    course.title = "../<script>" + "t" * 180
    course.save()
    response = fetch(browser, institution, course)
    assert "/" not in response["Content-Disposition"].partition("filename=")[2]
    file = opened(response)
    (name,) = [name for name in file.namelist() if name.startswith("certificates/")]
    inside = name.removeprefix("certificates/")
    assert inside.isascii() and "/" not in inside and ".." not in inside and "\\" not in inside
    assert rows(file, "roster.csv")[1][0].startswith("'=")


def test_only_the_chosen_cohort_and_dates(browser, institution, course, learner, other_learner):
    first = seat_member(learner, institution, course)
    second = seat_member(other_learner, institution, course)
    second.enrolled_at = second.enrolled_at.replace(year=2020)
    second.save()
    cohort = Cohort.objects.create(course=course, institution=institution, name="Spring")
    cohort.take_in(first)
    for data in ({"cohort": cohort.pk}, {"since": date(2021, 1, 1)}):
        found = rows(opened(fetch(browser, institution, course, **data)), "roster.csv")
        assert [row[0] for row in found[1:]] == [learner.display_name]
    assert fetch(browser, institution, course, since="nonsense").status_code == 422


def test_nobody_else_gets_it(
    browser, client_for, institution, course, learner, other_learner, instructor
):
    seat_member(learner, institution, course)
    stranger = builders.make_person("Ko", "ko@example.org")
    theirs = make_institution(course, name="Port Ellery", coordinator=stranger)
    seat_member(other_learner, theirs, course)
    elsewhere = builders.make_person("In", "in@example.org")
    CourseRole.objects.create(course=builders.make_course("Other"), user=elsewhere)
    for person in (stranger, elsewhere, learner, instructor):
        assert fetch(client_for(person), institution, course).status_code == 404
    found = rows(opened(fetch(browser, institution, course)), "roster.csv")
    assert [row[0] for row in found[1:]] == [learner.display_name]
    own = reverse("learning:accreditation", args=[course.pk])
    found = rows(opened(client_for(instructor).get(own, {"course": course.pk})), "roster.csv")
    assert len(found) == 3
    for person in (stranger, elsewhere, learner):
        assert client_for(person).get(own, {"course": course.pk}).status_code == 404
    Membership.objects.members().get(user=learner).end()
    assert len(rows(opened(fetch(browser, institution, course)), "roster.csv")) == 1


def test_a_lesson_takes_outcomes_of_its_own_course_only(client_for, admin, course, lesson):
    mine = CourseOutcome.objects.create(course=course, text="Tell a question")
    CourseOutcome.objects.create(course=builders.make_course("Other"), text="Elsewhere")
    edit = client_for(admin).get(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
    page = edit.content.decode()
    assert "Tell a question" in page and "Elsewhere" not in page
    form = edit.context["form"]
    assert list(form.fields["outcomes"].queryset) == [mine]
    lesson.outcomes.set([mine])
    builders.publish(lesson)
    assert list(LessonPage.objects.get(pk=lesson.pk).outcomes.all()) == [mine]


@pytest.mark.parametrize("number", [5, 40])
def test_it_costs_the_same_for_few_and_many(
    browser, institution, course, lessons, number, django_assert_max_num_queries
):
    institution.seat_grants.update(seats=100)
    some_people(institution, course, lessons[0], number)
    fetch(browser, institution, course).getvalue()
    with django_assert_max_num_queries(45):
        fetch(browser, institution, course).getvalue()

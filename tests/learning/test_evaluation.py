"""The evaluation at the end: four questions, and nobody knows who said what."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.personal_data import everything_of
from courses.models import CourseRole
from learning.evaluations.summary import EvaluationSummary
from learning.models import Enrollment, EvaluationAnswer, EvaluationGiven
from tests import builders

pytestmark = pytest.mark.django_db
ANSWERS = {"promise": "5", "time": "3", "recommend": "4", "comment": "More examples, please."}


def evaluate(client, course, **answers):
    return client.post(reverse("learning:evaluate", args=[course.pk]), {**ANSWERS, **answers})


def completed(client, course):
    return client.get(reverse("learning:completed", args=[course.pk])).content.decode()


def answer_times(number, course, **values):
    for n in range(number):
        EvaluationAnswer.objects.create(
            course_key=course.key, promise=5, time=4, recommend=1 + n % 5,
            comment=f"Comment {n}", **values,
        )  # fmt: skip


def test_the_completion_page_asks_and_then_does_not(as_learner, finished, course):
    page = completed(as_learner, course)
    assert page.count('type="radio"') == 15 and "What should change" in page
    assert evaluate(as_learner, course).status_code == 302
    page = completed(as_learner, course)
    assert 'type="radio"' not in page and "kept without your name" in page


def test_the_certificate_is_there_without_it(finished):
    assert finished.certificates.exists() and not EvaluationGiven.objects.exists()


def test_the_answers_name_nobody(as_learner, finished, course, learner):
    evaluate(as_learner, course)
    row = EvaluationAnswer.objects.get()
    columns = {field.name for field in EvaluationAnswer._meta.get_fields()}
    assert columns == {
        "id", "course_key", "version", "month", "promise", "time", "recommend", "comment"
    }  # fmt: skip
    assert row.month.day == 1 and row.id.version == 4
    assert not [field for field in EvaluationAnswer._meta.get_fields() if field.is_relation]
    given = {field.name for field in EvaluationGiven._meta.get_fields()}
    assert given == {"id", "enrollment"}  # no moment, by which the two could be joined


def test_my_data_says_that_i_answered_not_what(as_learner, finished, course, learner):
    evaluate(as_learner, course)
    assert everything_of(learner)["evaluations"] == [{"course": course.title}]
    assert "More examples" not in str(everything_of(learner))


def test_once_is_enough(as_learner, finished, course):
    evaluate(as_learner, course)
    assert evaluate(as_learner, course).status_code == 302
    assert EvaluationAnswer.objects.count() == 1
    assert not EvaluationAnswer.objects.hand_in(finished, promise=1, time=1, recommend=1)
    assert EvaluationAnswer.objects.count() == 1


def test_what_is_missing_is_said_and_the_rest_stays(as_learner, finished, course):
    response = evaluate(as_learner, course, time="")
    page = response.content.decode()
    assert response.status_code == 422 and "Choose how far you agree" in page
    assert "More examples, please." in page and "<title>Error:" in page
    assert evaluate(as_learner, course, time="9").status_code == 422
    assert not EvaluationAnswer.objects.exists() and not EvaluationGiven.objects.exists()


def test_only_who_has_finished_evaluates(as_learner, client_for, other_learner, enrollment, course):
    assert evaluate(as_learner, course).status_code == 404
    assert evaluate(client_for(other_learner), course).status_code == 404


def report(client):
    return client.get(reverse("evaluations_report"))


def test_below_five_nothing_is_shown(client_for, instructor, course):
    answer_times(4, course)
    page = report(client_for(instructor)).content.decode()
    assert "Fewer than five answers" in page and "Comment" not in page
    summary = EvaluationSummary.of(course.key)
    assert (summary.count, summary.questions, summary.comments) == (None, [], [])


def test_from_five_on_numbers_and_comments(client_for, instructor, course):
    answer_times(5, course)
    page = report(client_for(instructor)).content.decode()
    assert "5 answers" in page and all(f"Comment {n}" in page for n in range(5))
    questions = EvaluationSummary.of(course.key).questions
    assert [question.mean for question in questions] == [5.0, 4.0, 3.0]
    assert [n for _label, n, _share in questions[2].shares] == [1, 1, 1, 1, 1]
    assert questions[0].shares[0][1:] == (5, 100)


def test_comments_come_in_no_order(course):
    answer_times(12, course)
    orders = {tuple(EvaluationSummary.of(course.key).comments) for _look in range(8)}
    assert len(orders) > 1


def test_the_months_can_be_chosen_and_too_few_are_hidden(course):
    answer_times(5, course, month=date(2026, 3, 1))
    answer_times(4, course, month=date(2026, 5, 1))
    of = EvaluationSummary.of
    assert of(course.key).count == 9
    assert of(course.key, since=date(2026, 3, 20), until=date(2026, 4, 2)).count == 5
    assert of(course.key, since=date(2026, 4, 1)).count is None


def test_instructors_read_their_own_courses_only(client_for, instructor, learner, course, admin):
    answer_times(5, course)
    elsewhere = builders.make_person("In Structor", "else@example.org")
    CourseRole.objects.create(course=builders.make_course("Other"), user=elsewhere)
    page = report(client_for(elsewhere)).content.decode()
    assert "Beyond the Job Board" not in page and "Comment" not in page and "Other" in page
    assert "Beyond the Job Board" in report(client_for(admin)).content.decode()
    assert report(client_for(learner)).status_code in (302, 403)


@pytest.mark.parametrize("number", [1, 15])
def test_it_costs_the_same_for_many_courses(
    client_for, instructor, number, django_assert_max_num_queries
):
    for n in range(number):
        CourseRole.objects.create(course=builders.make_course(f"C {n}"), user=instructor)
    browser = client_for(instructor)
    report(browser)
    with django_assert_max_num_queries(22):
        report(browser)


def test_the_enrollment_counts_once_under_two_at_once(finished):
    EvaluationGiven.objects.create(enrollment=Enrollment.objects.get())
    assert not EvaluationAnswer.objects.hand_in(finished, promise=1, time=1, recommend=1)
    assert not EvaluationAnswer.objects.exists()

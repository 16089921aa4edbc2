"""Answering a knowledge check."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import LessonPage
from learning.models import Attempt, LessonVisit
from tests import builders
from tests.html import body_of

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def check(lesson):
    return builders.blocks_of(lesson, "single_choice")[0]


@pytest.fixture
def url(lesson, check):
    return reverse("learning:answer_check", args=[lesson.pk, check.id])


@pytest.fixture
def right(check):
    return builders.right_options(check)


@pytest.fixture
def wrong(check):
    return builders.wrong_option(check)


def section_of(page, block):
    start = page.index(f'id="block-{block.id}"')
    return page[start : page.index("</section>", start)]


def test_a_right_answer_says_correct_and_why(as_learner, enrollment, lesson, check, url, right):
    response = as_learner.post(url, {"option": right, "token": uuid.uuid4()}, follow=True)
    assert response.redirect_chain == [(f"{lesson.get_url()}#block-{check.id}", 302)]
    page = section_of(body_of(response), check)
    assert "Correct" in page
    assert "Explanation-right" in page
    attempt = Attempt.objects.get()
    assert (attempt.enrollment, attempt.correct, attempt.chosen) == (enrollment, True, right)


def test_a_wrong_answer_says_so_and_tells_about_the_chosen_option_only(
    as_learner, enrollment, check, url, wrong
):
    page = section_of(body_of(as_learner.post(url, {"option": wrong}, follow=True)), check)
    assert "Not the best answer" in page
    assert "Explanation-wrong" in page
    assert "Explanation-right" not in page
    assert "Explanation-slogan" not in page
    assert f'value="{wrong}" checked' in page


def test_before_an_answer_nothing_gives_away_the_key(
    as_learner, client, enrollment, lesson, lessons, check, url, wrong
):
    for page in (
        body_of(as_learner.get(lesson.get_url())),
        body_of(client.get(lessons[0].get_url())),
    ):
        assert "Which post invites an answer?" in page
        assert "Explanation" not in page
        assert "orrect" not in page
    section = section_of(body_of(as_learner.get(lesson.get_url())), check)
    rows = [row.split("</label>")[0] for row in section.split('<label class="choice">')[1:]]
    alike = set()
    for (option_id, option), row in zip(
        check.value.shuffled_for(f"{enrollment.pk}:{check.id}"), rows, strict=True
    ):
        alike.add(row.replace(option_id, "ID").replace(option["text"], "TEXT"))
    assert len(alike) == 1  # the rows differ in id and text alone


def test_the_order_is_the_learners_own_and_stable(
    as_learner, client_for, other_learner, enrollment, other_enrollment, lesson, check, url, wrong
):
    def order(client):
        page = section_of(body_of(client.get(lesson.get_url())), check)
        return sorted(dict(check.value.choices()), key=page.index)

    first = order(as_learner)
    as_learner.post(url, {"option": wrong})
    assert order(as_learner) == first
    expected = [pk for pk, _ in check.value.shuffled_for(f"{other_enrollment.pk}:{check.id}")]
    assert order(client_for(other_learner)) == expected


def test_tries_are_unlimited_and_the_first_one_is_kept(
    as_learner, enrollment, check, url, right, wrong
):
    for option in (wrong, wrong, right[0], wrong):
        as_learner.post(url, {"option": option, "token": uuid.uuid4()})
    assert [row.correct for row in Attempt.objects.all()] == [False, False, True, False]
    assert Attempt.objects.first_ones().get() == Attempt.objects.first()


def test_a_right_answer_counts_after_a_later_wrong_one(
    as_learner, enrollment, lesson, check, url, right, wrong
):
    as_learner.post(url, {"option": right})
    page = section_of(body_of(as_learner.post(url, {"option": wrong}, follow=True)), check)
    assert "You answered it right before, and that counts." in page
    assert "Answered right" in page


def test_the_same_submission_twice_makes_one_row(as_learner, enrollment, url, right):
    answer = {"option": right, "token": uuid.uuid4()}
    assert as_learner.post(url, answer).url == as_learner.post(url, answer).url
    assert Attempt.objects.count() == 1


def test_somebody_elses_token_is_no_obstacle(
    as_learner, client_for, other_learner, enrollment, other_enrollment, url, right, wrong
):
    token = uuid.uuid4()
    as_learner.post(url, {"option": right, "token": token})
    client_for(other_learner).post(url, {"option": wrong, "token": token})
    assert Attempt.objects.get(enrollment=enrollment).correct
    assert not Attempt.objects.get(enrollment=other_enrollment).correct


def test_a_broken_token_is_replaced(as_learner, enrollment, url, right):
    as_learner.post(url, {"option": right, "token": "nonsense"})
    assert Attempt.objects.get().correct


def test_choosing_nothing_asks_for_an_answer_in_place(as_learner, enrollment, lesson, check, url):
    response = as_learner.post(url, {"token": uuid.uuid4()}, follow=True)
    page = section_of(body_of(response), check)
    assert "Choose an answer." in page
    assert f'aria-describedby="block-{check.id}-error"' in page
    assert not Attempt.objects.exists()
    assert "Choose an answer." not in body_of(as_learner.get(lesson.get_url()))


def test_options_that_are_not_offered_are_no_answer(as_learner, enrollment, url, right, wrong):
    as_learner.post(url, {"option": "nonsense"})
    as_learner.post(url, {"option": [*right, wrong]})
    assert not Attempt.objects.exists()


def test_several_answers_need_all_right_ones_and_no_other(as_learner, enrollment, lessons):
    lesson = lessons[2]
    block = builders.multiple_answer()
    lesson.body = LessonPage.body.field.stream_block.to_python([block])
    builders.publish(lesson)
    child = lesson.body[0]
    url = reverse("learning:answer_check", args=[lesson.pk, child.id])
    key = builders.right_options(child)
    page = section_of(body_of(as_learner.post(url, {"option": key[:1]}, follow=True)), child)
    assert "Not the best answer" in page
    assert "choose every option that applies" in page
    assert page.count("Explanation-") == 1
    page = section_of(body_of(as_learner.post(url, {"option": key}, follow=True)), child)
    assert "Correct" in page
    assert "Explanation-notice" not in page


def test_the_attempt_points_to_the_question_as_it_was_shown(
    as_learner, enrollment, lesson, check, url, wrong
):
    as_learner.post(url, {"option": wrong})
    body = list(lesson.body.raw_data)
    raw = next(item for item in body if item["id"] == check.id)
    raw["value"]["question"] = "A new question?"
    for option in raw["value"]["options"]:
        option["value"]["explanation"] = "Rewritten."
    lesson.body = LessonPage.body.field.stream_block.to_python(body)
    builders.publish(lesson)
    attempt = Attempt.objects.get()
    assert attempt.prompt.content["question"] == "Which post invites an answer?"
    page = section_of(body_of(as_learner.get(lesson.get_url())), check)
    assert "A new question?" in page
    assert "Explanation-wrong" in page  # what this learner was told stands
    assert "Rewritten." not in page
    assert "The question was edited after this answer." in page


def test_a_wrong_answer_leads_to_the_part_to_review(as_learner, enrollment, lesson, check, url):
    body = list(lesson.body.raw_data)
    next(item for item in body if item["id"] == check.id)["value"]["review"] = (
        "Why questions travel"
    )
    lesson.body = LessonPage.body.field.stream_block.to_python(body)
    builders.publish(lesson)
    wrong = builders.wrong_option(lesson.block(check.id))
    page = body_of(as_learner.post(url, {"option": wrong}, follow=True))
    assert 'href="#part-why-questions-travel"' in page
    assert 'id="part-why-questions-travel"' in page
    right = builders.right_options(check)
    page = body_of(as_learner.post(url, {"option": right}, follow=True))
    assert "Review the part" not in page


def test_an_answer_is_the_place_last_reached(as_learner, enrollment, lesson, check, url, wrong):
    as_learner.post(url, {"option": wrong})
    visit = LessonVisit.objects.get(enrollment=enrollment)
    assert (visit.lesson_key, visit.block_id) == (lesson.key, check.id)


def test_a_script_gets_the_block_and_what_is_left(as_learner, enrollment, check, url, right, wrong):
    response = as_learner.post(url, {"option": wrong}, **HTMX)
    page = body_of(response)
    assert response.status_code == 200
    assert "<html" not in page
    assert f'id="block-{check.id}-inner"' in page
    assert "2 steps are still open" in page
    page = body_of(as_learner.post(url, {"option": right}, **HTMX))
    assert "One step is still open" in page


def test_a_script_is_told_that_nothing_was_chosen(as_learner, enrollment, url):
    response = as_learner.post(url, {}, **HTMX)
    assert response.status_code == 200
    assert "Choose an answer." in body_of(response)


def test_a_script_that_is_signed_out_is_led_to_sign_in(client, lesson, check, url, right):
    response = client.post(url, {"option": right}, **HTMX)
    assert response["HX-Redirect"].startswith(reverse("account_login"))


def test_signed_out_the_choice_is_kept_through_signing_in(
    client, learner, enrollment, lesson, check, url, wrong
):
    response = client.post(url, {"option": wrong, "writer": ""})
    back = f"{lesson.get_url()}%23block-{check.id}"
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={back}"
    signed_in = client.post(response.url, {"login": learner.email, "password": builders.PASSWORD})
    assert signed_in.url == f"{lesson.get_url()}#block-{check.id}"
    page = section_of(body_of(client.get(signed_in.url)), check)
    assert "We kept what you chose." in page
    assert f'value="{wrong}" checked' in page
    assert not Attempt.objects.exists()
    page = section_of(body_of(client.post(url, {"option": wrong}, follow=True)), check)
    assert "We kept what you chose." not in page


def test_the_choice_of_one_person_is_not_shown_to_the_next(
    client, learner, other_learner, other_enrollment, lesson, check, url, wrong
):
    client.post(url, {"option": wrong, "writer": str(learner.public_id)})
    client.force_login(other_learner, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = section_of(body_of(client.get(lesson.get_url())), check)
    assert "We kept" not in page
    assert "checked" not in page


def test_who_is_not_enrolled_is_led_to_enrolling_and_back(as_learner, course, lesson, check, url):
    response = as_learner.post(url, {"option": "x"})
    assert response.status_code == 302
    assert response.url.startswith(reverse("learning:enroll", args=[course.pk]))
    assert f"%23block-{check.id}" in response.url
    assert not Attempt.objects.exists()


def test_who_left_cannot_answer(as_learner, enrollment, url, right):
    enrollment.leave()
    as_learner.post(url, {"option": right})
    assert not Attempt.objects.exists()


def test_a_lesson_that_is_locked_takes_no_answers(
    as_learner, enrollment, course, lesson, url, right
):
    course.in_order = True
    builders.publish(course)
    response = as_learner.post(url, {"option": right})
    assert response.url == lesson.get_url()
    assert not Attempt.objects.exists()


def test_a_question_that_is_gone_says_so(as_learner, enrollment, lesson, url, right):
    lesson.body = LessonPage.body.field.stream_block.to_python([builders.text()])
    builders.publish(lesson)
    response = as_learner.post(url, {"option": right})
    assert response.status_code == 404
    assert "This is no longer asked" in body_of(response)


def test_a_check_of_another_lesson_is_not_found(as_learner, enrollment, lessons, check, right):
    url = reverse("learning:answer_check", args=[lessons[2].pk, check.id])
    assert as_learner.post(url, {"option": right}).status_code == 404
    url = reverse("learning:answer_check", args=[9999, check.id])
    assert as_learner.post(url, {"option": right}).status_code == 404


def test_a_reflection_is_no_check(as_learner, enrollment, lesson, right):
    block = builders.blocks_of(lesson, "reflection")[0]
    url = reverse("learning:answer_check", args=[lesson.pk, block.id])
    assert as_learner.post(url, {"option": right}).status_code == 404


def test_get_is_refused(as_learner, enrollment, url):
    assert as_learner.get(url).status_code == 405


def test_a_form_without_its_token_is_refused(learner, enrollment, url, right):
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(url, {"option": right}).status_code == 403
    assert not Attempt.objects.exists()

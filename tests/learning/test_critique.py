"""Taking a post apart, and writing it better."""

import uuid

import pytest
from django.urls import reverse

from courses.models import LessonPage
from learning.answer_reading import given, share
from learning.models import Attempt
from learning.models.enrollments import NotYet
from learning.personal_data import my_answers
from tests import builders
from tests.html import body_of

HTMX = {"HTTP_HX_REQUEST": "true"}
MINE = "What would you tell somebody before their first fair?"


def put(lesson):
    lesson.body = LessonPage.body.field.stream_block.to_python(
        [builders.text(), builders.critique()]
    )
    builders.publish(lesson)
    return lesson.body[1]


@pytest.fixture
def critique(lesson):
    return put(lesson)


@pytest.fixture
def url(lesson, critique):
    return reverse("learning:answer_check", args=[lesson.pk, critique.id])


@pytest.fixture
def marks(critique):
    """The ids of the opening and the sender, which are issues, and of the facts, which are fine."""
    return [pk for pk, _remark in critique.value.choices()]


def section_of(page, block):
    start = page.index(f'id="block-{block.id}"')
    return page[start : page.index("</section>", start)]


def test_before_an_answer_nothing_tells_what_weakens_it(
    as_learner, client, enrollment, lesson, lessons, critique
):
    put(lessons[0])
    for page in (
        body_of(as_learner.get(lesson.get_url())),
        body_of(client.get(lessons[0].get_url())),
    ):
        assert "It begins with a date" in page
        assert "The day stands in the text" in page
        assert "Invented post" in page
        assert "Reason-" not in page
        assert "Model-rewrite" not in page
    section = section_of(body_of(as_learner.get(lesson.get_url())), critique)
    rows = [row.split("</label>")[0] for row in section.split('<label class="choice">')[1:]]
    alike = set()
    for (pk, remark), row in zip(
        critique.value.shuffled_for(f"{enrollment.pk}:{critique.id}"), rows, strict=True
    ):
        texts = {pk: "ID", remark["what"]: "WHAT", remark["aspect"]: "ASPECT"}
        for text, name in texts.items():
            row = row.replace(text, name)  # noqa: PLW2901
        alike.add(row)
    assert len(alike) == 1


def test_an_answer_brings_the_reasons_and_the_model(
    as_learner, enrollment, lesson, critique, url, marks
):
    answer = {"option": [marks[0], marks[2]], "text": f"  {MINE} ", "token": uuid.uuid4()}
    response = as_learner.post(url, answer, follow=True)
    assert response.redirect_chain == [(f"{lesson.get_url()}#block-{critique.id}", 302)]
    page = section_of(body_of(response), critique)
    assert "You found 1 of 2 weaknesses" in page
    assert all(f"Reason-{name}." in page for name in ("opening", "sender", "facts"))
    assert [page.count(label) for label in ("You found it", "You passed over it")] == [1, 1]
    assert page.count("Fine as it is") == 1
    assert "Model-rewrite" in page
    assert MINE in page
    assert page.count(" checked") == 2
    attempt = Attempt.objects.get()
    assert (attempt.correct, attempt.words) == (True, MINE)


def test_answering_is_what_completes_the_lesson(
    critique, as_learner, enrollment, lesson, url, marks
):
    assert "Take the post apart" in body_of(as_learner.get(lesson.get_url()))
    with pytest.raises(NotYet):
        enrollment.complete_lesson(lesson)
    as_learner.post(url, {"option": marks[2], "text": MINE})
    assert "Nothing is left to do here." in body_of(as_learner.get(lesson.get_url()))
    enrollment.complete_lesson(lesson)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Mark what you would change, and write your own version of the post."),
        ({"text": MINE}, "Mark what you would change."),
        ({"option": "first"}, "Write your own version of the post."),
        ({"option": "first", "text": "  "}, "Write your own version of the post."),
        ({"option": "nonsense", "text": MINE}, "Mark what you would change."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "script"])
def test_what_is_missing_is_said_and_what_was_typed_stays(
    as_learner, enrollment, critique, url, marks, data, words, headers
):
    if data.get("option") == "first":
        data = data | {"option": marks[0]}
    response = as_learner.post(url, data, follow=True, **headers)
    page = body_of(response)
    page = page if headers else section_of(page, critique)
    assert words in page
    assert f'id="block-{critique.id}-error"' in page
    assert (MINE in page) == (data.get("text") == MINE)
    assert (f'value="{marks[0]}" checked' in page) == (data.get("option") == marks[0])
    assert not Attempt.objects.exists()


def test_each_try_is_kept_and_the_latest_is_shown(
    as_learner, enrollment, lesson, critique, url, marks
):
    as_learner.post(url, {"option": marks[0], "text": "First words"})
    as_learner.post(url, {"option": marks[:2], "text": "Second words"})
    assert [row.words for row in Attempt.objects.all()] == ["First words", "Second words"]
    page = section_of(body_of(as_learner.get(lesson.get_url())), critique)
    assert "You found 2 of 2 weaknesses" in page
    assert "Second words" in page
    assert "First words" not in page


def test_the_same_submission_twice_makes_one_row(as_learner, enrollment, url, marks):
    answer = {"option": marks[0], "text": MINE, "token": uuid.uuid4()}
    assert as_learner.post(url, answer).url == as_learner.post(url, answer).url
    assert Attempt.objects.count() == 1


def test_signed_out_what_was_marked_and_written_is_kept(
    client, learner, enrollment, lesson, critique, url, marks
):
    response = client.post(url, {"option": marks[1], "text": MINE})
    signed_in = client.post(response.url, {"login": learner.email, "password": builders.PASSWORD})
    page = section_of(body_of(client.get(signed_in.url)), critique)
    assert "We kept what you marked and wrote." in page
    assert f'value="{marks[1]}" checked' in page
    assert MINE in page
    assert "Reason-" not in page
    assert not Attempt.objects.exists()


def test_who_does_not_take_the_course_is_told_nothing(
    client_for, other_learner, course, enrollment, url, marks
):
    response = client_for(other_learner).post(url, {"option": marks[0], "text": MINE})
    assert response.url.startswith(reverse("learning:enroll", args=[course.pk]))
    assert not Attempt.objects.exists()


def test_what_is_read_of_a_critique(as_learner, enrollment, learner, critique, url, marks):
    as_learner.post(url, {"option": [marks[0], marks[2]], "text": MINE})
    attempt = Attempt.objects.get()
    assert [(response.text, response.right) for response in given(attempt)] == [
        ("The opening: It begins with a date", True),
        ("The facts: The day stands in the text", False),
    ]
    assert share(attempt) == 0.5
    row = my_answers(learner)[0]
    assert row["words"] == MINE
    assert row["answer"][0] == "The opening: It begins with a date"


def test_on_paper_it_stands_only_once_it_was_answered(
    as_learner, enrollment, lesson, critique, url, marks
):
    assert "Your answers so far" not in body_of(as_learner.get(lesson.get_url()))
    as_learner.post(url, {"option": marks[0], "text": MINE})
    page = body_of(as_learner.get(lesson.get_url()))
    paper = page[page.index("Your answers so far") :]
    assert MINE in paper
    assert "Model-rewrite" in paper


def test_hostile_words_are_shown_and_never_run(as_learner, enrollment, lesson, url, marks):
    as_learner.post(url, {"option": marks[0], "text": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in body_of(as_learner.get(lesson.get_url()))

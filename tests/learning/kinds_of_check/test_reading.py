"""What is read of an answer, in each kind."""

import re

from courses.models import LessonPage
from learning.answer_reading import given, is_graded, offered, told
from learning.models import Attempt
from learning.personal_data import my_answers
from tests import builders
from tests.html import body_of

from .sending import GRADED, MADE, nothing, only_graded, section_of, sent, shown

# What only an answer may bring.
SECRETS = ("Explanation", "Model-", "orrect", "right", "not yet")


def test_nothing_is_told_before_an_answer(as_learner, enrollment, lesson, block):
    page = section_of(body_of(as_learner.get(lesson.get_url())), block)
    question = str(block.value["question"])
    assert question in page
    rest = page.replace(question, "").replace("margin-right", "")
    if block.block_type == "self_explain":
        rest = rest.replace("There is no right or wrong.", "")
        assert "There is no right or wrong." in page
    assert [word for word in SECRETS if word in rest] == []


def test_a_visitor_is_told_nothing_either(client, lessons, lesson, block):
    first = lessons[0]
    first.body = LessonPage.body.field.stream_block.to_python([MADE[block.block_type]])
    builders.publish(first)
    page = section_of(body_of(client.get(first.get_url())), block)
    assert [word for word in ("Explanation", "Model-", "orrect") if word in page] == []


def test_the_answer_is_there_when_one_comes_back(as_learner, enrollment, lesson, block, url):
    as_learner.post(url, sent(block))
    page = section_of(body_of(as_learner.get(lesson.get_url())), block)
    assert shown(page) == {**nothing(block), **sent(block)}


READ = {
    "single_choice": ["A question"],
    "multiple_answer": ["A puzzle", "A dilemma"],
    "true_false": ["False"],
    "ordering": ["1. Wait two hours", "2. Invite by name", "3. Answer it yourself"],
    "matching": ["Clothes – A graduate", "Courses – A junior", "Dates – A recruiter"],
    "short_answer": ["A Lurker."],
    "self_explain": [],
}


def test_the_answer_is_read_in_words(as_learner, learner, enrollment, block, url):
    as_learner.post(url, sent(block))
    attempt = Attempt.objects.get()
    parts = given(attempt)
    assert [part.text for part in parts] == READ[block.block_type]
    assert all(part.right for part in parts)
    assert is_graded(attempt) == (block.block_type in GRADED)
    assert told(attempt)
    [mine] = my_answers(learner)
    assert mine["answer"] == READ[block.block_type]
    assert mine["question"] == block.value["question"]
    assert mine["words"] == sent(block).get("why", attempt.words)
    assert mine["right"] == (True if block.block_type in GRADED else None)
    assert Attempt.objects.graded().exists() == (block.block_type in GRADED)
    keys = [part.key for part in offered(attempt.prompt)]
    assert len(set(keys)) == len(keys)


@only_graded
def test_a_wrong_part_is_read_as_wrong(as_learner, enrollment, block, url):
    as_learner.post(url, sent(block, right=False))
    parts = given(Attempt.objects.get())
    assert any(part.right is False for part in parts)


def test_what_is_left_is_named(as_learner, enrollment, lesson, block):
    page = body_of(as_learner.get(lesson.get_url()))
    left = page[page.index('id="left"') :]
    link = re.search(rf'<a href="#block-{block.id}">([^<]+)</a>', left).group(1)
    named = "Explain it yourself" if block.block_type == "self_explain" else "Answer the knowledge"
    assert link.startswith(named)
    assert block.value["question"][:20] in left


def test_paper_has_the_answers_that_were_given_and_no_others(
    as_learner, enrollment, lesson, block, url
):
    as_learner.post(url, sent(block))
    page = body_of(as_learner.get(lesson.get_url()))
    sheet = page[page.index('class="print-only answers"') :].partition("</section>")[0]
    assert sheet.count("<li>") == 1
    for text in READ[block.block_type]:
        assert text in sheet
    assert "Explanation-" in sheet or "Model-" in sheet


def test_a_question_that_was_edited_keeps_what_was_told(as_learner, enrollment, lesson, block, url):
    as_learner.post(url, sent(block))
    raw = {**MADE[block.block_type]}
    raw["value"] = {**raw["value"], "question": "Asked anew?"}
    for name in ("explanation", "model_answer"):
        if name in raw["value"]:
            raw["value"][name] = "Rewritten since then, at length."
    lesson.body = LessonPage.body.field.stream_block.to_python([raw])
    builders.publish(lesson)
    page = section_of(body_of(as_learner.get(lesson.get_url())), block)
    assert "Asked anew?" in page and "Rewritten" not in page
    assert "The question was edited after this answer." in page


def test_no_key_is_in_the_search_index(block):
    found = " ".join(block.block.get_searchable_content(block.value))
    assert block.value["question"] in found
    assert "Explanation" not in found and "Model-" not in found and "lurker" not in found


def test_hostile_words_are_shown_as_words(as_learner, enrollment, lesson, block, url):
    evil = '</textarea><script>alert(1)</script>"‮=cmd'
    as_learner.post(url, sent(block) | {"text": evil, "why": evil})
    page = body_of(as_learner.get(lesson.get_url()))
    assert "<script>alert" not in page

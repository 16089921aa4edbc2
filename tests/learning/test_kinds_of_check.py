"""Every kind of check is asked, answered, kept and read in the same way."""

import re
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from courses.blocks import CHECK_BLOCKS, UNGRADED_BLOCKS
from courses.models import Activity, LessonPage
from courses.models.activities import FROM_THE_START
from courses.models.outlines import outline_of
from learning.answer_reading import given, is_graded, offered, told
from learning.models import Attempt
from learning.models.requirements import open_requirements
from learning.personal_data import my_answers
from tests import builders

HTMX = {"HTTP_HX_REQUEST": "true"}
MADE = {block["type"]: block for block in builders.every_check()}
KINDS = list(MADE)
GRADED = [kind for kind in KINDS if kind != "self_explain"]
only_graded = pytest.mark.parametrize("block", GRADED, indirect=True)
# What only an answer may bring.
SECRETS = ("Explanation", "Model-", "orrect", "right", "not yet")


def body_of(response):
    return response.content.decode()


def section_of(page, block):
    start = page.index(f'id="block-{block.id}"')
    return page[start : page.index("</section>", start)]


def sent(block, right=True):
    """What the form of this block sends, right or wrong."""
    key = block.value.right_answer()
    if not right:
        return builders.wrong_answer(block)
    match block.block_type:
        case "single_choice" | "multiple_answer":
            return {"option": key}
        case "true_false":
            return {"answer": key[0], "why": "Because I saw it."}
        case "ordering":
            return {"order": key}
        case "matching":
            return builders.right_pairs(block)
        case "short_answer":
            return {"text": "A Lurker."}
        case "self_explain":
            return {"text": "So that a peer comes first."}


@pytest.fixture
def lesson(lessons):
    """The second lesson, with one check of each kind."""
    page = lessons[1]
    page.body = LessonPage.body.field.stream_block.to_python(list(MADE.values()))
    builders.publish(page)
    Activity.objects.update(required_from=FROM_THE_START)
    return page


@pytest.fixture(params=KINDS)
def block(request, lesson):
    return builders.blocks_of(lesson, request.param)[0]


@pytest.fixture
def url(lesson, block):
    return reverse("learning:answer_check", args=[lesson.pk, block.id])


def test_a_right_answer_is_kept_as_right(as_learner, enrollment, lesson, block, url):
    response = as_learner.post(url, sent(block), follow=True)
    assert response.redirect_chain == [(f"{lesson.get_url()}#block-{block.id}", 302)]
    attempt = Attempt.objects.get()
    assert attempt.correct
    assert attempt.chosen == block.value.normal(block.value.right_answer()) or attempt.chosen == [
        "A Lurker."
    ]
    page = section_of(body_of(response), block)
    assert "Explanation-" in page or "Model-" in page
    assert ("Correct" in page) == (block.block_type in GRADED)


@only_graded
def test_a_wrong_answer_is_kept_as_wrong_and_says_so(as_learner, enrollment, lesson, block, url):
    page = section_of(body_of(as_learner.post(url, sent(block, right=False), follow=True)), block)
    assert not Attempt.objects.get().correct
    assert "Not the best answer" in page
    assert "Explanation-order" not in page and "Explanation-pairs" not in page
    assert block.id in {left.block_id for left in _left(enrollment, lesson)}


def _left(enrollment, lesson):
    enrollment.outline = outline_of(lesson.course_path)
    return open_requirements(enrollment, enrollment.outline.by_key[lesson.key])


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


def nothing(block):
    return {"why": ""} if block.block_type == "true_false" else {}


def shown(page):
    """What the first form of a section would send, without what is ours."""
    form = page[: page.index("</form>")]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'{key}="([^"]*)"', tag) for key in ("name", "value"))
        kind = re.search(r'type="(\w+)"', tag).group(1)
        if kind in ("radio", "checkbox") and " checked" not in tag:
            continue
        found.setdefault(name.group(1), []).append(value.group(1))
    for name, inner in re.findall(r'<select[^>]* name="(pair[^"]+)">(.*?)</select>', form, re.S):
        found[name] = re.findall(r'<option value="([^"]*)" selected>', inner)
    for name, text in re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>(.*?)</textarea>', form, re.S):
        found[name] = [text]
    for ours in ("csrfmiddlewaretoken", "token", "writer", "confidence"):
        found.pop(ours, None)
    return {
        name: sorted(values) if name == "option" else values if name == "order" else values[0]
        for name, values in found.items()
    }


@only_graded
def test_each_answer_is_a_row_and_a_right_one_counts_for_good(
    as_learner, enrollment, lesson, block, url
):
    for right in (False, True, False):
        as_learner.post(url, sent(block, right) | {"token": uuid.uuid4()})
    assert [row.correct for row in Attempt.objects.all()] == [False, True, False]
    page = section_of(body_of(as_learner.get(lesson.get_url())), block)
    assert "Answered right" in page and "3 tries" in page
    assert "You answered it right before, and that counts." in page
    assert block.id not in {left.block_id for left in _left(enrollment, lesson)}


def test_the_same_submission_twice_is_one_answer(as_learner, enrollment, block, url):
    answer = sent(block) | {"token": uuid.uuid4()}
    as_learner.post(url, answer)
    as_learner.post(url, answer)
    assert Attempt.objects.count() == 1


def test_signed_out_the_answer_is_kept_through_signing_in(
    client, learner, enrollment, lesson, block, url
):
    response = client.post(url, sent(block) | {"writer": "", "confidence": "2"})
    assert response.status_code == 302 and "login" in response.url
    credentials = {"login": learner.email, "password": builders.PASSWORD}
    back = client.post(response.url, credentials)
    page = section_of(body_of(client.get(back.url)), block)
    assert "We kept what you" in page
    assert shown(page) == {**nothing(block), **sent(block)}
    assert ('value="2" checked' in page) == (block.block_type in GRADED)
    assert not Attempt.objects.exists()
    client.post(url, sent(block))
    page = section_of(body_of(client.get(lesson.get_url())), block)
    assert "We kept what you" not in page and Attempt.objects.count() == 1


def test_an_answer_that_is_not_whole_is_asked_for_in_place(as_learner, enrollment, block, url):
    unfinished = (
        {"pair-" + block.value.pairs()[0][0]: "A vendor"}
        if (block.block_type == "matching")
        else {"order": ["nonsense"], "text": "   "}
    )
    page = section_of(body_of(as_learner.post(url, unfinished, follow=True)), block)
    assert not Attempt.objects.exists()
    assert f'id="block-{block.id}-error"' in page
    if block.block_type == "matching":
        assert '<option value="A vendor" selected>' in page
    alone = body_of(as_learner.post(url, unfinished, **HTMX))
    assert f'id="block-{block.id}-error"' in alone and "<html" not in alone


def test_a_stranger_to_the_course_answers_nothing(client_for, other_learner, lesson, block, url):
    response = client_for(other_learner).post(url, sent(block))
    assert response.status_code == 302 and "enroll" in response.url
    assert not Attempt.objects.exists()


def test_how_sure_one_is_is_kept_and_shown_again(as_learner, enrollment, lesson, block, url):
    as_learner.post(url, sent(block) | {"confidence": "3"})
    page = section_of(body_of(as_learner.get(lesson.get_url())), block)
    sure = Attempt.objects.get().confidence
    if block.block_type in GRADED:
        assert sure == 3 and "How sure are you?" in page
        assert re.search(r'name="confidence" value="3" checked', page)
    else:
        assert sure is None and "How sure" not in page


@only_graded
def test_how_sure_one_is_is_not_asked_unless_the_author_says_so(
    as_learner, enrollment, lesson, block, url
):
    raw = dict(MADE[block.block_type])
    raw["value"] = {**raw["value"], "ask_confidence": False}
    lesson.body = LessonPage.body.field.stream_block.to_python([raw])
    builders.publish(lesson)
    assert "How sure" not in body_of(as_learner.get(lesson.get_url()))
    as_learner.post(url, sent(block) | {"confidence": "3"})
    assert Attempt.objects.get().confidence is None


def test_leaving_out_how_sure_one_is_is_no_obstacle(as_learner, enrollment, block, url):
    as_learner.post(url, sent(block) | {"confidence": "7"})
    as_learner.post(url, sent(block))
    assert Attempt.objects.count() == 1 and Attempt.objects.get().confidence is None


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


class TestOrdering:
    @pytest.fixture
    def block(self, lesson):
        return builders.blocks_of(lesson, "ordering")[0]

    @pytest.fixture
    def row(self, block):
        return block.value.start_for("x")[0]

    def order(self, client, lesson, block):
        return shown(section_of(body_of(client.get(lesson.get_url())), block))["order"]

    def test_the_start_is_ones_own_stays_and_is_never_right(self, block):
        value = block.value
        starts = {tuple(value.start_for(seed)) for seed in range(200)}
        assert tuple(value.right_answer()) not in starts
        assert len(starts) == 5  # all other orders of three
        assert value.start_for("a") == value.start_for("a")

    def test_without_scripts_places_are_chosen_and_sent_at_once(
        self, as_learner, enrollment, lesson, block, url
    ):
        start = self.order(as_learner, lesson, block)
        key = block.value.right_answer()
        places = [key.index(item_id) + 1 for item_id in start]
        page = section_of(body_of(as_learner.get(lesson.get_url())), block)
        assert not re.search(r"<button(?![^>]*type=.button)[^>]*>Move", page)  # none sends a form
        as_learner.post(url, {"order": start, "place": places})
        attempt = Attempt.objects.get()
        assert attempt.chosen == key and attempt.correct
        assert self.order(as_learner, lesson, block) == key

    @pytest.mark.parametrize("places", [[1, 1, 2], [3, 3, 3]])
    def test_two_items_at_one_place_are_asked_about_and_the_places_stay(
        self, as_learner, enrollment, lesson, block, url, places
    ):
        start = self.order(as_learner, lesson, block)
        answer = {"order": start, "place": places, "confidence": "2"}
        page = section_of(body_of(as_learner.post(url, answer, follow=True)), block)
        assert not Attempt.objects.exists()
        assert "Two items have the same place. Give each a place of its own." in page
        assert 'name="confidence" value="2" checked' in page
        kept = re.findall(r'<option value="(\d)" selected>', page)
        assert kept == [str(place) for place in places]
        assert self.order(as_learner, lesson, block) == start

    def test_an_order_of_other_items_is_no_answer(self, as_learner, enrollment, block, url):
        key = block.value.right_answer()
        for order in (key[:2], [*key, key[0]], [key[0]] * 3, []):
            as_learner.post(url, {"order": order})
        for places in (["x", "2", "1"], [1, 2], [0, 1, 2], [1, 2, 3, 4]):
            as_learner.post(url, {"order": key, "place": places})
        assert not Attempt.objects.exists()

    @pytest.fixture
    def url(self, lesson, block):
        return reverse("learning:answer_check", args=[lesson.pk, block.id])


class TestMatching:
    @pytest.fixture
    def block(self, lesson):
        return builders.blocks_of(lesson, "matching")[0]

    def test_both_sides_share_no_id(self, as_learner, enrollment, lesson, block):
        page = section_of(body_of(as_learner.get(lesson.get_url())), block)
        for pair_id, _left, right in block.value.pairs():
            assert not re.search(rf'<option value="[^"]*{pair_id}', page)
            assert page.count(f'<option value="{right}">') == 3
        assert page.count('<option value="A vendor">') == 3

    def test_a_text_that_is_not_offered_is_no_answer(self, as_learner, enrollment, lesson, block):
        url = reverse("learning:answer_check", args=[lesson.pk, block.id])
        as_learner.post(url, sent(block) | {f"pair-{block.value.pairs()[0][0]}": "Nobody"})
        assert not Attempt.objects.exists()


class TestSelfExplain:
    @pytest.fixture
    def url(self, lesson):
        block = builders.blocks_of(lesson, "self_explain")[0]
        return reverse("learning:answer_check", args=[lesson.pk, block.id])

    def test_the_model_comes_after_and_can_be_rated(self, as_learner, enrollment, url):
        page = body_of(as_learner.post(url, {"text": "My words."}, follow=True))
        assert "Model-explain" in page and "How near was yours?" in page
        as_learner.post(url, {"text": "My words.", "rating": "partly", "token": uuid.uuid4()})
        first, rated = Attempt.objects.all()
        assert (first.chosen, first.words, first.correct) == ([], "My words.", True)
        assert (rated.chosen, rated.words) == (["partly"], "My words.")
        assert [part.text for part in given(rated)] == ["I had a part of it"]

    def test_a_rating_that_is_not_offered_is_refused(self, as_learner, enrollment, url):
        as_learner.post(url, {"text": "My words.", "rating": "best"})
        assert not Attempt.objects.exists()


def test_what_is_graded_is_said_in_one_place_and_so_of_each_kind():
    kinds = LessonPage.body.field.stream_block.child_blocks
    ungraded = [kind for kind in CHECK_BLOCKS if not kinds[kind].meta.value_class.graded]
    assert sorted(ungraded) == sorted(UNGRADED_BLOCKS)


def test_no_key_is_in_the_search_index(block):
    found = " ".join(block.block.get_searchable_content(block.value))
    assert block.value["question"] in found
    assert "Explanation" not in found and "Model-" not in found and "lurker" not in found


def test_hostile_words_are_shown_as_words(as_learner, enrollment, lesson, block, url):
    evil = '</textarea><script>alert(1)</script>"‮=cmd'
    as_learner.post(url, sent(block) | {"text": evil, "why": evil})
    page = body_of(as_learner.get(lesson.get_url()))
    assert "<script>alert" not in page


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_without_anything_saves(kind):
    body = LessonPage.body.field.stream_block
    child = body.child_blocks[kind]
    value = body.to_python(
        [
            {
                "type": kind,
                "id": str(uuid.uuid4()),
                "value": child.get_prep_value(child.get_default()),
            }
        ]
    )
    body.clean_deferred(value)
    with pytest.raises(ValidationError):
        body.clean(value)

"""What is special to one kind."""

import re
import uuid

import pytest
from django.urls import reverse

from courses.models import LessonPage
from learning.answer_reading import given
from learning.models import Attempt
from tests import builders

from .sending import MADE, body_of, section_of, sent, shown


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

    def test_a_button_moves_an_item_and_writes_nothing_down(
        self, as_learner, enrollment, lesson, block, url
    ):
        first, second, third = self.order(as_learner, lesson, block)
        answer = {"order": [first, second, third], "move": f"{first}:down", "confidence": "2"}
        response = as_learner.post(url, answer)
        assert response.url == f"{lesson.get_url()}#block-{block.id}-{first}"
        assert self.order(as_learner, lesson, block) == [second, first, third]
        answer = {"order": [second, first, third], "move": f"{third}:up", "confidence": "2"}
        as_learner.post(url, answer)
        assert self.order(as_learner, lesson, block) == [second, third, first]
        page = section_of(body_of(as_learner.get(lesson.get_url())), block)
        assert 'name="confidence" value="2" checked' in page
        assert not Attempt.objects.exists()

    def test_the_first_cannot_go_up_nor_the_last_down(
        self, as_learner, enrollment, lesson, block, url
    ):
        order = self.order(as_learner, lesson, block)
        for move in (f"{order[0]}:up", f"{order[-1]}:down", "nonsense:up", f"{order[0]}:sideways"):
            as_learner.post(url, {"order": order, "move": move})
            assert self.order(as_learner, lesson, block) == order

    def test_who_only_looks_can_move_things_too(self, client, lessons, lesson, block):
        first = lessons[0]
        first.body = LessonPage.body.field.stream_block.to_python([MADE["ordering"]])
        builders.publish(first)
        url = reverse("learning:answer_check", args=[first.pk, block.id])
        one, *others = self.order(client, first, block)
        assert "login" not in client.post(url, {"order": [one, *others], "move": f"{one}:down"}).url
        assert self.order(client, first, block)[1] == one

    def test_an_order_of_other_items_is_no_answer(self, as_learner, enrollment, block, url):
        key = block.value.right_answer()
        for order in (key[:2], [*key, key[0]], [key[0]] * 3, []):
            as_learner.post(url, {"order": order})
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
        for pair_id, still_open, right in block.value.pairs():
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

"""What is special to one kind."""

import re
import uuid

import pytest
from django.urls import reverse

from learning.answer_reading import given
from learning.models import Attempt
from tests import builders
from tests.html import body_of

from .sending import section_of, sent, shown


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

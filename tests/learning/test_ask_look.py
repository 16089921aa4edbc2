"""The page on which a colleague is asked for a look."""
# ruff: noqa: F401, F811 -- its fixtures stand in peers.py

import pytest

from accounts.models import Notification
from community.models import Suspension
from learning.looking.forms import AskForm
from learning.models import Enrollment, Look, LookOffer, Plan
from learning.views import self_checks
from tests import builders, rows
from tests.learning.peers import ask_url, checked, give_plan, offers, plan, rubric, text_of

pytestmark = pytest.mark.django_db


class TestAsking:
    def test_a_private_plan_is_shared_by_an_act_of_its_own(
        self, as_learner, plan, ask_url, course, other_enrollment
    ):
        offers(other_enrollment.user)
        response = as_learner.post(ask_url, {"message": "Is it clear?"})
        assert response.status_code == 422 and not Look.objects.exists()
        page = response.content.decode()
        assert "Your plan is private" in page and "Is it clear?" in page
        assert "<title>Error:" in page
        plan.refresh_from_db()
        assert plan.sharing == "private"
        as_learner.post(ask_url, {"message": "Is it clear?", "share": "on"})
        plan.refresh_from_db()
        look = Look.objects.get()
        assert plan.sharing == "reviewers" and look.reviewer == other_enrollment.user
        assert look.message == "Is it clear?" and look.prompt.kind == "peer_look"

    def test_one_that_others_read_already_stays_as_it_is(
        self, as_learner, plan, ask_url, other_enrollment
    ):
        plan.share("community")
        offers(other_enrollment.user)
        assert "Let the colleague" not in text_of(as_learner, ask_url)
        as_learner.post(ask_url, {})
        plan.refresh_from_db()
        assert plan.sharing == "community" and Look.objects.exists()

    def test_a_named_colleague_is_asked_and_told(
        self, as_learner, plan, ask_url, course, other_enrollment, lesson, rubric
    ):
        third = builders.make_person("Third Person", "third@example.org")
        Enrollment.objects.enroll(third, course, certificate_name="T")
        offers(other_enrollment.user, third)
        page = text_of(as_learner, ask_url)
        assert "Third Person" in page and "Bo Sandström" in page
        response = as_learner.post(ask_url, {"colleague": third.public_id, "share": "on"})
        assert response.url == f"{lesson.get_url()}#block-{rubric.id}-look"
        assert Look.objects.get().reviewer == third
        assert Notification.objects.get(event="look_asked").recipient == third
        assert "Third Person was asked on" in text_of(as_learner, lesson.get_url())

    def test_only_who_offered_can_be_named(self, as_learner, plan, ask_url, other_enrollment):
        person = other_enrollment.user
        assert "Bo Sandström" not in text_of(as_learner, ask_url)
        data = {"colleague": person.public_id, "share": "on"}
        response = as_learner.post(ask_url, data)
        assert response.status_code == 422 and not Look.objects.exists()
        assert "cannot be asked any more" in response.content.decode()

    def test_nobody_at_all_shares_nothing_and_says_what_to_do(
        self, as_learner, plan, ask_url, lesson, rubric
    ):
        response = as_learner.post(ask_url, {"share": "on"}, follow=True)
        plan.refresh_from_db()
        assert plan.sharing == "private" and not Look.objects.exists()
        assert response.redirect_chain[-1][0].endswith(f"#block-{rubric.id}-question")
        assert "Nobody is free at the moment, and nothing was shared" in response.content.decode()

    def test_who_asks_is_invited_to_offer(
        self, as_learner, learner, plan, ask_url, other_enrollment
    ):
        offers(other_enrollment.user)
        assert "I look at a colleague’s plan in return" in text_of(as_learner, ask_url)
        as_learner.post(ask_url, {"share": "on"})
        assert not LookOffer.objects.filter(user=learner).exists()
        Look.objects.all().delete()
        LookOffer.objects.all().delete()
        offers(other_enrollment.user)
        as_learner.post(ask_url, {"offer": "on"})
        assert LookOffer.objects.on_duty().filter(user=learner).exists()

    def test_an_empty_plan_is_not_asked_about(
        self, as_learner, learner, enrollment, lesson, rubric, ask_url, other_enrollment
    ):
        offers(other_enrollment.user)
        checked(Plan.objects.begin(learner), lesson, rubric)
        assert "nothing saved in your plan yet" in text_of(as_learner, ask_url)
        as_learner.post(ask_url, {"share": "on"})
        assert not Look.objects.exists()

    def test_a_second_press_asks_nobody_else(
        self, as_learner, plan, ask_url, other_enrollment, instructor
    ):
        offers(other_enrollment.user)
        for _ in range(2):
            assert as_learner.post(ask_url, {"share": "on"}).status_code == 302
        assert Look.objects.count() == 1

    def test_other_words_for_a_second_request_come_back(
        self, as_learner, plan, ask_url, other_enrollment
    ):
        offers(other_enrollment.user)
        as_learner.post(ask_url, {"share": "on", "message": "Is it clear?"})
        assert as_learner.post(ask_url, {"message": "Is it clear?"}).status_code == 302
        response = as_learner.post(ask_url, {"message": "Is P2 too long?"})
        page = response.content.decode()
        assert response.status_code == 409 and "A look is asked for already" in page
        assert "Is P2 too long?" in page and Look.objects.get().message == "Is it clear?"

    def test_who_is_suspended_asks_nobody_and_is_told(
        self, as_learner, learner, plan, ask_url, other_enrollment
    ):
        """Nobody could open the plan meanwhile."""
        offers(other_enrollment.user)
        Suspension.objects.create(user=learner)
        response = as_learner.post(ask_url, {"share": "on", "message": "Is it clear?"})
        page = response.content.decode()
        assert response.status_code == 409 and "While your account is suspended" in page
        assert "Is it clear?" in page and not Look.objects.exists()
        plan.refresh_from_db()
        assert plan.sharing == "private"

    def test_looking_at_the_form_writes_nothing(self, as_learner, plan, ask_url):
        before = rows.everything()
        as_learner.get(ask_url)
        assert rows.everything() == before

    def test_too_long_a_message_is_kept(self, as_learner, plan, ask_url, instructor):
        response = as_learner.post(ask_url, {"message": "m" * 501, "share": "on"})
        assert response.status_code == 422 and "m" * 501 in response.content.decode()

    def test_what_was_typed_before_signing_in_again_waits_for_its_writer(
        self, client, learner, plan, ask_url, other_enrollment
    ):
        offers(other_enrollment.user)
        typed = {"message": "Is the rhythm one I can keep?", "share": "on"}
        response = client.post(ask_url, typed | {"writer": learner.public_id})
        assert response.status_code == 302 and "login" in response.url
        client.force_login(learner)
        page = text_of(client, ask_url)
        assert typed["message"] in page and " checked" not in page
        client.post(ask_url, typed)
        assert Look.objects.get().message == typed["message"]

    def test_a_plan_that_is_made_private_meanwhile_is_not_asked_about(
        self, as_learner, plan, ask_url, other_enrollment, monkeypatch
    ):
        plan.share("reviewers")
        offers(other_enrollment.user)

        def meanwhile(form):
            Plan.objects.get(pk=plan.pk).share("private")
            return AskForm.is_valid(form)

        with monkeypatch.context() as patched:
            late = type("Late", (AskForm,), {"is_valid": meanwhile})
            patched.setattr(self_checks, "AskForm", late)
            response = as_learner.post(ask_url, {"message": "Is it clear?"})
        page = response.content.decode()
        assert response.status_code == 422 and "was made private meanwhile" in page
        assert "Is it clear?" in page and not Look.objects.exists()
        assert as_learner.post(ask_url, {"message": "Is it clear?"}).status_code == 422
        as_learner.post(ask_url, {"message": "Is it clear?", "share": "on"})
        assert Look.objects.exists()

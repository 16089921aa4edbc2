"""The pages of looks at plans: giving, thanking, declining, taking back, offering."""
# ruff: noqa: F401, F811 -- its fixtures stand in peers.py

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notification
from learning.models import Look, LookOffer, SelfCheck
from tests import builders
from tests.learning.peers import (
    GOOD,
    checked,
    give_plan,
    marks_of,
    offers,
    plan,
    put_rubric,
    request_values,
    rubric,
    text_of,
    typed,
)

pytestmark = pytest.mark.django_db

LOOKS = "/learning/looks/"
HOSTILE = ["=cmd", "<script>alert(1)</script>", "\u202eabc", "x" * 200, "🧵 words", "a\x00b"]


@pytest.fixture
def asked(plan, lesson, rubric, course, other_learner):
    """The other learner is asked for a look at it."""
    plan.share("reviewers")
    return plan.looks.create(reviewer=other_learner, **request_values(lesson, rubric, course))


def url_of(look, act="look"):
    return reverse(f"learning:{act}", args=[look.pk])


def given(look, rubric, **more):
    return look.give(marks_of(rubric), ["One", "Two"], "What of it?", **more)


class TestGiving:
    def test_the_colleague_reads_what_was_saved_and_never_a_draft(self, as_other, asked):
        text = asked.plan.texts.get()
        text.keep_draft("A draft of mine.", text.revision)
        page = text_of(as_other, url_of(asked))
        assert "Students answer <strong>first</strong>." in page
        assert "A draft of mine" not in page and "Is the rhythm one I can keep?" in page
        assert "The first sentence." not in page  # what the owner would change first

    def test_a_look_is_given_and_the_owner_told(self, as_other, as_learner, asked, rubric):
        data = typed(rubric, "strong", **GOOD)
        assert as_other.post(url_of(asked), data).url == url_of(asked)
        asked.refresh_from_db()
        assert asked.given_at and asked.marks == marks_of(rubric, "strong")
        assert asked.strengths == [GOOD["strength_1"], GOOD["strength_2"]]
        assert Notification.objects.get(event="look_given").recipient == asked.plan.user
        page = text_of(as_learner, url_of(asked))
        for words in ("One rhythm, and it is small.", "sick?", "You:", "Bo Sandström"):
            assert words in page
        assert "Some of it: Purpose." in page and "All of it: Purpose." in page
        assert "You and Bo Sandström:" not in page

    def test_where_both_see_the_same_it_is_said_once(self, as_learner, asked, rubric):
        asked.give(marks_of(rubric, "getting_there"), ["One", "Two"], "What of it?")
        page = text_of(as_learner, url_of(asked))
        assert page.count("You and Bo Sandström:") == 2
        assert page.count("Some of it: Purpose.") == 1

    @pytest.mark.parametrize("missing", ["strength_1", "strength_2", "question"])
    def test_what_is_missing_is_named_and_nothing_is_lost(self, as_other, asked, rubric, missing):
        response = as_other.post(url_of(asked), typed(rubric, **(GOOD | {missing: " "})))
        page = response.content.decode()
        assert response.status_code == 422 and "There is a problem" in page
        kept = [words for name, words in GOOD.items() if name != missing]
        assert all(words in page for words in kept)
        assert page.count(" checked") == 2
        asked.refresh_from_db()
        assert asked.is_waiting

    def test_an_unmarked_row_is_named(self, as_other, asked):
        response = as_other.post(url_of(asked), GOOD)
        assert "Choose how far “Purpose” is." in response.content.decode()

    def test_it_is_given_once_and_other_words_come_back(self, as_other, asked, rubric):
        first, second = (typed(rubric, **(GOOD | {"question": f"Is it {n}?"})) for n in "12")
        for _press in range(2):
            assert as_other.post(url_of(asked), first).status_code == 302
        response = as_other.post(url_of(asked), second)
        page = response.content.decode()
        assert response.status_code == 409 and "You gave this look before" in page
        assert "Is it 2?" in page and "was not added to it" in page
        asked.refresh_from_db()
        assert asked.question == "Is it 1?"
        assert Notification.objects.filter(event="look_given").count() == 1

    def test_a_second_answer_is_not_sent_and_comes_back(self, as_learner, asked, rubric):
        given(asked, rubric)
        for answer in ("Thank you.", "Thank you."):
            assert as_learner.post(url_of(asked), {"answer": answer}).status_code == 302
        response = as_learner.post(url_of(asked), {"answer": "And one thing more."})
        page = response.content.decode()
        assert response.status_code == 409 and "You answered before" in page
        assert "And one thing more." in page
        asked.refresh_from_db()
        assert asked.answer == "Thank you."

    def test_what_was_typed_before_signing_in_again_waits_for_its_writer(
        self, client, other_learner, learner, asked, rubric
    ):
        writer = {"writer": str(other_learner.public_id)}
        response = client.post(url_of(asked), typed(rubric, "strong", **GOOD, **writer))
        assert response.status_code == 302 and "login" in response.url
        client.force_login(other_learner)
        page = text_of(client, url_of(asked))
        assert "We kept what you typed" in page and page.count(" checked") == 2
        assert all(words in page for words in GOOD.values())
        client.post(url_of(asked), typed(rubric, **GOOD))
        client.logout()
        client.post(url_of(asked), {"answer": "Thank you, truly.", "writer": learner.public_id})
        client.force_login(learner)
        page = text_of(client, url_of(asked))
        assert "We kept what you typed" in page and "Thank you, truly." in page
        client.post(url_of(asked), {"answer": "Thanks."})
        assert "We kept" not in text_of(client, url_of(asked))

    def test_what_somebody_else_typed_waits_for_nobody(self, client, other_learner, asked, rubric):
        client.post(url_of(asked), typed(rubric, **GOOD, writer="another"))
        client.force_login(other_learner)
        assert "We kept" not in text_of(client, url_of(asked))

    @pytest.mark.parametrize("words", HOSTILE)
    def test_hostile_words_are_words(self, as_other, as_learner, asked, rubric, words):
        as_other.post(url_of(asked), typed(rubric, **dict.fromkeys(GOOD, words)))
        asked.refresh_from_db()
        assert asked.question == words.replace("\x00", "")
        as_learner.post(url_of(asked), {"answer": words})
        for client in (as_other, as_learner):
            assert "<script>alert" not in text_of(client, url_of(asked))
            assert "<script>alert" not in text_of(client, LOOKS)
        assert "<script>alert" not in text_of(as_learner, reverse("learning:plan"))

    def test_the_rubric_is_the_one_that_was_asked_by(self, as_other, asked, lesson):
        put_rubric(lesson, rows=[builders.rubric_row("New"), builders.rubric_row("Newer")])
        page = text_of(as_other, url_of(asked))
        assert "All of it: Purpose." in page and "Newer" not in page


class TestAccess:
    @pytest.mark.parametrize("who", ["owner", "stranger", "instructor", "moderator", "admin"])
    def test_nobody_else_opens_what_waits(
        self, request, client_for, asked, instructor, moderator, admin, who
    ):
        people = {"instructor": instructor, "moderator": moderator, "admin": admin}
        people |= {"owner": asked.plan.user}
        people["stranger"] = builders.make_person("S", "s@example.org")
        client = client_for(people[who])
        assert client.get(url_of(asked)).status_code == 404
        assert client.post(url_of(asked, "decline_look")).status_code == 404
        allowed = 302 if who == "owner" else 404
        assert client.post(url_of(asked, "withdraw_look")).status_code == allowed

    def test_what_was_found_is_between_the_two(
        self, client_for, asked, rubric, instructor, moderator, admin, as_other, as_learner
    ):
        given(asked, rubric)
        asked.plan.share("community")
        for person in (instructor, moderator, admin):
            assert client_for(person).get(url_of(asked)).status_code == 404
            page = text_of(client_for(person), asked.plan.get_absolute_url())
            assert "What of it?" not in page
        assert "What of it?" in text_of(as_other, url_of(asked))
        assert "What of it?" in text_of(as_learner, url_of(asked))

    def test_taking_it_back_ends_access_at_once(self, as_other, as_learner, asked):
        assert as_other.get(asked.plan.get_absolute_url()).status_code == 200
        as_learner.post(url_of(asked, "withdraw_look"))
        for url in (url_of(asked), asked.plan.get_absolute_url()):
            assert as_other.get(url).status_code == 404
        assert "Nobody waits for your look" in text_of(as_other, LOOKS)
        again = as_learner.post(url_of(asked, "withdraw_look"), follow=True)
        assert "can no longer read your plan" in again.content.decode()

    def test_nothing_can_be_given_after_it(self, as_other, as_learner, asked, rubric):
        as_learner.post(url_of(asked, "withdraw_look"))
        response = as_other.post(url_of(asked), typed(rubric, **GOOD))
        page = response.content.decode()
        assert response.status_code == 404 and "This look is no longer asked for" in page
        assert all(words in page for words in GOOD.values())
        assert "Students answer <strong>" not in page
        assert not asked.give({}, [], "")
        asked.refresh_from_db()
        assert asked.given_at is None

    def test_what_was_given_stays_with_the_owner(self, as_other, as_learner, asked, rubric):
        given(asked, rubric)
        assert as_other.get(url_of(asked)).status_code == 200
        as_learner.post(url_of(asked, "withdraw_look"))
        assert as_other.get(url_of(asked)).status_code == 404
        page = text_of(as_learner, url_of(asked))
        assert "What of it?" in page and "can no longer read your plan" in page
        assert "not shared with you any more" in text_of(as_other, LOOKS)

    def test_a_notice_is_gone_with_the_access(self, as_other, as_learner, asked):
        from learning.looking.notices import tell_who_was_asked

        tell_who_was_asked(asked)
        notices = reverse("notifications")
        assert "asks you for a look" in text_of(as_other, notices)
        asked.plan.share("private")
        assert "asks you for a look" not in text_of(as_other, notices)

    def test_a_plan_of_a_closed_account_is_not_read(self, as_other, asked):
        asked.plan.user.is_active = False
        asked.plan.user.save()
        assert as_other.get(url_of(asked)).status_code == 404


class TestDecliningAndThanks:
    def test_not_this_time(self, as_other, asked, instructor):
        assert as_other.post(url_of(asked, "decline_look")).url == LOOKS
        asked.refresh_from_db()
        assert asked.declined_at
        assert asked.plan.looks.waiting().get().reviewer == instructor
        assert as_other.get(url_of(asked)).status_code == 404

    def test_the_owner_hears_of_it_until_they_have_looked(
        self, as_other, as_learner, learner, asked, instructor
    ):
        as_other.post(url_of(asked, "decline_look"))
        unread = Notification.objects.of(learner).unread()
        assert unread.filter(event="look_given").exists()
        page = text_of(as_learner, reverse("notifications"))
        assert "Your request for a look went on to Imani Feldt" in page
        page = text_of(as_learner, LOOKS)
        assert "could not look this time" in page and "Imani Feldt" in page
        assert not unread.filter(event="look_given").exists()

    def test_thanks_once(self, as_learner, as_other, asked, rubric):
        given(asked, rubric)
        for words in ("You are right.", "Twice."):
            as_learner.post(url_of(asked), {"answer": words})
        asked.refresh_from_db()
        assert asked.answer == "You are right."
        assert "You are right." in text_of(as_other, url_of(asked))
        told = Notification.objects.filter(recipient=asked.reviewer, event="look_asked")
        assert [row.parameters["what"] for row in told] == ["thanked"]

    def test_thanks_without_words(self, as_learner, asked, rubric):
        given(asked, rubric)
        as_learner.post(url_of(asked), {"answer": ""})
        asked.refresh_from_db()
        assert asked.answered_at and asked.answer == ""

    def test_too_long_an_answer_is_kept(self, as_learner, asked, rubric):
        given(asked, rubric)
        response = as_learner.post(url_of(asked), {"answer": "y" * 501})
        assert response.status_code == 422 and "y" * 501 in response.content.decode()


class TestOffer:
    def test_on_pause_and_off(self, as_learner, learner):
        post = lambda **data: as_learner.post(f"{LOOKS}offer/", data)  # noqa: E731
        post(state="on")
        assert LookOffer.objects.on_duty().get().user == learner
        until = timezone.localdate() + timedelta(days=9)
        post(state="pause", paused_until=until.isoformat())
        assert not LookOffer.objects.on_duty().exists() and LookOffer.objects.get().pauses
        post(state="on")
        assert LookOffer.objects.on_duty().exists()
        post(state="off")
        assert not LookOffer.objects.on_duty().exists()
        assert LookOffer.objects.get().ended_at

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({}, "Choose one of the three."),
            ({"state": "pause"}, "Give a day after today."),
            ({"state": "pause", "paused_until": "2020-01-01"}, "Give a day after today."),
            ({"state": "pause", "paused_until": "soon"}, "Give a date such as"),
        ],
    )
    def test_what_is_not_right_is_said(self, as_learner, data, words):
        response = as_learner.post(f"{LOOKS}offer/", data)
        assert response.status_code == 422 and words in response.content.decode()
        assert not LookOffer.objects.exists()

    def test_it_is_off_until_somebody_says_so(self, as_learner):
        page = text_of(as_learner, LOOKS)
        assert re.search(r'<input[^>]*value="off"[^>]* checked', page)
        assert not LookOffer.objects.exists()


def test_the_plan_shows_the_look_beside_the_check(as_learner, asked, rubric):
    page = text_of(as_learner, reverse("learning:plan"))
    assert "no answer yet" in page and "Your self-check of" in page
    given(asked, rubric)
    page = text_of(as_learner, reverse("learning:plan"))
    assert "Bo Sandström looked at it on" in page and "What of it?" in page
    assert "Say thanks to Bo Sandström" in page


def test_my_data_holds_my_part_and_nobody_elses(client_for, asked, rubric, as_learner, as_other):
    given(asked, rubric)
    offers(asked.reviewer)
    mine, theirs = (
        json.loads(client.get("/accounts/data/download/").content)
        for client in (as_learner, as_other)
    )
    assert mine["self_checks_of_my_plan"][0]["marks"] == {
        "Purpose": "Getting there", "Rhythm": "Getting there",
    }  # fmt: skip
    assert mine["looks_i_asked_for"][0]["question"] == "What of it?"
    assert mine["looks_i_gave"] == [] and mine["my_offer_to_look_at_plans"] == {}
    assert theirs["looks_i_gave"][0]["strengths"] == ["One", "Two"]
    assert theirs["my_offer_to_look_at_plans"]["stopped"] == ""
    assert theirs["self_checks_of_my_plan"] == theirs["looks_i_asked_for"] == []
    assert "Amara Delgado-Lindqvist" not in json.dumps(theirs["looks_i_gave"])


def test_more_looks_cost_no_more_queries(as_other, as_learner, asked, rubric, lesson, course):
    def cost(client, url):
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        return len(found)

    given(asked, rubric)
    values = request_values(lesson, rubric, course)
    plan_page = reverse("learning:plan")

    def ask_more(number):
        person = builders.make_person(f"P{number}", f"p{number}@example.org")
        theirs = give_plan(person, sharing="reviewers")
        theirs.looks.create(reviewer=asked.reviewer, **values)
        mine = asked.plan.looks.create(reviewer=person, **values)
        given(mine, rubric)

    ask_more(0)
    pages = [(as_other, LOOKS), (as_learner, LOOKS), (as_learner, plan_page)]
    few = [cost(*page) for page in pages]
    for number in range(1, 5):
        ask_more(number)
    assert SelfCheck.objects.count() == 1 and Look.objects.count() == 11
    assert [cost(*page) for page in pages] == few
    assert max(few) <= 22

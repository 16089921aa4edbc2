"""Making a commitment: written, read back, made; nothing typed is lost and nothing made twice."""

import re
import uuid
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Notification
from learning.days import day_of
from learning.models import Commitment, Enrollment
from tests import builders

from .commitments import NEW, WORDS, commit, make, typed


def test_it_is_read_back_before_it_is_made(as_learner, learner):
    data = typed(learner)
    page = as_learner.post(reverse(NEW), data | {"step": "review"})
    assert "When I plan next month’s posts, I will replace one" in page.content.decode()
    assert "Nothing is kept yet." in page.content.decode()
    assert not Commitment.objects.exists()
    made = as_learner.post(reverse(NEW), data | {"step": "make"})
    row = Commitment.objects.get()
    assert made.url == row.get_absolute_url()
    assert (row.cue, row.act, row.confidence) == (WORDS["cue"], WORDS["act"], 4)
    assert row.check_ins.count() == 3


def test_going_back_to_change_the_words_loses_none(as_learner, learner):
    page = as_learner.post(reverse(NEW), typed(learner) | {"step": "edit"})
    form = page.context["form"]
    assert page.status_code == 200
    assert {name: str(form[name].value()) for name in WORDS} == {
        name: str(text) for name, text in WORDS.items()
    }
    assert not Commitment.objects.exists()


def test_a_double_press_makes_one(as_learner, learner):
    data = typed(learner) | {"step": "make"}
    first, second = as_learner.post(reverse(NEW), data), as_learner.post(reverse(NEW), data)
    assert first.url == second.url
    assert Commitment.objects.count() == 1


@pytest.mark.parametrize("step", ["review", "make"])
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"cue": "  "}, "Say when"),
        ({"act": ""}, "Say what you will do then."),
        ({"due_on": ""}, "Choose the day"),
        ({"due_on": "soon"}, "Enter a day"),
        ({"due_on": "2020-01-01"}, "from today on"),
        ({"due_on": "2999-01-01"}, "within a year"),
        ({"confidence": "6"}, "Select a valid choice"),
        ({"confidence": ""}, "from 1 to 5"),
        ({"act": "x" * 201}, "at most 200"),
        ({"partner": "Nobody Known"}, "Nobody of this name"),
        ({"token": "not-one"}, "valid UUID"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_stays(as_learner, learner, step, wrong, said):
    page = as_learner.post(reverse(NEW), typed(learner, **wrong) | {"step": step})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert "<title>Error:" in page.content.decode()
    assert page.context["form"]["obstacle"].value() == WORDS["obstacle"]
    assert not Commitment.objects.exists()


HOSTILE = [
    "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "\u202eevil", "x" * 200, "a\x00b", "🧵",
    "{{ 7 }}", "' OR 1=1 --", "שלום לכולם",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words(as_learner, learner, words):
    fields = ["cue", "act", "obstacle", "response"]
    made = make(as_learner, learner, **dict.fromkeys(fields, words))
    row = Commitment.objects.get()
    page = as_learner.get(made.url).content.decode()
    listed = as_learner.get(reverse("learning:commitments")).content.decode()
    assert "<script>alert" not in page + listed
    for hidden in ("\x00", "\u202e"):
        assert hidden not in row.sentence + row.obstacle + row.response
    for field in fields:
        assert len(getattr(row, field)) >= len(words) - 2


def test_what_the_sentence_says_already_is_not_said_twice(as_learner, learner):
    make(as_learner, learner, cue="When I plan,", act="I will  ask\none student.")
    assert "When I plan, I will ask one student by" in Commitment.objects.get().sentence


def test_what_a_visitor_typed_waits_for_them_behind_the_sign_in(client, client_for, learner):
    answer = client.post(reverse(NEW), typed(learner, act="ask one student") | {"step": "make"})
    assert answer.url.startswith(reverse("account_login"))
    client.force_login(learner, backend="allauth.account.auth_backends.AuthenticationBackend")
    form = client.get(reverse(NEW)).context["form"]
    assert form["act"].value() == "ask one student"
    assert not Commitment.objects.exists()


def test_it_belongs_to_the_course_one_finished(as_learner, finished):
    url = f"{reverse(NEW)}?course={finished.course_id}"
    make(as_learner, finished.user, url)
    assert Commitment.objects.get().enrollment == finished


@pytest.mark.parametrize("course", ["0", "x", "99999999999999999999"])
def test_a_course_that_one_does_not_take_is_left_out(as_learner, learner, course):
    make(as_learner, learner, f"{reverse(NEW)}?course={course}")
    assert Commitment.objects.get().enrollment is None


def test_the_course_of_somebody_else_cannot_be_chosen(as_learner, learner, other_enrollment):
    page = as_learner.post(reverse(NEW), typed(learner, course=other_enrollment.pk))
    assert page.status_code == 422


def test_a_fourth_of_a_course_is_refused_with_its_words(as_learner, enrollment):
    for _ in range(3):
        commit(enrollment.user, enrollment=enrollment)
    page = as_learner.post(
        reverse(NEW), typed(enrollment.user, course=enrollment.pk) | {"step": "make"}
    )
    assert page.status_code == 422
    assert "Three commitments are open here" in page.content.decode()
    assert page.context["form"]["act"].value() == WORDS["act"]
    assert Commitment.objects.count() == 3


# From a checklist


@pytest.fixture
def listed(course, enrollment):
    module = builders.make_module(course, "More", "more")
    return builders.make_lesson(module, "A list", [builders.checklist("Ask a student first.")])


def test_an_item_of_a_checklist_fills_the_form(as_learner, enrollment, listed):
    page = as_learner.get(listed.url).content.decode()
    ((link, item),) = re.findall(r'<a href="([^"]*commitments/new[^"]*)">(.*?)</a>', page)
    assert item == "Ask a student first."
    link = unescape(link)
    form = as_learner.get(link).context["form"]
    assert form["act"].value() == "ask a student first"
    make(as_learner, enrollment.user, link, act="ask a student first")
    row = Commitment.objects.get()
    (block,) = builders.blocks_of(listed, "checklist")
    assert (row.enrollment, row.lesson_key, row.block_id) == (enrollment, listed.key, block.id)


def test_who_does_not_take_the_course_learns_nothing_of_its_items(
    client_for, other_learner, listed
):
    (block,) = builders.blocks_of(listed, "checklist")
    item = block.value.entries()[0][0]
    url = f"{reverse(NEW)}?lesson={listed.pk}&block={block.id}&item={item}"
    page = client_for(other_learner).get(url)
    assert b"sk a student first" not in page.content
    make(client_for(other_learner), other_learner, url)
    assert Commitment.objects.get().lesson_key is None


@pytest.mark.parametrize("query", ["lesson=1&block=x", "lesson=x&block=y", "lesson=&block="])
def test_a_wrong_address_gives_an_empty_form(as_learner, learner, query):
    assert as_learner.get(f"{reverse(NEW)}?{query}").context["form"]["act"].value() is None


# Smaller, or moved


def test_a_smaller_one_takes_its_place(as_learner, learner):
    old = commit(learner)
    url = f"{reverse(NEW)}?replaces={old.pk}"
    assert as_learner.get(url).context["form"]["act"].value() == old.act
    make(as_learner, learner, url, act="write one question")
    old.refresh_from_db()
    assert (old.ended_as, old.replaced_by.act) == ("replaced", "write one question")
    assert old.act == WORDS["act"]


def test_pressing_twice_replaces_once(as_learner, learner):
    old = commit(learner)
    url, data = f"{reverse(NEW)}?replaces={old.pk}", typed(learner) | {"step": "make"}
    as_learner.post(url, data)
    as_learner.post(url, data)
    other_form = as_learner.post(url, data | {"token": str(uuid.uuid4())})
    assert other_form.status_code == 422
    assert "took its place already" in other_form.content.decode()
    assert other_form.context["form"]["obstacle"].value() == WORDS["obstacle"]
    assert Commitment.objects.count() == 2


def test_what_was_kept_is_not_replaced_and_nothing_typed_is_lost(as_learner, learner):
    old = commit(learner)
    old.check_ins.get(days=30).answer("done")
    url = f"{reverse(NEW)}?replaces={old.pk}"
    page = as_learner.post(url, typed(learner, act="ask one student") | {"step": "make"})
    assert page.status_code == 422
    assert "This one was kept" in page.content.decode()
    assert page.context["form"]["act"].value() == "ask one student"


def test_a_replacement_typed_after_signing_out_waits_for_its_own_form(client, learner):
    url = f"{reverse(NEW)}?replaces={commit(learner).pk}"
    client.post(url, typed(learner, act="ask one student") | {"step": "make"})
    client.force_login(learner, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(url).context["form"]["act"].value() == "ask one student"
    assert not client.get(reverse(NEW)).context["form"]["act"].value()


@pytest.mark.parametrize("pk", ["{other}", "0", "x", "9" * 30])
def test_only_ones_own_is_replaced(as_learner, other_learner, pk):
    pk = pk.format(other=commit(other_learner).pk)
    assert as_learner.get(f"{reverse(NEW)}?replaces={pk}").status_code == 404


# The partner


@pytest.fixture
def together(enrollment, other_enrollment):
    return enrollment.user, other_enrollment.user


def test_a_partner_is_asked_and_sees_nothing_of_it_yet(as_learner, client_for, together):
    learner, other = together
    make(as_learner, learner, partner="  bo   sandström ")
    row = Commitment.objects.get()
    assert row.partner == other
    told = Notification.objects.get(recipient=other)
    page = client_for(other).get(row.get_absolute_url()).content.decode()
    assert told.event == "partner_asked"
    assert "asks you to be their accountability partner" in page
    assert row.act not in page + str(told.parameters)


@pytest.mark.parametrize("step", ["review", "edit"])
def test_nobody_is_asked_before_it_is_made(as_learner, together, step):
    as_learner.post(reverse(NEW), typed(together[0], partner="Bo Sandström") | {"step": step})
    assert not Notification.objects.exists()


def test_only_who_took_a_course_with_me_can_be_asked(as_learner, enrollment, other_learner):
    page = as_learner.post(reverse(NEW), typed(enrollment.user, partner="Bo Sandström"))
    assert "Nobody of this name" in page.content.decode()


@pytest.mark.parametrize("name", ["Bo", "bo sand", "other@example.org", "Amara Delgado-Lindqvist"])
def test_only_a_whole_name_of_somebody_else_finds_somebody(as_learner, together, name):
    page = as_learner.post(reverse(NEW), typed(together[0], partner=name))
    assert "Nobody of this name" in page.content.decode()


def test_two_of_one_name_are_told_apart_by_their_institution(as_learner, together, course):
    learner, other = together
    twin = builders.make_person("Bo Sandström", "twin@example.org", "Larkspur Community College")
    Enrollment.objects.enroll(twin, course)
    page = as_learner.post(reverse(NEW), typed(learner, partner="Bo Sandström"))
    assert "Several people have this name" in page.content.decode()
    make(as_learner, learner, partner="Bo Sandström, Port Ellery State University")
    assert Commitment.objects.get().partner == other


def test_trying_many_names_ends(as_learner, together):
    for number in range(20):
        as_learner.post(reverse(NEW), typed(together[0], partner=f"Name {number}"))
    page = as_learner.post(reverse(NEW), typed(together[0], partner="Bo Sandström"))
    assert "That were many names" in page.content.decode()


def test_a_partner_who_agreed_stays_with_the_smaller_one(as_learner, together):
    learner, other = together
    old = commit(learner, partner=other)
    old.agree()
    url = f"{reverse(NEW)}?replaces={old.pk}"
    assert as_learner.get(url).context["form"]["partner"].value() == "Bo Sandström"
    make(as_learner, learner, url, partner="Bo Sandström", act="write one question")
    assert Commitment.objects.get(act="write one question").partner_agreed
    assert not Notification.objects.filter(event="partner_asked").exists()


def test_the_day_is_one_of_the_persons_own(as_learner, learner):
    """Until the evening in California, today there is a day that is over in London."""
    learner.time_zone = "America/Los_Angeles"
    learner.save()
    with time_machine.travel("2026-11-24T05:00:00Z", tick=False):
        today = day_of(learner)
        assert today.isoformat() == "2026-11-23"
        early = as_learner.post(reverse(NEW), typed(learner, due_on=today - timedelta(1)))
        assert early.status_code == 422
        make(as_learner, learner, due_on=today.isoformat())
    assert Commitment.objects.get().due_on == today

"""The page of a check-in, and the pages of commitments: who may see and change what."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.personal_data import everything_of
from accounts.reach import _withholders
from learning.days import day_of, morning_of
from learning.models import Certificate, CheckIn, Commitment

from .commitments import WORDS, asked, commit

LIST = "learning:commitments"


@pytest.fixture
def row(learner):
    """Made 30 of the learner's days ago: its first check-in is due today.

    Counted in hours, it would be due tomorrow for an hour of a night after the clocks go back.
    """
    made = day_of(learner, timezone.now()) - timedelta(days=30)
    return commit(learner, made_at=morning_of(learner, made))


@pytest.fixture
def first(row):
    return row.check_ins.get(days=30)


def on(learner, day):
    return time_machine.travel(morning_of(learner, day), tick=False)


def test_the_link_opens_without_signing_in_and_only_the_button_writes(client, first, row):
    page = client.get(f"{first.get_absolute_url()}?answer=done")
    assert row.sentence in page.content.decode()
    assert page.context["form"]["outcome"].value() == "done"
    assert not CheckIn.objects.answered().exists()
    client.head(first.get_absolute_url())
    client.post(first.get_absolute_url(), {"outcome": "partly", "note": " Two of  three. "})
    first.refresh_from_db()
    assert (first.outcome, first.note) == ("partly", "Two of three.")


@pytest.mark.parametrize("answer", ["", "nonsense", "<script>"])
def test_an_address_chooses_no_answer_that_there_is_not(client, first, answer):
    page = client.get(first.get_absolute_url(), {"answer": answer})
    assert not page.context["form"]["outcome"].value()


def test_no_search_engine_and_no_cache_keeps_the_page(client, first):
    for answer in (
        client.get(first.get_absolute_url()),
        client.post(first.get_absolute_url(), {}),
        client.post(first.get_absolute_url(), {"outcome": "done"}),
        client.get(reverse("learning:check_in", args=["nothing"])),
    ):
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "same-origin"


def test_it_names_nobody_to_who_holds_the_link(client, learner, other_learner):
    row = asked(learner, other_learner)
    row.agree()
    page = client.get(row.check_ins.get(days=30).get_absolute_url()).content.decode()
    assert "Your partner is told" in page
    for person in (learner, other_learner):
        assert person.display_name not in page and person.email not in page


def test_words_written_before_are_shown_to_their_maker_alone(
    client, as_learner, client_for, other_learner, first
):
    url = first.get_absolute_url()
    client.post(url, {"outcome": "partly", "note": "PRIVATE-WORDS"})
    for reader in (client, client_for(other_learner)):
        page = reader.get(url).content.decode()
        refused = reader.post(url, {"outcome": "nonsense"}).content.decode()
        assert "Words were written here before" in page and "Words were written here" in refused
        assert "PRIVATE-WORDS" not in page + refused
    mine = as_learner.get(url).content.decode()
    assert "PRIVATE-WORDS" in mine and "Words were written here before" not in mine


def test_who_cannot_read_the_words_does_not_empty_them(client, as_learner, first):
    url = first.get_absolute_url()
    for browser, note, kept in (
        (client, "Two of three", "Two of three"), (client, "", "Two of three"),
        (client, "All but one", "All but one"), (as_learner, "", ""),
    ):  # fmt: skip
        browser.post(url, {"outcome": "partly", "note": note})
        first.refresh_from_db()
        assert first.note == kept


@pytest.mark.parametrize("data", [{}, {"outcome": "great"}, {"outcome": "", "note": "x" * 601}])
def test_an_answer_that_is_none_is_said(client, first, data):
    page = client.post(first.get_absolute_url(), data)
    assert page.status_code == 422
    assert "<title>Error:" in page.content.decode()
    assert not CheckIn.objects.answered().exists()


@pytest.mark.parametrize(
    "words", ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "\u202eevil", "a\x00b", "🧵"]
)
def test_hostile_notes_are_only_words(client, first, words):
    client.post(first.get_absolute_url(), {"outcome": "partly", "note": words})
    page = client.get(first.get_absolute_url()).content.decode()
    first.refresh_from_db()
    assert first.note
    assert "<script>alert" not in page
    assert "\x00" not in first.note and "\u202e" not in first.note


def test_the_answer_can_be_changed_until_the_next_one_is_due(client, first, row, learner):
    second = row.check_ins.get(days=60)
    with on(learner, second.due_on - timedelta(days=1)):
        client.post(first.get_absolute_url(), {"outcome": "not_yet"})
        client.post(first.get_absolute_url(), {"outcome": "partly"})
    with on(learner, second.due_on):
        page = client.post(first.get_absolute_url(), {"outcome": "done"})
        assert second.get_absolute_url() in page.content.decode()
    first.refresh_from_db()
    assert first.outcome == "partly"


def test_the_link_opens_for_sixty_days_after_its_day(client, row, learner):
    last = row.check_ins.get(days=90)
    with on(learner, last.due_on + timedelta(days=60)):
        assert client.get(last.get_absolute_url()).status_code == 200
    with on(learner, last.due_on + timedelta(days=61)):
        page = client.get(last.get_absolute_url())
        answered = client.post(last.get_absolute_url(), {"outcome": "done"})
    assert page.status_code == answered.status_code == 404
    assert "This check-in is closed" in page.content.decode()
    assert row.act not in page.content.decode()
    assert not CheckIn.objects.answered().exists()


def test_it_is_gone_with_the_account(client, first, learner):
    learner.is_active = False
    learner.save()
    assert client.get(first.get_absolute_url()).status_code == 404


def test_it_is_gone_while_an_account_is_suspended(client, first, monkeypatch):
    monkeypatch.setattr("accounts.reach._withholders", [*_withholders, lambda person: True])
    assert client.get(first.get_absolute_url()).status_code == 404


def test_another_token_opens_nothing(client, first):
    for token in (first.token[:-1], first.token + "x", str(first.pk), "x" * 500, "a\x00b"):
        assert client.get(reverse("learning:check_in", args=[token])).status_code == 404


@pytest.mark.parametrize("outcome", ["partly", "not_yet"])
def test_not_done_offers_smaller_later_or_dropping_it(client, first, outcome):
    client.post(first.get_absolute_url(), {"outcome": outcome})
    page = client.get(first.get_absolute_url()).content.decode()
    for offer in ("Make it smaller", "Move it", "Drop it"):
        assert offer in page
    client.post(first.get_absolute_url(), {"drop": "1"})
    row = Commitment.objects.get()
    assert (row.ended_as, row.outcome) == ("dropped", outcome)
    assert not CheckIn.objects.asked().exists()


@pytest.mark.parametrize("outcome", ["done", "changed_mind"])
def test_nothing_more_is_asked_after_the_end(client, first, outcome):
    client.post(first.get_absolute_url(), {"outcome": outcome})
    page = client.get(first.get_absolute_url()).content.decode()
    assert "Nothing more is asked of it." in page
    assert "Make it smaller" not in page


def test_what_another_one_replaced_takes_no_answer(client, first, row, learner):
    commit(learner, replaces=row)
    client.post(first.get_absolute_url(), {"outcome": "done"})
    assert not CheckIn.objects.answered().exists()


def test_taking_it_up_again_where_three_others_are_open_is_refused_kindly(client, first, learner):
    client.post(first.get_absolute_url(), {"outcome": "done"})
    for _ in range(3):
        commit(learner)
    said = {"outcome": "partly", "note": "A long note"}
    page = client.post(first.get_absolute_url(), said)
    assert page.status_code == 422
    assert "Three others are open here" in page.content.decode()
    assert "Your answer: Done." in page.content.decode()
    assert page.context["form"]["note"].value() == "A long note"
    first.refresh_from_db()
    assert first.outcome == "done"


@pytest.mark.parametrize("outcome", CheckIn.Outcome.values)
def test_what_came_of_it_never_affects_a_certificate(client, finished, outcome):
    def facts():
        certificates = Certificate.objects.values()
        enrollments = type(finished).objects.values("completed_at", "left_at", "certificate_name")
        return list(certificates), list(enrollments)

    row = commit(finished.user, enrollment=finished)
    before = facts()
    client.post(row.check_ins.get(days=30).get_absolute_url(), {"outcome": outcome})
    assert CheckIn.objects.answered().count() == 1
    assert facts() == before
    assert Certificate.objects.get().status == "valid"


# My pages


def test_the_list_says_what_is_next(as_learner, learner, row):
    commit(learner, act="ask one student")
    other = commit(learner, act="thank two graduates")
    other.end(Commitment.Ending.KEPT)
    page = as_learner.get(reverse(LIST)).content.decode()
    assert "Check in now" in page
    assert "Next check-in" in page
    assert "Kept" in page


def test_nothing_yet_says_how_to_begin(as_learner):
    page = as_learner.get(reverse(LIST)).content.decode()
    assert "No commitments yet." in page
    assert reverse("learning:new_commitment") in page


def test_twenty_cost_as_many_queries_as_two(as_learner, learner, django_assert_max_num_queries):
    commit(learner).end(Commitment.Ending.KEPT)
    commit(learner)
    as_learner.get(reverse(LIST))
    with django_assert_max_num_queries(13) as found:
        as_learner.get(reverse(LIST))
    for _ in range(19):
        commit(learner).end(Commitment.Ending.KEPT)
    with django_assert_max_num_queries(len(found)):
        as_learner.get(reverse(LIST))


def test_it_is_dropped_and_taken_up_again(as_learner, row):
    act = reverse("learning:end_commitment", args=[row.pk])
    as_learner.post(act, {"act": "drop"})
    row.refresh_from_db()
    assert row.ended_as == "dropped"
    assert b"Take it up again" in as_learner.get(row.get_absolute_url()).content
    as_learner.post(act, {"act": "resume"})
    row.refresh_from_db()
    assert row.is_open


@pytest.mark.parametrize("act", ["", "nonsense", "resume"])
def test_an_act_that_makes_no_sense_is_not_found(as_learner, row, act):
    url = reverse("learning:end_commitment", args=[row.pk])
    assert as_learner.post(url, {"act": act}).status_code == 404


@pytest.mark.parametrize(
    "who", ["other_learner", "instructor", "moderator", "coordinator", "admin"]
)
def test_a_stranger_finds_nothing_whatever_their_part(request, client_for, row, who):
    client = client_for(request.getfixturevalue(who))
    urls = [row.get_absolute_url(), reverse("learning:end_commitment", args=[row.pk]),
            reverse("learning:answer_partnership", args=[row.pk])]  # fmt: skip
    assert client.get(urls[0]).status_code == 404
    assert [client.post(url, {"act": "drop", "answer": "agree"}).status_code for url in urls[1:]] \
        == [404, 404]  # fmt: skip
    assert row.act not in client.get(reverse(LIST)).content.decode()


def test_what_ended_meanwhile_is_not_dropped(learner, row, first):
    stale = Commitment.objects.get(pk=row.pk)
    first.answer("done")
    assert not stale.drop() and not stale.resume()
    row.refresh_from_db()
    assert row.ended_as == "kept"


# The dashboard and the end of a course


def test_the_dashboard_says_what_is_due_and_else_when(as_learner, learner, row):
    page = as_learner.get(reverse("learning:dashboard")).content.decode()
    assert WORDS["act"] in page
    assert row.check_ins.get(days=30).get_absolute_url() in page
    row.check_ins.get(days=30).answer("partly")
    page = as_learner.get(reverse("learning:dashboard")).content.decode()
    due = row.check_ins.get(days=60).due_on
    assert f"Nothing due. Next check-in {due:%B} {due.day}." in page


def test_the_end_of_a_course_leads_to_a_commitment_and_shows_it(as_learner, finished):
    url = reverse("learning:completed", args=[finished.course_id])
    page = as_learner.get(url).content.decode()
    assert f"{reverse('learning:new_commitment')}?course={finished.course_id}" in page
    row = commit(finished.user, enrollment=finished)
    assert row.act in as_learner.get(url).content.decode()


# Data of mine


def test_my_data_says_what_i_committed_to_and_how_it_went(as_learner, learner, row, first):
    first.answer("partly", "Two of three")
    (mine,) = everything_of(learner)["commitments"]
    assert mine["commitment"] == row.sentence
    assert mine["obstacle"] == WORDS["obstacle"]
    assert mine["check_ins"][0]["how_it_went"] == "Partly"
    assert first.token not in str(mine)


def test_an_account_takes_its_commitments_with_it(learner, other_learner, row):
    of_other = commit(other_learner, partner=learner)
    of_other.agree()
    learner.erase()
    assert list(Commitment.objects.all()) == [of_other]
    of_other.refresh_from_db()
    assert (of_other.partner, of_other.partner_agreed_at) == (None, None)
    assert not CheckIn.objects.filter(commitment=row.pk).exists()


def test_days_are_those_of_the_maker(learner):
    learner.time_zone = "Pacific/Auckland"
    learner.save()
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        assert day_of(learner).isoformat() == "2026-11-24"

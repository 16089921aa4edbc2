"""Asking a mentor, and the page of the two."""

import pytest
from django.utils import timezone

from accounts.personal_data import everything_of
from community.models import ContactNote, Mentor, Mentorship, Suspension

from .pages import DAY, MENTORS, text_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(rosa, learner):
    row = Mentorship.objects.request(learner, rosa, "I host a group alone.", "A first month")
    row.accept()
    return row


def test_asking_leads_to_the_page_of_the_two(as_learner, rosa, learner):
    address = url("ask_mentor", rosa.user.public_id)
    answer = as_learner.post(address, {"message": "I host alone.", "goal": "A month"})
    row = Mentorship.objects.get()
    assert answer.url == url("mentorship", row.pk) and row.mentee == learner
    page = text_of(as_learner.get(answer.url))
    assert "I host alone." in page and "A month" in page and "Take the request back" in page


def test_what_was_typed_is_kept_when_there_is_no_room(as_learner, rosa):
    rosa.paused_until = timezone.localdate() + DAY
    rosa.save()
    address = url("ask_mentor", rosa.user.public_id)
    answer = as_learner.post(address, {"message": "My long story", "goal": ""})
    page = text_of(answer)
    assert answer.status_code == 422 and "They have no room at present" in page
    assert "My long story" in page and not Mentorship.objects.exists()
    page = text_of(as_learner.post(address, {"message": " ", "goal": "Kept"}))
    assert "Write a few lines" in page and "Kept" in page


def test_nobody_asks_themselves_and_no_suspended_person_asks(as_rosa, as_learner, rosa, learner):
    assert as_rosa.get(url("ask_mentor", rosa.user.public_id)).status_code == 404
    Suspension.objects.create(user=learner)
    answer = as_learner.post(url("ask_mentor", rosa.user.public_id), {"message": "Please"})
    assert answer.status_code == 422 and not Mentorship.objects.exists()


def test_only_the_two_see_it(client, client_for, running, other_learner, moderator, admin, mentor):
    for person in (other_learner, moderator, admin, mentor):
        browser = client_for(person)
        assert browser.get(url("mentorship", running.pk)).status_code == 404
        assert "I host a group alone." not in text_of(browser.get(MENTORS))
        for act in ("accept", "leave", "renew"):
            assert browser.post(url("mentorship_act", running.pk, act)).status_code == 404
        assert browser.post(url("log_contact", running.pk), {}).status_code == 404
    assert client.get(url("mentorship", running.pk)).status_code == 302
    running.refresh_from_db()
    assert running.is_running


def test_the_mentor_accepts_the_mentee_cannot(as_learner, as_rosa, rosa, learner):
    row = Mentorship.objects.request(learner, rosa, "Please")
    assert as_learner.post(url("mentorship_act", row.pk, "accept")).status_code == 404
    assert as_rosa.get(url("mentorship_act", row.pk, "accept")).status_code == 405
    as_rosa.post(url("mentorship_act", row.pk, "accept"))
    row.refresh_from_db()
    assert row.is_running
    assert "Nothing has changed" in text_of(
        as_rosa.post(url("mentorship_act", row.pk, "accept"), follow=True)
    )


def test_accepting_beyond_the_limit_says_what_to_do(as_rosa, rosa, learner, other_learner):
    rows = [Mentorship.objects.request(who, rosa, "Please") for who in (learner, other_learner)]
    Mentor.objects.update(weekly_cap=1)
    as_rosa.post(url("mentorship_act", rows[0].pk, "accept"))
    answer = as_rosa.post(url("mentorship_act", rows[1].pk, "accept"), follow=True)
    assert "You have no room now" in text_of(answer)
    assert Mentorship.objects.running().count() == 1


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_either_ends_it(client_for, running, rosa, learner, who):
    person = rosa.user if who == "mentor" else learner
    client_for(person).post(url("mentorship_act", running.pk, "leave"))
    running.refresh_from_db()
    assert running.how == "ended"
    page = text_of(client_for(learner).get(url("mentorship", running.pk)))
    assert "This ended on" in page and "End it now" not in page


def test_only_the_mentor_renews_and_only_near_the_end(as_learner, as_rosa, running):
    assert "Go on for another" not in text_of(as_rosa.get(url("mentorship", running.pk)))
    ends = timezone.now() + 3 * DAY
    Mentorship.objects.update(ends_at=ends)
    assert "Go on for another" in text_of(as_rosa.get(url("mentorship", running.pk)))
    assert as_learner.post(url("mentorship_act", running.pk, "renew")).status_code == 404
    as_rosa.post(url("mentorship_act", running.pk, "renew"))
    running.refresh_from_db()
    assert running.ends_at == ends + 90 * DAY


def test_the_mentor_notes_contacts_both_read_them(as_learner, as_rosa, running):
    today = timezone.localdate()
    data = {"day": today.isoformat(), "minutes": "25", "what": "The first ask"}
    assert as_learner.post(url("log_contact", running.pk), data).status_code == 404
    as_rosa.post(url("log_contact", running.pk), data)
    for browser in (as_rosa, as_learner):
        page = text_of(browser.get(url("mentorship", running.pk)))
        assert "The first ask" in page and "25 minutes so far" in page


@pytest.mark.parametrize(
    "data",
    [
        {"day": "2019-01-01", "minutes": "10", "what": "Before it began"},
        {"day": "", "minutes": "10", "what": "When?"},
        {"minutes": "0", "what": "Nothing"},
        {"minutes": "481", "what": "All day"},
        {"minutes": "10", "what": ""},
    ],
)
def test_a_contact_that_cannot_be_is_refused_and_kept(as_rosa, running, data):
    data = {"day": timezone.localdate().isoformat()} | data
    answer = as_rosa.post(url("log_contact", running.pk), data)
    page = text_of(answer)
    assert answer.status_code == 422 and "There is a problem" in page
    assert data["what"] in page and not ContactNote.objects.exists()


def test_the_mentee_objects_and_the_minutes_count_no_more(as_learner, as_rosa, running):
    today = timezone.localdate()
    note = running.notes.create(day=today, minutes=25, what="The first ask")
    running.notes.create(day=today, minutes=10, what="A call")
    assert as_rosa.post(url("contact_act", note.pk, "object")).status_code == 404
    as_learner.post(url("contact_act", note.pk, "object"))
    page = text_of(as_rosa.get(url("mentorship", running.pk)))
    assert running.minutes() == 10 and "remembers it otherwise" in page
    as_learner.post(url("contact_act", note.pk, "agree"))
    assert running.minutes() == 35
    assert as_learner.post(url("contact_act", note.pk, "remove")).status_code == 404
    as_rosa.post(url("contact_act", note.pk, "remove"))
    assert running.minutes() == 10


def test_nobody_else_touches_a_contact(client_for, running, other_learner, moderator):
    note = running.notes.create(day=timezone.localdate(), minutes=25, what="The first ask")
    for person in (other_learner, moderator):
        for act in ("object", "agree", "remove"):
            assert client_for(person).post(url("contact_act", note.pk, act)).status_code == 404
    assert ContactNote.objects.get().objected_at is None


def test_my_data_holds_mine(running, rosa, learner, other_learner):
    running.notes.create(day=timezone.localdate(), minutes=25, what="The first ask")
    hers, his = everything_of(rosa.user)["mentoring"], everything_of(learner)["mentoring"]
    assert hers["mentor"]["people_a_week"] == 2
    assert hers["mentorships"][0]["as"] == "mentor" and his["mentorships"][0]["as"] == "mentee"
    assert his["mentorships"][0]["message"] == "I host a group alone."
    assert his["mentorships"][0]["contacts"][0]["minutes"] == 25
    assert everything_of(other_learner)["mentoring"]["mentorships"] == []


def test_a_mentee_s_words_go_with_the_account_the_hours_stay(running, learner, rosa):
    running.notes.create(day=timezone.localdate(), minutes=25, what="Her first ask")
    learner.erase()
    running.refresh_from_db()
    assert running.how == "ended" and running.message == running.goal == ""
    assert running.minutes() == 25 and running.notes.get().what == ""


def test_a_mentor_s_account_ends_what_runs(running, rosa):
    running.notes.create(day=timezone.localdate(), minutes=25, what="Her first ask")
    rosa.user.erase()
    running.refresh_from_db()
    assert running.how == "ended" and not running.notes.exists()
    assert not Mentor.objects.active().exists()

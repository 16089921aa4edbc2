"""The pages of mentoring: who mentors, asking, the page of the two, the settings, the note."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notification
from accounts.personal_data import everything_of
from community.mentoring import due as mentoring_due
from community.mentoring import notices as mentor_notices
from community.models import (
    ContactNote,
    HelpedMark,
    Mentor,
    MentorInvitation,
    Mentorship,
    Space,
    Suspension,
    Thread,
)
from courses.models import Topic
from tests import builders

pytestmark = pytest.mark.django_db

MENTORS = reverse("community:mentors")
MINE = reverse("community:mentoring")
DAY = timedelta(days=1)


@pytest.fixture
def rosa(site):
    person = builders.make_person("Rosa Okafor", "rosa@example.org", role_at_work="Lead")
    return Mentor.objects.begin(person, weekly_cap=2)


@pytest.fixture
def running(rosa, learner):
    row = Mentorship.objects.request(learner, rosa, "I host a group alone.", "A first month")
    row.accept()
    return row


@pytest.fixture
def as_rosa(client_for, rosa):
    return client_for(rosa.user)


def url(name, *args):
    return reverse(f"community:{name}", args=args)


def text_of(response):
    return response.content.decode()


# Who mentors


def test_the_list_shows_who_topics_and_room(as_learner, rosa):
    rosa.topics.add(Topic.objects.create(name="First events", slug="first-events"))
    page = text_of(as_learner.get(MENTORS))
    assert "Rosa Okafor" in page and "First events" in page and "Has room" in page
    assert "Lead, Larkspur Community College" in page
    assert url("ask_mentor", rosa.user.public_id) in page


def test_it_shows_no_more_than_the_profile(as_learner, rosa):
    rosa.user.can_help_with = "Secretword"
    rosa.user.visibility = {
        "institution": "nobody", "role_at_work": "nobody", "can_help_with": "nobody"
    }  # fmt: skip
    rosa.user.save()
    for address in (MENTORS, url("ask_mentor", rosa.user.public_id)):
        page = text_of(as_learner.get(address))
        assert "Rosa Okafor" in page
        assert "Larkspur" not in page and "Secretword" not in page


def test_who_pauses_or_is_full_says_so_and_cannot_be_asked(as_learner, rosa, other_learner):
    rosa.paused_until = timezone.localdate() + 40 * DAY
    rosa.save()
    page = text_of(as_learner.get(MENTORS))
    assert "Pauses until" in page and url("ask_mentor", rosa.user.public_id) not in page
    page = text_of(as_learner.get(url("ask_mentor", rosa.user.public_id)))
    assert "There is no room here" in page
    rosa.paused_until, rosa.weekly_cap = None, 1
    rosa.save()
    Mentorship.objects.request(other_learner, rosa, "Please").accept()
    assert "No room at present" in text_of(as_learner.get(MENTORS))


def test_who_was_asked_is_not_offered_again(as_learner, rosa, learner):
    Mentorship.objects.request(learner, rosa, "Please")
    page = text_of(as_learner.get(MENTORS))
    assert "You have asked them" in page and "Has room" in page
    assert url("ask_mentor", rosa.user.public_id) not in page


def test_who_stopped_left_or_is_suspended_is_not_there(as_learner, rosa):
    Suspension.objects.create(user=rosa.user)
    assert "Rosa Okafor" not in text_of(as_learner.get(MENTORS))
    assert as_learner.get(url("ask_mentor", rosa.user.public_id)).status_code == 404
    Suspension.objects.all().delete()
    rosa.stop()
    assert "Nobody mentors yet" in text_of(as_learner.get(MENTORS))


def test_the_list_by_topic(as_learner, rosa):
    kind = Topic.objects.create(name="Metrics", slug="metrics")
    other = Mentor.objects.begin(builders.make_person("Ada Ray", "ada@example.org"), [kind])
    page = text_of(as_learner.get(MENTORS + "?topic=metrics"))
    assert str(other) in page and "Rosa Okafor" not in page
    assert "Rosa Okafor" in text_of(as_learner.get(MENTORS + "?topic=zeppelin"))


def test_signed_out_nobody_is_shown(client, rosa):
    assert client.get(MENTORS).url == f"{reverse('account_login')}?next={MENTORS}"


@pytest.mark.parametrize("size", [1, 15])
def test_the_list_costs_the_same_however_long(
    as_learner, rosa, learner, size, django_assert_max_num_queries
):
    topic = Topic.objects.create(name="Metrics", slug="metrics")
    for n in range(size):
        Mentor.objects.begin(builders.make_person(f"M {n}", f"m{n}@example.org"), [topic])
    as_learner.get(MENTORS)
    with django_assert_max_num_queries(18):
        as_learner.get(MENTORS)


# Being invited, beginning, changing, stopping


def test_the_invitation_is_a_card_until_it_is_answered(as_learner, finished):
    mentoring_due.invite(finished)
    dashboard, hub = reverse("learning:dashboard"), reverse("community:hub")
    for page in (dashboard, hub, MENTORS):
        assert "Would you help the next person?" in text_of(as_learner.get(page))
    assert as_learner.get(url("decline_invitation")).status_code == 405
    answer = as_learner.post(url("decline_invitation"), {"from": "dashboard"})
    assert answer.url == dashboard
    assert "Would you help the next person?" not in text_of(as_learner.get(dashboard))
    assert not Notification.objects.unread().filter(event="mentor_invited").exists()
    assert as_learner.post(url("decline_invitation")).status_code == 404


def test_another_s_invitation_is_not_shown(client_for, finished, other_learner):
    mentoring_due.invite(finished)
    assert "Would you help" not in text_of(client_for(other_learner).get(MENTORS))


def test_who_finished_can_begin(as_learner, learner, finished):
    mentoring_due.invite(finished)
    topic = Topic.objects.create(name="Metrics", slug="metrics")
    assert as_learner.get(MINE).status_code == 200
    assert not Mentor.objects.exists()
    assert as_learner.post(MINE, {"topics": [topic.pk], "weekly_cap": "3"}).url == MENTORS
    mentor = Mentor.objects.get()
    assert (mentor.user, mentor.weekly_cap, list(mentor.topics.all())) == (learner, 3, [topic])
    assert MentorInvitation.objects.get().answered_at


def test_who_has_finished_nothing_cannot(as_learner, enrollment):
    assert as_learner.get(MINE).status_code == 404
    assert as_learner.post(MINE, {"weekly_cap": "1"}).status_code == 404
    assert not Mentor.objects.exists()


def test_a_suspended_person_cannot_begin(as_learner, learner, finished):
    Suspension.objects.create(user=learner)
    assert as_learner.post(MINE, {"weekly_cap": "1"}).status_code == 404


def test_the_limit_and_the_pause_are_checked(as_rosa, rosa):
    too_far = timezone.localdate() + 400 * DAY
    answer = as_rosa.post(MINE, {"weekly_cap": "6", "paused_until": too_far.isoformat()})
    page = text_of(answer)
    assert answer.status_code == 422 and "<title>Error:" in page
    assert "There is a problem" in page and "Choose a day within a year" in page
    assert Mentor.objects.get().weekly_cap == 2
    until = timezone.localdate() + 10 * DAY
    as_rosa.post(MINE, {"weekly_cap": "1", "paused_until": until.isoformat()})
    assert Mentor.objects.get().paused_until == until and not Mentor.objects.on_duty().exists()


def test_stopping_is_one_s_own(as_learner, as_rosa, rosa):
    assert as_learner.post(url("stop_mentoring")).status_code == 404
    assert as_rosa.get(url("stop_mentoring")).status_code == 405
    as_rosa.post(url("stop_mentoring"))
    assert not Mentor.objects.get().is_active
    assert as_rosa.post(url("stop_mentoring")).status_code == 404


# Asking


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


# The page of the two


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


# Being told


def test_notices_read_in_words_and_lead_there(as_rosa, as_learner, rosa, learner):
    row = Mentorship.objects.request(learner, rosa, "Please")
    mentor_notices.tell_of_mentorship(row, "asked", learner.pk)
    page = text_of(as_rosa.get(reverse("notifications")))
    assert "asks whether you would be their mentor" in page
    assert url("mentorship", row.pk) in page
    mentor_notices.tell_of_mentorship(row, "declined", rosa.user_id)
    assert "has no room for you at present" in text_of(as_learner.get(reverse("notifications")))


@pytest.fixture
def november(monkeypatch):
    """A clock that can be set: Monday, November 2, 2026, 10:00 in New York at first."""
    clock = {"now": datetime(2026, 11, 2, 15, tzinfo=UTC)}
    monkeypatch.setattr(timezone, "now", lambda: clock["now"])
    return clock


@pytest.fixture
def october(rosa, november, learner, other_learner):
    """In October Rosa answered in two threads; two people marked three of her posts."""
    space = Space.objects.create(kind="community", slug="desk", title="Desk", visibility="members")
    at = datetime(2026, 10, 12, 12, tzinfo=UTC)
    threads = [Thread.objects.start(learner, space, f"Number {n}?", at=at) for n in (1, 2)]
    posts = [thread.reply(rosa.user, "So.", at=at + DAY) for thread in threads]
    posts.append(threads[0].reply(rosa.user, "And so.", at=at + DAY))
    for post in posts:
        HelpedMark.objects.create(post=post, user=learner, made_at=at + 2 * DAY)
    HelpedMark.objects.create(post=posts[0], user=other_learner, made_at=at + 2 * DAY)
    return posts


def test_the_note_of_the_month_comes_once_with_numbers_and_no_names(rosa, october, as_rosa):
    for _again in range(2):
        mentoring_due.tell_of_the_month()
    row = Notification.objects.get(event="mentor_month")
    assert row.recipient == rosa.user
    page = text_of(as_rosa.get(reverse("notifications")))
    assert (
        "In October 2 people marked your answers as helpful; you answered in 2 discussions" in page
    )


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        (datetime(2026, 11, 1, 15, tzinfo=UTC), False),  # a Sunday
        (datetime(2026, 11, 2, 12, tzinfo=UTC), False),  # 7 in the morning
        (datetime(2026, 11, 2, 23, tzinfo=UTC), False),  # 6 in the evening
        (datetime(2026, 11, 3, 15, tzinfo=UTC), True),  # nothing ran on Monday
        (datetime(2026, 11, 16, 15, tzinfo=UTC), False),  # too late
    ],
)
def test_it_comes_in_the_first_working_hours(october, november, settings, moment, sent):
    november["now"] = moment
    mentoring_due.tell_of_the_month()
    assert Notification.objects.filter(event="mentor_month").exists() is sent


def test_nothing_to_say_nothing_sent(rosa, november):
    mentoring_due.tell_of_the_month()
    assert not Notification.objects.filter(event="mentor_month").exists()


def test_what_is_hidden_or_one_s_own_is_not_counted(rosa, october):
    for post in october:
        post.hide()
    assert list(mentoring_due.month_of([rosa], *_october())) == []


def _october():
    return datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)


# One's data


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

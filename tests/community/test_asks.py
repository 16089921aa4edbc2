"""Being asked: told kindly, answered in the box, declined with one click, never nagged."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.events import described
from accounts.models import Notification
from accounts.personal_data import everything_of
from community.answering.climbing import move_on
from community.models import AnswerSteps, Ask, AskPreference, Climb, Rung, Thread
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(space, learner, enrollment, other_enrollment, instructor):
    return Thread.objects.start(learner, space, "Please.", title="How?", kind="question").opening


@pytest.fixture
def ask(question, other_learner):
    """The other learner is asked, as a member."""
    now = timezone.now()
    Climb.objects.filter(post=question).update(next_at=now + timedelta(hours=4))
    return question.climb.offer(Rung.MEMBER, other_learner, now)


@pytest.fixture
def as_asked(client_for, other_learner):
    return client_for(other_learner)


def page_of(browser, post):
    return browser.get(post.thread.get_absolute_url() + "?page=1").content.decode()


def told(person):
    rows = described(person, Notification.objects.of(person))
    return [(row.sentence, row.url) for row in rows]


# Told


def test_who_is_asked_is_told_and_led_to_the_box(ask, question, other_learner):
    sentence, url = told(other_learner)[0]
    assert sentence == f"A question you could answer: “How?”, from {question.author}"
    assert url == f"{question.thread.get_absolute_url()}?page=1#write-thread-{question.thread_id}"


def test_for_a_first_reply_the_box_is_that_below_it(ask, question, other_learner, enrollment):
    newcomer = builders.make_person("New", "new@example.org")
    reply = question.thread.reply(newcomer, "Hello.")
    reply.climb.offer(Rung.MEMBER, other_learner, timezone.now())
    url = dict(told(other_learner))[f"A question you could answer: “How?”, from {newcomer}"]
    assert f"to={reply.pk}#write-post-{reply.pk}" in url


@pytest.mark.parametrize("end", ["answer", "decline", "hide", "lock", "leave"])
def test_what_does_not_wait_for_them_any_more_is_not_told(
    ask, question, other_learner, instructor, other_enrollment, end
):
    if end == "answer":
        question.thread.reply(instructor, "Like this.")
    elif end == "decline":
        ask.decline()
    elif end == "hide":
        question.hide()
    elif end == "lock":
        Thread.objects.filter(pk=question.thread_id).update(locked_at=timezone.now())
    else:
        other_enrollment.delete()
    rows = Notification.objects.of(other_learner).filter(event="ask")
    assert rows.exists() and not described(other_learner, rows)


def test_reading_the_thread_clears_it(ask, question, as_asked, other_learner):
    url = reverse("community:read_thread", args=[question.thread_id])
    as_asked.post(url, {"number": 1, "scripted": 1})
    assert not Notification.objects.of(other_learner).unread().exists()


# The thread


def test_the_asker_sees_who_hosts_it_then_who_was_asked_then_that_the_host_answers(
    question, other_learner, as_learner, instructor
):
    page = page_of(as_learner, question)
    assert f"{instructor} is hosting this discussion." in page
    assert "We’re finding someone who has been there." in page
    question.climb.offer(Rung.MEMBER, other_learner, timezone.now())
    page = page_of(as_learner, question)
    assert f"{other_learner} has been asked." in page and "We’re finding" not in page
    question.climb.offer(Rung.HOST, instructor, timezone.now())
    page = page_of(as_learner, question)
    assert f"{instructor} is hosting this discussion, and is going to answer you." in page
    assert "has been asked" not in page


def test_once_answered_nothing_of_it_is_said(ask, question, as_learner, instructor):
    question.thread.reply(instructor, "Like this.")
    assert "is hosting this discussion" not in page_of(as_learner, question)


def test_who_was_asked_sees_why_and_two_ways_to_say_no(ask, question, as_asked):
    page = page_of(as_asked, question)
    assert "A question you could answer" in page and "so we thought of you" in page
    assert "Not this time" in page and "Don’t ask me for a while" in page
    assert "is hosting this discussion" not in page


def test_nobody_else_sees_that_somebody_was_asked(ask, question, client, client_for, mentor, space):
    space.visibility = "public"
    space.save()
    for browser in (client, client_for(mentor)):
        page = page_of(browser, question)
        assert "has been asked" not in page and "A question you could answer" not in page
        assert "is hosting this discussion" not in page


def test_the_host_sees_by_when_it_is_theirs(question, instructor, client_for):
    browser = client_for(instructor)
    assert "Yours to answer, as the host" not in page_of(browser, question)
    assert "You host this." in page_of(browser, question)
    question.climb.offer(Rung.HOST, instructor, timezone.now())
    assert "Yours to answer, as the host: due" in page_of(browser, question)


@pytest.mark.parametrize("size", [3, 45])
def test_a_thread_costs_twelve_queries_at_most_with_all_this(
    ask, question, as_asked, as_learner, client_for, instructor, size,
    django_assert_max_num_queries,
):  # fmt: skip
    for number in range(size):
        question.thread.reply(question.author, f"And {number}?")
    url = question.thread.get_absolute_url() + "?page=1"
    for browser in (as_asked, as_learner, client_for(instructor)):
        browser.get(url)
        with django_assert_max_num_queries(12):
            browser.get(url)


# Saying no


def test_not_this_time_asks_somebody_else_at_once(ask, question, as_asked, instructor):
    AnswerSteps.objects.create(minimum_helpers=0)
    response = as_asked.post(reverse("community:decline_ask", args=[ask.pk]))
    assert response.url == reverse("community:hub")
    ask.refresh_from_db()
    assert ask.declined_at
    assert Ask.objects.get(rung=Rung.HOST).person == instructor
    assert "Not this time" not in page_of(as_asked, question)
    assert not AskPreference.objects.exists()


def test_not_for_a_while_pauses_for_a_month(ask, question, as_asked, other_learner):
    as_asked.post(reverse("community:decline_ask", args=[ask.pk]), {"pause": "1"})
    ask.refresh_from_db()
    assert ask.declined_at
    until = AskPreference.objects.get(user=other_learner).paused_until
    assert until == timezone.localdate() + timedelta(days=30)


def test_twice_is_once(ask, as_asked):
    url = reverse("community:decline_ask", args=[ask.pk])
    as_asked.post(url)
    as_asked.post(url)
    assert Ask.objects.filter(rung=Rung.HOST).count() == 1


def test_nobody_declines_for_another(ask, as_learner, client):
    url = reverse("community:decline_ask", args=[ask.pk])
    assert as_learner.post(url).status_code == 404
    assert client.post(url).url.startswith(reverse("account_login"))
    ask.refresh_from_db()
    assert ask.is_pending


def test_a_host_cannot_decline_what_is_theirs(question, instructor, client_for):
    ask = question.climb.offer(Rung.HOST, instructor, timezone.now())
    browser = client_for(instructor)
    assert browser.post(reverse("community:decline_ask", args=[ask.pk])).status_code == 404


# The page


def test_one_is_willing_until_one_says_no(as_asked, other_learner, ask):
    url = reverse("community:asks")
    page = as_asked.get(url).content.decode()
    assert 'name="willing" aria-describedby="id_willing_helptext" id="id_willing" checked' in page
    assert "How?" in page
    as_asked.post(url, {"willing": "", "paused_until": ""})
    assert not AskPreference.objects.get(user=other_learner).willing
    as_asked.post(url, {"willing": "on", "paused_until": "2031-01-05"})
    preference = AskPreference.objects.get(user=other_learner)
    assert preference.willing and preference.paused_until.isoformat() == "2031-01-05"


def test_a_date_that_is_none_is_refused_and_kept(as_asked):
    response = as_asked.post(reverse("community:asks"), {"willing": "on", "paused_until": "soon"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "There is a problem" in page and 'value="soon"' in page
    assert not AskPreference.objects.exists()


def test_a_day_that_is_over_is_refused(as_asked):
    data = {"willing": "on", "paused_until": timezone.localdate().isoformat()}
    response = as_asked.post(reverse("community:asks"), data)
    assert response.status_code == 422 and "Choose a day to come" in response.content.decode()
    assert not AskPreference.objects.exists()


def test_the_page_shows_ones_own_asks_only(ask, as_learner):
    page = as_learner.get(reverse("community:asks")).content.decode()
    assert "Nothing at the moment" in page and "How?" not in page


@pytest.mark.parametrize("size", [1, 9])
def test_the_page_costs_the_same_however_much_one_is_asked(
    as_asked, other_learner, space, learner, enrollment, other_enrollment, size,
    django_assert_max_num_queries,
):  # fmt: skip
    for number in range(size):
        post = Thread.objects.start(learner, space, f"Q {number}", kind="question").opening
        post.climb.offer(Rung.MEMBER, other_learner, timezone.now())
    as_asked.get(reverse("community:asks"))
    with django_assert_max_num_queries(12):
        as_asked.get(reverse("community:asks"))


def test_ones_data_holds_what_one_was_asked_and_wishes(ask, other_learner, learner):
    AskPreference.objects.pause(other_learner)
    mine = everything_of(other_learner)["being_asked"]
    assert mine["asks"][0]["thread"] == "How?" and mine["willing"] is True
    assert mine["not_before"] == (timezone.localdate() + timedelta(days=30)).isoformat()
    assert everything_of(learner)["being_asked"]["asks"] == []


def test_what_somebody_was_asked_goes_on_when_they_delete_their_account(ask, other_learner):
    AskPreference.objects.pause(other_learner)
    other_learner.erase()
    ask.refresh_from_db()
    assert ask.declined_at and not AskPreference.objects.exists()
    move_on()
    assert Ask.objects.get(rung=Rung.HOST)


def test_tick_does_it(question):
    from accounts.due import do_what_is_due

    assert do_what_is_due() == []
    assert Ask.objects.get().rung == Rung.HOST  # too few helpers here
    move_on()
    assert Ask.objects.count() == 1

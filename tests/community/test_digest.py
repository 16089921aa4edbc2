"""The digest: one mail a person and period, when there is something to say, and once."""

import re
import threading
from datetime import timedelta

import html5lib
import pytest
import time_machine
from django.core import mail
from django.db import connection

from accounts.mail import mailings
from accounts.models import ChannelChoice, MailSettings, Notification, OutgoingMail
from community.models import ModerationAct, Thread
from tests.accounts.test_mail_parts import Parsed

pytestmark = pytest.mark.django_db
MONDAY = "2026-11-16 15:00+00:00"
TUESDAY_EIGHT = "2026-11-17 13:00+00:00"  # in New York
NEXT_TUESDAY = "2026-11-24 13:00+00:00"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def tick(clock):
    def at(moment, minutes=1):
        clock.move_to(moment)
        clock.shift(timedelta(minutes=minutes))
        mailings.write_digests()
        mailings.send_what_is_due()

    return at


@pytest.fixture(autouse=True)
def planned(tick, learner, other_learner, instructor):
    """The clock has run before, so that everybody has settings."""
    tick(MONDAY)


@pytest.fixture(autouse=True)
def anybody_could_answer(monkeypatch):
    """Who of all people could answer a question is another matter, tested where it is decided."""
    from community import digest

    def others_questions(user, limit):
        questions = Thread.objects.visible_to(user).unanswered().filter(kind="question")
        for thread in questions.exclude(author=user)[:limit]:
            thread.because = "You finished this module"
            yield thread

    monkeypatch.setattr(digest, "could_answer", others_questions)


@pytest.fixture
def followed(thread, other_learner, other_enrollment, instructor):
    """The other learner follows the thread, in which somebody writes."""
    thread.follow(other_learner)

    def write(text="Thank you both."):
        return thread.reply(instructor, text)

    return write


def digests_to(person):
    return [message for message in mail.outbox if message.to == [person.email]]


def headings(message):
    return re.findall(r"^(.+)\n---$", message.body, re.MULTILINE)


def test_it_comes_at_its_hour_with_what_happened(followed, tick, other_learner, thread):
    post = followed()
    tick(TUESDAY_EIGHT, minutes=-1)
    assert not digests_to(other_learner)
    tick(TUESDAY_EIGHT)
    [message] = digests_to(other_learner)
    assert f"Imani Feldt wrote in “{thread.title}”" in message.body
    assert f"http://127.0.0.1:8000{post.get_absolute_url()}" in message.body
    assert "You get this digest once a week, when there is something to say." in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = message.extra_headers["List-Unsubscribe"]
    assert re.fullmatch(r"<http://127.0.0.1:8000/accounts/unsubscribe/[^/>]+/>", link)
    assert link.strip("<>") in message.body


def test_there_is_one_in_a_period_whatever_the_clock_does(followed, tick, clock, other_learner):
    followed()
    for minutes in (0, 1, 1, 60, 60 * 24):
        tick(TUESDAY_EIGHT, minutes)
    MailSettings.objects.update(next_digest_at=MONDAY)  # as if it had not been done
    followed("More of the same week")
    tick(TUESDAY_EIGHT, 60 * 25)
    assert len(digests_to(other_learner)) == 1


def test_nothing_is_said_twice(followed, tick, other_learner):
    followed("The first thing")
    tick(TUESDAY_EIGHT)
    followed("The second thing")
    tick(NEXT_TUESDAY)
    first, second = digests_to(other_learner)
    assert "more like it" not in second.body
    tick("2026-12-01 13:00+00:00")
    assert len(digests_to(other_learner)) == 2


def test_nothing_to_say_nothing_sent(tick, learner, enrollment, thread):
    tick(TUESDAY_EIGHT)
    assert not digests_to(learner)
    assert not OutgoingMail.objects.exclude(cancelled_at=None).exclude(text="").exists()


def test_what_was_seen_in_the_site_is_not_in_it(followed, tick, other_learner, thread):
    followed()
    Notification.objects.seen(other_learner, thread.target)
    tick(TUESDAY_EIGHT)
    assert all("Imani Feldt wrote" not in message.body for message in digests_to(other_learner))


def test_what_may_not_be_seen_any_more_is_not_in_it(followed, tick, other_learner):
    followed().hide()
    tick(TUESDAY_EIGHT)
    assert all("Imani Feldt wrote" not in message.body for message in digests_to(other_learner))


def test_a_question_one_could_answer_leads_and_is_asked_once(
    space, learner, enrollment, followed, other_learner, tick
):
    question = Thread.objects.start(learner, space, "Who staffs your Saturdays?", kind="question")
    followed()
    tick(TUESDAY_EIGHT)
    [message] = digests_to(other_learner)
    assert headings(message)[0] == "A question you could answer"
    assert "Who staffs your Saturdays?" in message.body.partition("Also new for you")[0]
    assert f"{question.get_absolute_url()}#write-thread-{question.pk}" in message.body
    assert "(You finished this module)" in message.body
    assert "Who staffs your Saturdays?" in message.subject
    tick(NEXT_TUESDAY)
    assert len(digests_to(other_learner)) == 1
    assert not digests_to(learner)  # nobody is asked their own


def test_what_was_asked_by_mail_is_not_asked_again(
    space, learner, enrollment, followed, other_learner, tick, clock
):
    question = Thread.objects.start(learner, space, "Who staffs your Saturdays?", kind="question")
    post = question.opening.pk
    Notification.objects.tell([other_learner], "mention", "asked:1", question.target, post=post)
    clock.shift(timedelta(minutes=11))
    mailings.write_notices()
    mailings.send_what_is_due()
    followed()
    tick(TUESDAY_EIGHT)
    by_mail, digest = digests_to(other_learner)
    assert "Who staffs your Saturdays?" in by_mail.body
    assert "Who staffs your Saturdays?" not in digest.body


def test_a_thread_that_leads_as_a_question_is_not_listed_below_as_well(
    space, learner, enrollment, other_learner, other_enrollment, tick
):
    question = Thread.objects.start(learner, space, "Who staffs your Saturdays?", kind="question")
    question.follow(other_learner)
    question.reply(learner, "Nobody?")
    tick(TUESDAY_EIGHT)
    [message] = digests_to(other_learner)
    assert message.body.count("Who staffs your Saturdays?") == 1


def test_where_one_left_off_closes_it_and_is_no_reason_for_a_mail(
    followed, other_learner, tick, thread, instructor
):
    thread.reply(instructor, "So nobody is waiting.")
    Notification.objects.seen(other_learner)
    tick(TUESDAY_EIGHT)
    assert not digests_to(other_learner)
    followed()
    tick(NEXT_TUESDAY)
    [message] = digests_to(other_learner)
    assert headings(message)[-1] == "Where you left off"
    assert "Continue with “What a job board cannot do”" in message.body


def test_there_is_one_mail_for_all_courses(followed, tick, other_learner, client):
    from community.models import Space
    from courses.models import CoursePage
    from learning.models import Enrollment
    from tests import builders

    course = builders.make_course("Another course")
    lesson = builders.make_lesson(builders.make_module(course), "Its lesson")
    assert lesson and CoursePage.objects.count() == 2
    asker = builders.make_person("Someone Else", "else@example.org")
    for person in (other_learner, asker):
        Enrollment.objects.enroll(person, course, certificate_name=person.display_name)
    space = Space.objects.get(kind="course", course_key=course.key)
    second = Thread.objects.start(asker, space, "In the other course")
    second.follow(other_learner)
    second.reply(asker, "Nobody?")
    followed()
    tick(TUESDAY_EIGHT)
    [message] = digests_to(other_learner)
    assert "In the other course" in message.body and "Imani Feldt" in message.body


def test_daily_means_each_day(followed, tick, other_learner):
    row = MailSettings.objects.make(other_learner)
    row.digest = "daily"
    row.plan()
    row.save()
    for day in (17, 18, 19):
        followed(f"On the {day}th")
        tick(f"2026-11-{day} 13:00+00:00")
    assert len(digests_to(other_learner)) == 3


@pytest.mark.parametrize("change", [{"digest": "never"}, {"no_mail": True}, {"weekly_budget": 0}])
def test_who_wants_none_gets_none(followed, tick, other_learner, change):
    followed()
    MailSettings.objects.filter(user=other_learner).update(**change)
    tick(TUESDAY_EIGHT)
    assert not digests_to(other_learner)


def test_who_is_suspended_gets_none(followed, tick, other_learner, moderator):
    followed()
    ModerationAct.objects.suspend(moderator, other_learner, 30, "Spam")
    tick(TUESDAY_EIGHT)
    assert not digests_to(other_learner)


def test_what_is_switched_off_meanwhile_is_not_in_it(followed, tick, other_learner):
    followed()
    ChannelChoice.objects.choose(other_learner, "followed", "site")
    tick(TUESDAY_EIGHT)
    assert all("Imani Feldt wrote" not in message.body for message in digests_to(other_learner))


def test_what_the_budget_kept_back_is_in_it(
    thread, learner, other_learner, other_enrollment, tick, clock
):
    MailSettings.objects.filter(user=learner).update(weekly_budget=1)
    thread.reply(other_learner, "At ours, too.")
    clock.shift(timedelta(minutes=11))
    mailings.write_notices()
    mailings.send_what_is_due()
    assert not mail.outbox
    tick(TUESDAY_EIGHT)
    [message] = digests_to(learner)
    assert headings(message)[0] == "Replies and requests to you"


def test_a_digest_that_a_dead_server_delays_is_sent_when_it_is_back(
    followed, tick, other_learner, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    followed()
    tick(TUESDAY_EIGHT)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tick(TUESDAY_EIGHT, minutes=30)
    [message] = digests_to(other_learner)
    row = OutgoingMail.objects.of(other_learner).get()
    assert row.tries == 2 and message.extra_headers["Message-ID"] == row.message_id


def test_a_clock_that_stood_still_catches_up_with_one(followed, tick, other_learner):
    followed()
    tick("2026-11-19 15:00+00:00")
    assert len(digests_to(other_learner)) == 1


class TestHowItReads:
    @pytest.fixture
    def message(self, followed, tick, other_learner, space, learner, enrollment):
        title = "<b>Who</b> staffs: Saturdays?"
        Thread.objects.start(learner, space, "Tell me.", kind="question", title=title)
        followed()
        tick(TUESDAY_EIGHT)
        return digests_to(other_learner)[0]

    @pytest.fixture
    def html(self, message):
        return message.alternatives[0][0]

    def test_both_parts_lead_to_the_same_places(self, message, html):
        in_text = set(re.findall(r"http://127.0.0.1:8000\S*", message.body))
        assert set(Parsed(html).links) == in_text

    def test_links_say_where_they_lead(self, html):
        links = Parsed(html).links
        assert all(len(words.split()) >= 2 for url, words in links.items() if url.count("/") > 2)

    def test_it_has_headings_lists_and_no_errors(self, html):
        parser = html5lib.HTMLParser()
        parser.parse(html)
        assert parser.errors == []
        names = [tag for tag, _attrs in Parsed(html).tags]
        assert names.count("h1") == 1 and names.count("h2") == 3 and names.count("ul") == 3
        assert html.count('class="button"') == 1

    def test_no_text_is_small_and_what_people_wrote_is_escaped(self, html):
        sizes = [int(size) for size in re.findall(r"(?:font(?:-size)?:[^;\"]*?)(\d+)px", html)]
        assert min(sizes) >= 14
        assert "<b>Who" not in html and "&lt;b&gt;Who" in html


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_write_one_digest(followed, clock, other_learner):
    followed()
    clock.move_to(TUESDAY_EIGHT)
    together, failed = threading.Barrier(2), []

    def run():
        together.wait(10)
        try:
            mailings.write_digests()
            mailings.send_what_is_due()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    clocks = [threading.Thread(target=run) for _clock in range(2)]
    for thread in clocks:
        thread.start()
    for thread in clocks:
        thread.join(60)
    assert not failed
    assert len(digests_to(other_learner)) == 1

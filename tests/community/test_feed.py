"""The activity feed: what stands in it for whom, how it is grouped, and where it ends."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community import feed as feed_module
from community.feed import ACTS_AT_ONCE, Feed
from community.models import (
    CourseFollow,
    FeedReading,
    ModerationAct,
    PersonFollow,
    Post,
    Space,
    Thread,
)
from tests import builders

pytestmark = pytest.mark.django_db
HERE = "/community/feed/"
NOON = timezone.now().replace(hour=17, minute=0, second=0, microsecond=0) - timedelta(days=3)


@pytest.fixture
def room(site):
    return Space.objects.create(kind="community", slug="desk", title="Desk", visibility="public")


@pytest.fixture
def members(site):
    return Space.objects.create(kind="community", slug="in", title="Inside", visibility="members")


def page_of(client, **query):
    return client.get(HERE, query).content.decode().partition("<main")[2]


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def at(minutes, days=0):
    return NOON + timedelta(minutes=minutes, days=days)


def start(person, space, text, minutes=0, **more):
    return Thread.objects.start(person, space, text, at=at(minutes), **more)


# What stands in it


def test_it_tells_what_was_begun_asked_replied_and_answered(
    client, room, learner, other_learner, mentor
):
    question = start(learner, room, "Who opens at eight?", kind="question")
    start(mentor, room, "A thought on doors", 1)
    answer = question.reply(other_learner, "We do.", at=at(2))
    question.reply(mentor, "So do we.", at=at(3))
    question.mark_answer(answer)
    page = words(page_of(client))
    assert "Asked Who opens at eight?" in page and "Began A thought on doors" in page
    assert "Answered Who opens at eight?" in page and "Replied in Who opens at eight?" in page


def test_the_newest_comes_first(client, room, learner, other_learner):
    start(learner, room, "The older one")
    start(other_learner, room, "The newer one", 5)
    page = page_of(client)
    assert page.index("The newer one") < page.index("The older one")


def test_each_reader_sees_what_they_may_read(
    client, client_for, room, members, lesson, learner, enrollment, other_learner, moderator
):
    start(learner, room, "For everyone here")
    start(learner, members, "For members here", 1)
    inside = Space.objects.get(lesson_key=lesson.key)
    start(learner, inside, "For the course here", 2)
    for browser, sees in (
        (client, 1), (client_for(other_learner), 2), (client_for(learner), 3),
        (client_for(moderator), 3),
    ):  # fmt: skip
        page = page_of(browser)
        shown = [
            "For everyone here" in page, "For members here" in page, "For the course here" in page,
        ]  # fmt: skip
        assert shown == [number < sees for number in range(3)]


@pytest.mark.parametrize("state", ["held", "hidden", "deleted"])
def test_nothing_that_is_not_shown_is_told(client_for, room, learner, moderator, state):
    thread = start(learner, room, "The thread itself")
    reply = thread.reply(learner, "A reply", at=at(1))
    Post.objects.filter(pk=reply.pk).update(state=state)
    for reader in (learner, moderator):
        assert "Replied in" not in words(page_of(client_for(reader)))
    Post.objects.filter(thread=thread).update(state=state)
    Thread.objects.filter(pk=thread.pk).update(state=state if state != "deleted" else "published")
    for reader in (learner, moderator):
        assert "The thread itself" not in page_of(client_for(reader))


def test_replies_in_a_hidden_thread_are_not_told(client, room, learner, other_learner):
    thread = start(learner, room, "The thread itself")
    thread.reply(other_learner, "A reply", at=at(1))
    thread.opening.hide()
    assert "The thread itself" not in page_of(client)


def test_who_is_suspended_or_gone_is_left_out_until_they_are_back(
    client, room, learner, other_learner, moderator
):
    start(learner, room, "By somebody suspended")
    ModerationAct.objects.suspend(moderator, learner, 7, "Spam")
    assert "By somebody suspended" not in page_of(client)
    ModerationAct.objects.readmit(moderator, learner, "Sorry")
    assert "By somebody suspended" in page_of(client)
    learner.is_active = False
    learner.save()
    assert "By somebody suspended" not in page_of(client)


# Whose


def test_following_shows_people_and_courses_one_follows(
    client_for, room, lesson, learner, enrollment, other_learner, other_enrollment, mentor, course
):
    reader = builders.make_person("Reader", "reader@example.org")
    client = client_for(reader)
    inside = Space.objects.get(lesson_key=lesson.key)
    inside.visibility = "members"
    inside.save()
    start(mentor, room, "By the mentor")
    start(learner, inside, "In the course", 1)
    start(reader, room, "My own doing", 2)
    page = page_of(client, show="following")
    assert "Nothing yet from the people" in page
    PersonFollow.objects.set(reader, mentor, True)
    page = page_of(client, show="following")
    assert "By the mentor" in page and "In the course" not in page and "My own" not in page
    CourseFollow.objects.set(reader, course.key, True)
    assert "In the course" in page_of(client, show="following")


def test_a_course_one_takes_counts_as_followed_until_one_stops(
    client_for, lesson, learner, enrollment, other_learner, other_enrollment, course
):
    start(other_learner, Space.objects.get(lesson_key=lesson.key), "In the course")
    client = client_for(learner)
    assert "In the course" in page_of(client, show="following")
    CourseFollow.objects.set(learner, course.key, False)
    assert "In the course" not in page_of(client, show="following")
    assert "In the course" in page_of(client)


def test_signed_out_there_is_everyone_only(client, room, learner):
    start(learner, room, "By anybody")
    page = page_of(client, show="following")
    assert "By anybody" in page and "Whose activity" not in page


# How it is grouped


def test_replies_in_a_thread_are_one_line_a_day_with_who_wrote_them(
    client, room, learner, other_learner, mentor, moderator
):
    thread = start(learner, room, "Which door?")
    for minute, person in enumerate([other_learner, mentor, mentor, moderator, learner], 1):
        thread.reply(person, "This one.", at=at(minute))
    thread.reply(other_learner, "The day after.", at=at(0, days=1))
    page = words(page_of(client))
    assert "5 replies in Which door?" in page
    assert "and 2 others" in page
    assert page.count("Replied in Which door?") == 1
    assert page.index("Replied in") < page.index("5 replies in")


def test_what_one_person_did_one_after_another_stands_together(
    client, room, learner, other_learner
):
    start(other_learner, room, "Before them")
    for number in range(3):
        start(learner, room, f"Thought {number}", number + 1)
    page = page_of(client)
    assert page.count("talks__row") == 2
    assert page.count(f">{learner.display_name}</a>") == 1


# Pages


def make_posts(thread, author, count):
    """Published replies, a minute apart, without what a post sets off."""
    rows = [
        Post(
            thread=thread, space_id=thread.space_id, author=author, number=number, branch=number,
            source="x", html="<p>x</p>", created_at=at(number),
        )
        for number in range(2, count + 2)
    ]  # fmt: skip
    Post.objects.bulk_create(rows, batch_size=500)


def test_older_has_an_address_that_stays_and_every_act_stands_on_one_page(room, learner):
    thread = start(learner, room, "Which door?")
    make_posts(thread, learner, 100)
    reader = builders.make_person("Reader", "reader@example.org")
    seen, before, pages = [], None, 0
    while pages < 9:
        row = Feed(reader, before=before)
        seen += [act.at for act in row.acts]
        pages, before = pages + 1, row.older
        if before is None:
            break
    assert pages == 3 and len(seen) == len(set(seen)) == 101
    assert seen == sorted(seen, reverse=True)


def test_acts_of_one_moment_are_not_torn_apart(room, learner):
    thread = start(learner, room, "Which door?")
    make_posts(thread, learner, ACTS_AT_ONCE + 10)
    Post.objects.filter(number__in=[11, 12, 13, 14]).update(created_at=at(12))
    first = Feed(learner)
    second = Feed(learner, before=first.older)
    assert len(first.acts) + len(second.acts) == ACTS_AT_ONCE + 11


def test_the_link_to_older_things_works(client, room, learner):
    thread = start(learner, room, "Which door?")
    make_posts(thread, learner, 100)
    page = page_of(client)
    assert "up to date" not in page
    for _page in range(2):
        page = page_of_address(client, re.search(r'rel="next" href="([^"]+)"', page)[1])
    assert "You’re up to date." in page and "Older" not in page
    assert "Back to the newest" in page


def page_of_address(client, query):
    return client.get(HERE + query.replace("&amp;", "&")).content.decode().partition("<main")[2]


@pytest.mark.parametrize("typed", ["now", "2026-13-01", "2026-01-01", "0001-01-01T00:00:00Z", "1"])
def test_an_address_that_names_no_moment_is_not_found(client, site, typed):
    assert client.get(HERE, {"before": typed}).status_code == 404


def test_it_ends_where_one_was_last_time(client_for, room, learner, other_learner):
    thread = start(learner, room, "Which door?")
    make_posts(thread, learner, 100)
    client = client_for(other_learner)
    newest = re.search(r'name="number" value="(\d+)"', page_of(client))[1]
    assert client.post("/community/feed/seen/", {"number": newest}).url == HERE
    page = page_of(client)
    assert "You’re up to date." in page and "Older" in page and ">New<" not in page
    start(learner, room, "News from the door", 200)
    page = page_of(client)
    assert page.count(">New<") == 1 and "You’re up to date." in page
    assert client.get(HERE).content.decode().count("data-read") == 1


def test_what_was_seen_never_goes_back_and_never_ahead_of_now(client_for, learner, site):
    client = client_for(learner)
    for number in ("99999999999999", "5", "", "x", "9" * 40):
        data = {"number": number, "scripted": "1"}
        assert client.post("/community/feed/seen/", data).status_code == 204
    seen = FeedReading.objects.get(user=learner).seen_at
    assert timezone.now() - timedelta(minutes=1) < seen <= timezone.now()


def test_looking_at_those_one_follows_marks_nothing_as_seen(
    client_for, room, learner, other_learner
):
    start(learner, room, "Which door?")
    PersonFollow.objects.set(other_learner, learner, True)
    page = page_of(client_for(other_learner), show="following")
    assert "Which door?" in page and "data-read" not in page and "Mark as seen" not in page


def test_an_empty_feed_says_how_to_begin(client, site):
    Post.objects.all().delete()
    assert "Begin with a question" in page_of(client)


# What it costs


@pytest.mark.parametrize("size", [3, 60])
@pytest.mark.parametrize("show", ["", "following"])
def test_it_costs_ten_queries_however_much_happened(
    client_for, room, learner, enrollment, size, show, django_assert_max_num_queries
):
    for number in range(size):
        person = builders.make_person(f"P {number}", f"p{number}@example.org", f"Place {number}")
        thread = start(person, room, f"Thread {number}", number)
        thread.reply(learner, "Yes.", at=at(number + 200))
        PersonFollow.objects.set(learner, person, True)
    client = client_for(learner)
    page_of(client, show=show)
    with django_assert_max_num_queries(10):
        assert "Thread" in page_of(client, show=show)


def test_with_ten_thousand_posts_a_page_reads_no_more_than_it_shows(
    room, learner, other_learner, enrollment, monkeypatch
):
    thread = start(learner, room, "Which door?")
    make_posts(thread, learner, 10_000)
    for reader in (other_learner, learner):
        found = []
        monkeypatch.setattr(feed_module, "_sources", [counting(found, feed_module._sources)])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(Feed(reader).acts) == ACTS_AT_ONCE
        assert sum(found) <= ACTS_AT_ONCE + 1
        monkeypatch.undo()
        if connection.vendor == "sqlite":
            plan = plan_of(
                next(q["sql"] for q in queries if "posts" in q["sql"] or "post" in q["sql"])
            )
            assert "posts_latest" in plan and "TEMP B-TREE FOR ORDER BY" not in plan, plan


def counting(found, sources):
    def find(scope):
        acts = [act for source in sources for act in source(scope)]
        found.append(len(acts))
        return acts

    return find


def plan_of(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return json.dumps(cursor.fetchall())


# When something counted as the answer


def test_an_answer_stands_where_it_was_marked_and_not_where_it_was_written(
    client, room, learner, other_learner, mentor
):
    question = start(learner, room, "Who opens at eight?", kind="question")
    answer = question.reply(other_learner, "We do.", at=at(2))
    start(mentor, room, "Begun in between", 5)
    assert page_of(client).index("Begun in between") < page_of(client).index("Replied in")
    question.mark_answer(answer, at=at(9))
    page = page_of(client)
    assert page.index("Answered") < page.index("Begun in between") and "Replied in" not in page
    question.mark_answer(None)
    page = page_of(client)
    assert page.index("Begun in between") < page.index("Replied in") and "Answered" not in page


def test_an_answer_marked_before_that_was_kept_stands_where_it_was_written(
    client, room, learner, other_learner, mentor
):
    question = start(learner, room, "Who opens at eight?", kind="question")
    question.mark_answer(question.reply(other_learner, "We do.", at=at(2)))
    start(mentor, room, "Begun in between", 5)
    Thread.objects.update(answered_at=None)
    page = page_of(client)
    assert page.count("Answered") == 1
    assert page.index("Begun in between") < page.index("Answered")


def test_an_answer_is_told_to_nobody_who_may_not_read_it(
    client, client_for, members, learner, other_learner, moderator
):
    question = start(learner, members, "Who opens at eight?", kind="question")
    answer = question.reply(other_learner, "We do, quietly.", at=at(2))
    question.mark_answer(answer, at=at(9))
    assert "Who opens" not in page_of(client)
    assert "Answered Who opens at eight?" in words(page_of(client_for(moderator)))
    ModerationAct.objects.hide(moderator, answer, "Wrong")
    assert "Answered" not in page_of(client_for(moderator))

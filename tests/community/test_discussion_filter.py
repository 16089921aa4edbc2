"""Narrowing the list of discussions: each choice, several at once, nonsense, what it costs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Institution
from community.models import HelpedMark, Space, Thread
from courses.models import Topic

pytestmark = pytest.mark.django_db

URL = reverse("community:discussions")
EVERYTHING = ["Fairs", "Shifts", "Letters"]


@pytest.fixture
def topic():
    return Topic.objects.create(name="Interviews", slug="interviews")


@pytest.fixture
def threads(topic, space, learner, enrollment, other_learner, other_enrollment, mentor):
    """An open question at the desk, one that was answered in a course, a helpful conversation.

    The learner wrote the first, who works at a secondary school the second.
    """
    other_learner.institution = Institution.named("Kettle Fork High School")
    other_learner.institution.kind = "secondary"
    other_learner.institution.save()
    other_learner.save()
    desk = Space.objects.create(kind="community", slug="desk", title="Desk", visibility="public")
    fairs = Thread.objects.start(
        learner, desk, "Which recruiters come?", title="Fairs", kind="question", topics=[topic]
    )
    shifts = Thread.objects.start(
        other_learner, space, "Which one did you take?", title="Shifts", kind="question"
    )
    shifts.mark_answer(shifts.reply(mentor, "The early one, with the dispatcher."))
    ago = timezone.now() - timedelta(days=9)
    letters = Thread.objects.start(mentor, desk, "I print mine.", title="Letters", at=ago)
    reply = letters.reply(learner, "So do I.", at=ago)
    HelpedMark.objects.create(post=reply, user=mentor)
    return {"fairs": fairs, "shifts": shifts, "letters": letters}


def titles(client, query):
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 200
    return [thread.title for thread in response.context["page_obj"].object_list]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("topic=interviews", ["Fairs"]),
        ("course=beyond", ["Shifts"]),
        ("institution=secondary", ["Shifts"]),
        ("following=1", ["Letters"]),
        ("q=dispatcher", ["Shifts"]),
        ("q=fairs", ["Fairs"]),
        ("sort=unanswered", ["Fairs"]),
        ("topic=interviews&q=recruiters", ["Fairs"]),
        ("topic=interviews&institution=secondary", []),
        ("course=beyond&q=print", []),
        ("institution=secondary&sort=unanswered", []),
    ],
)
def test_each_choice_narrows_and_several_do_together(
    client_for, threads, learner, course, query, found
):
    threads["fairs"].unfollow(learner)
    query = query.replace("beyond", course.slug)
    assert sorted(titles(client_for(learner), query)) == found


def test_the_order_is_what_was_asked_for(client_for, threads, learner):
    client = client_for(learner)
    assert titles(client, "sort=helpful")[0] == "Letters"
    assert titles(client, "")[-1] == "Letters"


@pytest.mark.parametrize(
    "query",
    [
        "topic=none&course=none&institution=none&sort=none&following=",
        "page=-1&topic=%00&sort=%F0%9F%98%80",
        "q=%00&page=99999999999999999999",
        "topic=interviews'--&institution=secondary%20",
    ],
)
def test_what_is_no_choice_narrows_nothing(client_for, threads, learner, query):
    assert sorted(titles(client_for(learner), query)) == sorted(EVERYTHING)


def test_only_who_is_signed_in_follows(client, threads):
    assert sorted(titles(client, "following=1")) == ["Fairs", "Letters"]


def test_a_choice_shows_nothing_that_one_may_not_read(client, threads, course):
    assert titles(client, f"course={course.slug}") == []
    assert titles(client, "q=dispatcher") == []


def test_the_choices_stay_and_can_be_taken_back(client_for, threads, learner):
    page = client_for(learner).get(f"{URL}?topic=interviews&q=recruiters").content.decode()
    assert "1 discussion" in page and "Clear 2 choices" in page
    assert '<option value="interviews" selected>' in page and 'value="recruiters"' in page


def test_where_nothing_is_found_the_reason_is_said(client, threads):
    page = client.get(f"{URL}?q=zeppelin").content.decode()
    assert "Nothing matches all of this" in page
    threads["fairs"].reply(threads["letters"].author, "Everybody.")
    threads["fairs"].mark_answer(threads["fairs"].posts.last())
    page = client.get(f"{URL}?sort=unanswered").content.decode()
    assert "Nothing waits" in page and "Nobody has written yet" not in page


def test_a_list_says_how_much_it_holds_in_what_order_and_empty_offers_no_search(
    as_learner, threads, site
):
    page = as_learner.get(URL).content.decode()
    assert f"{len(threads)} discussions, the latest post first" in page
    waiting = as_learner.get(URL, {"sort": "unanswered"}).content.decode()
    assert "the latest post first" not in waiting
    for empty in ("/community/files/", "/community/blogs/", "/community/bookmarks/"):
        main = as_learner.get(empty).content.decode().partition("<main")[2]
        main = main.partition("<footer")[0]
        assert 'class="empty' in main
        assert "<select" not in main and 'type="search"' not in main and ">0 " not in main


def test_before_anybody_wrote_the_pages_say_how_to_begin(as_learner, site, db):
    assert "Nobody has written yet" in as_learner.get(URL).content.decode()
    hub = as_learner.get(reverse("community:hub")).content.decode()
    assert "Nobody has written yet" in hub and "Nothing waits" not in hub
    assert f'{reverse("community:new_thread")}?kind=question"' in hub
    form = as_learner.get(reverse("community:new_thread"), {"kind": "question"}).content.decode()
    assert form.index('value="question"') < form.index("checked") < form.index("</fieldset>")


@pytest.mark.parametrize("size", [2, 30])
def test_choices_cost_the_same_however_much_there_is(
    client_for, threads, topic, space, learner, size, django_assert_max_num_queries
):
    for n in range(size):
        Thread.objects.start(learner, space, f"Who comes, {n}?", kind="question", topics=[topic])
    client = client_for(learner)
    query = f"topic=interviews&course={space.page.get_parent().get_parent().slug}&institution="
    query += f"{learner.institution.kind}&following=1&q=comes&sort=unanswered"
    client.get(f"{URL}?{query}")
    with django_assert_max_num_queries(14):
        page = client.get(f"{URL}?{query}").content.decode()
    assert f"{size} discussions" in page

"""Naming people: who is offered, who is told, where the name leads."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.mentions import OFFERED
from community.models import Mention, Post, Thread
from learning.models import Enrollment
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def namesake(course):
    """Somebody whose name begins as ``other_learner``'s does, in the same course."""
    person = builders.make_person("Bo", "bo@example.org")
    Enrollment.objects.enroll(person, course)
    return person


def offered(client, space, q=""):
    response = client.get(reverse("community:mentionable"), {"space": space.pk, "q": q})
    return response.status_code, [person["name"] for person in response.json()["people"]]


def write(author, space, text):
    return Thread.objects.start(author, space, text).opening


def named(post):
    return {mention.user for mention in post.mentions.select_related("user")}


# The list


def test_who_takes_the_course_is_offered_with_their_institution(
    as_learner, space, enrollment, other_enrollment
):
    response = as_learner.get(reverse("community:mentionable"), {"space": space.pk, "q": "sand"})
    assert response.json() == {
        "people": [{"name": "Bo Sandström", "at": "Port Ellery State University"}]
    }
    assert "@" not in response.content.decode()


def test_a_name_is_found_by_the_beginning_of_any_word(
    as_learner, space, enrollment, other_enrollment
):
    for q, found in (("b", True), ("Bo S", True), ("SAND", True), ("o", False), ("ström", False)):
        assert offered(as_learner, space, q) == (200, ["Bo Sandström"] if found else [])


def test_oneself_strangers_and_who_may_not_read_are_not_offered(
    as_learner, space, enrollment, mentor, instructor
):
    assert offered(as_learner, space) == (200, ["Imani Feldt"])
    space.visibility = "members"
    space.save()
    write(mentor, space, "A word from outside the course.")
    assert offered(as_learner, space) == (200, ["Rosa Okafor", "Imani Feldt"])
    space.visibility = "enrolled"
    space.save()
    assert offered(as_learner, space) == (200, ["Imani Feldt"])


def test_only_readers_of_the_space_may_ask(client, client_for, space, public, other_learner):
    url = reverse("community:mentionable")
    assert client.get(url, {"space": space.pk}).status_code == 404
    assert client_for(other_learner).get(url, {"space": space.pk}).status_code == 200
    public.visibility = "enrolled"
    public.save()
    assert client_for(other_learner).get(url, {"space": space.pk}).status_code == 404
    for wrong in ("", "0", "x", "9" * 30):
        assert client_for(other_learner).get(url, {"space": wrong}).status_code == 404
    assert client_for(other_learner).post(url, {"space": space.pk}).status_code == 405


@pytest.mark.parametrize("size", [2, 60])
def test_the_list_is_short_and_costs_the_same(
    as_learner, space, course, enrollment, size, django_assert_max_num_queries
):
    for number in range(size):
        person = builders.make_person(f"Person {number}", f"p{number}@example.org")
        Enrollment.objects.enroll(person, course)
    as_learner.get(reverse("community:mentionable"), {"space": space.pk})
    with django_assert_max_num_queries(4):
        _status, names = offered(as_learner, space, "p")
    assert len(names) == min(size, OFFERED)


# In a post


def test_a_name_is_noted_and_leads_to_the_person(
    learner, space, enrollment, other_learner, other_enrollment
):
    post = write(learner, space, "I wonder, @Bo Sandström, how yours went. @Bo Sandström?")
    assert named(post) == {other_learner}
    address = reverse("person", args=[other_learner.public_id])
    assert post.html.count(f'<a href="{address}">@Bo Sandström</a>') == 2
    assert "how yours went" in post.html


def test_the_longest_name_is_meant(
    learner, space, enrollment, other_learner, other_enrollment, namesake
):
    assert named(write(learner, space, "@Bo Sandström knows.")) == {other_learner}
    assert named(write(learner, space, "@Bo knows.")) == {namesake}
    assert named(write(learner, space, "**@Bo**'s idea, (@Bo).")) == {namesake}
    assert named(write(learner, space, "@Boris or @Bo-Anne, mail x@Bo.example")) == set()


def test_oneself_is_never_mentioned_nor_who_may_not_read(learner, space, enrollment, other_learner):
    text = "@Amara Delgado-Lindqvist and @Bo Sandström and @Nobody Here"
    post = write(learner, space, text)
    assert named(post) == set() and "<a" not in post.html


def test_quotes_code_and_links_call_nobody(
    learner, space, enrollment, other_learner, other_enrollment
):
    text = (
        "> @Bo Sandström wrote\n\n`@Bo Sandström`\n\n    @Bo Sandström\n\n"
        '[@Bo Sandström](https://example.org "@Bo Sandström >")'
    )
    post = write(learner, space, text)
    assert named(post) == set() and "/people/" not in post.html


def test_two_people_of_one_name_are_both_told_and_neither_is_linked(
    learner, space, course, enrollment, namesake
):
    twin = builders.make_person("Bo", "bo2@example.org")
    Enrollment.objects.enroll(twin, course)
    post = write(learner, space, "@Bo?")
    assert named(post) == {namesake, twin} and "/people/" not in post.html


def test_a_name_with_marks_of_html_stays_text(learner, space, course, enrollment):
    person = builders.make_person('<b>&"', "odd@example.org")
    person.display_name = 'A <b>&"x'
    person.save()
    Enrollment.objects.enroll(person, course)
    post = write(learner, space, 'Hello @A <b>&"x.')
    assert named(post) == {person}
    assert '">@A &lt;b&gt;&amp;&quot;x</a>.' in post.html and "<b>" not in post.html


def test_an_edit_adds_and_takes_away(
    learner, space, enrollment, other_learner, other_enrollment, namesake
):
    post = write(learner, space, "@Bo Sandström knows.")
    post.edit("@Bo knows.", learner)
    assert named(post) == {namesake} and Mention.objects.count() == 1
    post.edit("Nobody knows.", learner)
    assert not Mention.objects.exists()


def test_a_held_post_names_nobody_until_it_is_shown(
    learner, space, enrollment, other_learner, other_enrollment
):
    post = Thread.objects.start(
        learner, space, "@Bo Sandström, see https://example.org", state="held"
    ).opening
    assert named(post) == set()
    post.publish()
    assert named(post) == {other_learner} and "/people/" in Post.objects.get(pk=post.pk).html


def test_a_post_without_an_at_costs_nothing_more(learner, thread, other_learner, other_enrollment):
    with CaptureQueriesContext(connection) as plain:
        thread.reply(learner, "Nothing.")
    with CaptureQueriesContext(connection) as naming:
        thread.reply(learner, "@Bo Sandström")
    with CaptureQueriesContext(connection) as naming_often:
        thread.reply(learner, "@Bo Sandström " * 30 + "@x " * 300)
    assert len(naming_often) <= len(naming)
    assert not any("mention" in query["sql"] for query in plain.captured_queries)


def test_moderators_may_be_named_where_they_wrote(learner, space, enrollment, moderator):
    post = write(learner, space, "@Jun Park, may we?")
    assert named(post) == set()
    write(moderator, space, "You may ask me here.")
    assert named(write(learner, space, "@Jun Park, may we?")) == {moderator}
    moderator.groups.remove(Group.objects.get(name="Community moderators"))
    assert named(write(learner, space, "@Jun Park, once more?")) == set()

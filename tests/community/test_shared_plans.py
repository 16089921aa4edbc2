"""Who meets a strategy plan in the community: four levels of sharing, six kinds of viewers.

One table says who may read it; the page itself, the search and the profile follow it. The
feed tells members of what is shared with all of them, and of nothing else.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.models import CourseRole
from learning.models import Plan
from tests import builders
from tests.learning.peers import give_plan, put_rubric, request_values

pytestmark = pytest.mark.django_db

VIEWERS = ["visitor", "stranger", "asked", "instructor", "coordinator", "moderators"]
READERS = {
    "private": set(),
    "reviewers": {"asked"},
    "instructors": {"asked", "instructor"},
    "community": {"stranger", "asked", "instructor", "coordinator", "moderators"},
}
TELLS = {"community": READERS["community"]}
WORD = "Quokka"
TABLE = [(level, viewer) for level in READERS for viewer in VIEWERS]


@pytest.fixture
def plan(learner, enrollment, lesson, course, other_learner):
    """The learner's, with a request to a colleague that stands."""
    found = give_plan(learner, f"{WORD} first, then <b>posts</b>.")
    values = request_values(lesson, put_rubric(lesson), course)
    found.looks.create(reviewer=other_learner, **values)
    return found


@pytest.fixture
def viewers(client_for, other_learner, instructor, coordinator, moderator, admin):
    stranger = builders.make_person("Someone Else", "else@example.org")
    return {
        "visitor": [Client()],
        "stranger": [client_for(stranger)],
        "asked": [client_for(other_learner)],
        "instructor": [client_for(instructor)],
        "coordinator": [client_for(coordinator)],
        "moderators": [client_for(moderator), client_for(admin)],
    }


def set_level(plan, level):
    """As its owner left it: the request stands, whatever was shared before."""
    if level != "private":
        plan.share(level)


def says(client, url, words):
    response = client.get(url)
    return response.status_code == 200 and words in response.content.decode()


@pytest.mark.parametrize(("level", "viewer"), TABLE)
def test_search_profile_and_page_follow_the_sharing(plan, viewers, level, viewer):
    set_level(plan, level)
    allowed = viewer in READERS[level]
    url = plan.get_absolute_url()
    for client in viewers[viewer]:
        assert (client.get(url).status_code == 200) == allowed
        for query in (f"/search/?q={WORD}", f"/search/?q={WORD}&in=plans"):
            assert says(client, query, url) == allowed
        assert not says(client, f"/search/?q={WORD}", "<b>posts")
        assert says(client, f"/people/{plan.user.public_id}/", url) == allowed


@pytest.mark.parametrize(("level", "viewer"), TABLE)
def test_the_feed_tells_members_of_what_all_may_read(plan, viewers, level, viewer):
    set_level(plan, level)
    for client in viewers[viewer]:
        told = says(client, "/community/feed/", plan.get_absolute_url())
        assert told == (viewer in TELLS.get(level, set()))
        assert plan.get_absolute_url() not in client.get("/community/feed.atom").content.decode()


@pytest.mark.parametrize("back", ["private", "reviewers"])
def test_taking_it_back_holds_at_once(plan, viewers, back):
    plan.share("community")
    client, url = viewers["stranger"][0], plan.get_absolute_url()
    pages = [f"/search/?q={WORD}", "/community/feed/", f"/people/{plan.user.public_id}/"]
    assert all(says(client, page, url) for page in pages)
    plan.share(back)
    assert not any(says(client, page, url) for page in pages)
    assert client.get(url).status_code == 404


def test_going_private_ends_every_request(plan, viewers):
    plan.share("reviewers")
    client, url = viewers["asked"][0], plan.get_absolute_url()
    assert client.get(url).status_code == 200
    plan.share("private")
    plan.share("reviewers")
    assert client.get(url).status_code == 404


def test_a_draft_is_found_by_nobody(plan, viewers):
    plan.share("community")
    text = plan.texts.get()
    text.keep_draft("Wallaby, not saved.", text.revision)
    for clients in viewers.values():
        assert not says(clients[0], "/search/?q=Wallaby", plan.get_absolute_url())


def test_an_empty_plan_is_told_of_nowhere(client_for, other_learner, viewers):
    plan = Plan.objects.begin(other_learner)
    plan.center = WORD
    plan.share("community")
    plan.save()
    client, url = viewers["stranger"][0], plan.get_absolute_url()
    for page in (f"/search/?q={WORD}", "/community/feed/", f"/people/{other_learner.public_id}/"):
        assert not says(client, page, url)


def test_ones_own_is_found_by_oneself(plan, as_learner):
    assert says(as_learner, f"/search/?q={WORD}", plan.get_absolute_url())
    profile = f"/people/{plan.user.public_id}/"
    assert not says(as_learner, profile, "lets you read it")


def test_that_of_a_closed_account_is_out_of_sight(plan, viewers):
    plan.share("community")
    plan.user.is_active = False
    plan.user.save()
    client = viewers["stranger"][0]
    for page in (f"/search/?q={WORD}", "/community/feed/"):
        assert not says(client, page, plan.get_absolute_url())


def test_who_teaches_another_course_is_a_stranger(plan, client_for):
    other = builders.make_person("Teaches Else", "teaches@example.org")
    CourseRole.objects.create(course=builders.make_course("Another"), user=other)
    plan.share("instructors")
    assert not says(client_for(other), f"/search/?q={WORD}", plan.get_absolute_url())


@pytest.mark.parametrize("text", ["=cmd", "<script>alert(1)</script>", "\u202eabc", "x" * 200])
def test_hostile_words_are_words(plan, viewers, text):
    plan.center = text[:120]
    plan.save()
    plan.share("community")
    client = viewers["stranger"][0]
    for page in (f"/search/?q={WORD}", "/community/feed/", f"/people/{plan.user.public_id}/"):
        response = client.get(page)
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


def test_more_plans_cost_no_more_queries(plan, viewers):
    plan.share("community")
    client = viewers["stranger"][0]
    pages = [f"/search/?q={WORD}&in=plans", "/community/feed/"]

    def cost(page):
        client.get(page)
        with CaptureQueriesContext(connection) as found:
            client.get(page)
        return len(found)

    few = [cost(page) for page in pages]
    for number in range(8):
        person = builders.make_person(f"P {number}", f"p{number}@example.org")
        give_plan(person, f"{WORD} {number}", sharing="community")
    assert [cost(page) for page in pages] == few


@pytest.mark.parametrize("level", READERS)
def test_no_api_tells_of_it(plan, viewers, level):
    """There is none yet: its addresses are reserved and answer nobody."""
    set_level(plan, level)
    for address in ("/api/", "/api/v1/", "/api/v1/plans/", f"/api/v1/plans/{plan.public_id}/"):
        for clients in viewers.values():
            for client in clients:
                response = client.get(address)
                assert response.status_code == 404 and WORD not in response.content.decode()

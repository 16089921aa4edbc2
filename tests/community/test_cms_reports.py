"""The CMS's lists of the community."""

import csv
import io

import pytest

from community.models import ModerationAct, Space, Thread

pytestmark = pytest.mark.django_db

POSTS, ACTS = "/cms/reports/posts/", "/cms/reports/acts/"


def rows_of(response):
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_a_moderator_finds_every_post_and_the_way_to_it(client_for, moderator, thread):
    page = client_for(moderator).get(POSTS).content.decode()
    assert thread.title in page and thread.opening.get_absolute_url() in page


def test_a_host_finds_those_of_their_course_only(client_for, instructor, thread, learner):
    room = Space.objects.get(kind="community")
    Thread.objects.start(learner, room, "Said in the room of everyone")
    page = client_for(instructor).get(POSTS).content.decode()
    assert thread.title in page and "Said in the room of everyone" not in page


@pytest.mark.parametrize("address", [POSTS, ACTS])
@pytest.mark.parametrize("who", ["learner", "mentor", "coordinator"])
def test_nobody_else_gets_in(request, client_for, thread, who, address):
    response = client_for(request.getfixturevalue(who)).get(address)
    assert response.status_code == 302


def test_posts_are_filtered_by_what_became_of_them(client_for, moderator, thread, learner, space):
    hidden = Thread.objects.start(learner, space, "Not fit to be read")
    hidden.opening.hide()
    page = client_for(moderator).get(POSTS, {"state": "hidden"}).content.decode()
    assert "Not fit to be read" in page and thread.title not in page


def test_acts_say_who_what_and_why_and_the_export_neutralizes_formulas(
    client_for, moderator, thread
):
    ModerationAct.objects.lock(moderator, thread, "=1+1 is not a reason")
    page = client_for(moderator).get(ACTS).content.decode()
    assert "Locked a thread" in page and thread.title in page and moderator.display_name in page
    rows = rows_of(client_for(moderator).get(ACTS, {"export": "csv"}))
    assert rows[1][-1] == "'=1+1 is not a reason"


def test_a_host_sees_no_act_of_another_course(client_for, instructor, moderator, learner):
    room = Space.objects.get(kind="community")
    elsewhere = Thread.objects.start(learner, room, "Said in the room of everyone")
    ModerationAct.objects.lock(moderator, elsewhere, "Done")
    ModerationAct.objects.suspend(moderator, learner, 7, "Spam, again and again")
    page = client_for(instructor).get(ACTS).content.decode()
    assert "Said in the room" not in page and "Spam, again" not in page


def test_a_longer_list_costs_no_more_queries(
    client_for, moderator, space, learner, enrollment, django_assert_max_num_queries
):
    browser = client_for(moderator)
    browser.get(POSTS)
    for size in (2, 18):
        for number in range(size):
            Thread.objects.start(learner, space, f"Said {number}")
        with django_assert_max_num_queries(16):
            assert f"Said {size - 1}" in browser.get(POSTS).content.decode()


def test_the_menu_leads_there(client_for, moderator, coordinator):
    assert POSTS in client_for(moderator).get("/cms/").content.decode()
    assert POSTS not in client_for(coordinator).get("/cms/").content.decode()

"""The header of every page is drawn once for all who see it alike, and shows each their own."""

import pytest

from accounts.models import Notification
from tests.learning.test_queries import work_on

pytestmark = pytest.mark.django_db


def header_of(client, url="/courses/"):
    page = client.get(url).content.decode()
    return page[page.index('<header class="site-header">') : page.index("</header>")]


def test_each_sees_their_own_name(as_learner, as_other, client, learner, other_learner, site):
    mine, theirs, nobodys = (header_of(browser) for browser in (as_learner, as_other, client))
    assert learner.get_short_name() in mine and other_learner.get_short_name() not in mine
    assert other_learner.get_short_name() in theirs and learner.get_short_name() not in theirs
    assert "Sign in" in nobodys and "Sign out" not in nobodys
    assert "Sign in" not in mine and "Sign out" in mine


def test_what_waits_is_counted_anew(as_learner, learner, other_learner, site):
    assert "1 new notification" not in header_of(as_learner)
    Notification.objects.tell([learner], "certificate_ends", "a", "a", certificate=1)
    assert "1 new notification" in header_of(as_learner)


def test_it_is_drawn_once_for_all_pages_of_a_section(client, course, lessons):
    assert 'aria-current="true">Courses' in header_of(client, course.get_url())
    for lesson in lessons:
        _queries, run = work_on(client, lesson.get_url())
        assert "base.html" in run and "partials/header.html" not in run
        assert 'aria-current="true">Courses' in header_of(client, lesson.get_url())
    assert 'aria-current="page">Courses' in header_of(client, "/courses/")


def test_the_way_back_is_to_the_page_one_is_at(client, course, lessons):
    for page in (course, lessons[0]):
        assert f"?next={page.get_url().replace('/', '%2F')}" in header_of(client, page.get_url())

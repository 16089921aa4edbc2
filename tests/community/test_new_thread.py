"""Beginning a thread from the community's front."""

import re

import pytest
from django.urls import reverse

from community.models import Draft, Post, Space, Thread
from courses.models import Topic
from tests import builders

pytestmark = pytest.mark.django_db

URL = "/community/discussions/new/"
FIRST = "Your first post here"


@pytest.fixture
def floor(site):
    """The community's own space, which everyone may read."""
    return Space.objects.create(
        kind="community", slug="floor", title="Open floor", visibility="public"
    )


def filled(space, **changes):
    return {"space": space.pk, "kind": "question", "title": "Who pays?", "text": "Who?", **changes}


def test_a_thread_begins_with_its_title_kind_and_topics(as_learner, learner, floor):
    topic = Topic.objects.create(name="Measurement", slug="measurement")
    response = as_learner.post(URL, filled(floor, topics=[topic.pk]))
    thread = Thread.objects.get()
    assert response.url == thread.get_absolute_url()
    assert (thread.title, thread.kind, thread.author) == ("Who pays?", "question", learner)
    assert thread.space == floor and list(thread.topics.all()) == [topic]


def test_sent_twice_it_is_two_threads_and_the_draft_is_gone(as_learner, learner, floor):
    Draft.objects.keep(learner, "new-0", text="Who?", title="Who pays?", kind="question")
    for _time in range(2):
        as_learner.post(URL, filled(floor))
    assert Thread.objects.count() == 2 and not Draft.objects.exists()


def test_signed_out_one_signs_in_first(client, floor):
    for response in (client.get(URL), client.post(URL, filled(floor))):
        assert response.url == f"{reverse('account_login')}?next={URL}"
    assert not Thread.objects.exists()


def test_where_one_may_not_write_is_not_offered(as_learner, course, floor):
    closed = Space.objects.get(kind="course")
    page = as_learner.get(URL).content.decode()
    assert "Open floor" in page and course.title not in page
    response = as_learner.post(URL, filled(closed))
    assert response.status_code == 422 and not Thread.objects.exists()


def test_places_stand_under_their_course(as_learner, enrollment, course, floor):
    page = as_learner.get(URL).content.decode()
    groups = re.findall(r'<optgroup label="([^"]*)">(.*?)</optgroup>', page, re.DOTALL)
    offered = {name: re.findall(r">([^<]+)</option>", options) for name, options in groups}
    assert offered == {
        "Community": ["The front desk", "Open floor"],
        course.title: ["The course as a whole", "The shift", "Know your community"],
    }


def test_nowhere_to_write_leads_to_the_courses(as_learner, course):
    Space.objects.filter(kind="community").delete()
    page = as_learner.get(URL).content.decode()
    assert "Choose a course" in page and "<textarea" not in page


def test_what_is_missing_is_said_and_what_was_typed_stays(as_learner, floor):
    response = as_learner.post(URL, filled(floor, title="", text="Half a thought"))
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_title">Give it a title' in page and 'id="id_title"' in page
    assert "Half a thought" in page and 'value="question" data-kept checked' in page
    page = as_learner.post(URL, filled(floor, title="Kept title", text=" ")).content.decode()
    assert 'href="#id_text_new-0">Write something' in page and 'id="id_text_new-0"' in page
    assert 'value="Kept title"' in page


def test_an_address_can_say_where_and_what(as_learner, enrollment, floor):
    module = Space.objects.filter(kind="module").first()
    page = as_learner.get(URL, {"space": module.pk, "kind": "question", "title": "Who?"})
    page = page.content.decode()
    assert f'value="{module.pk}" selected' in page and 'value="Who?"' in page
    assert 'value="question" data-kept checked' in page


def test_title_and_kind_are_kept_with_the_draft(as_learner, floor):
    url = reverse("community:draft", args=["new-0"])
    sent = {"title": "Who pays?", "kind": "question", "text": "", "revision": 0}
    assert as_learner.post(url, sent).json()["label"].startswith("Draft kept")
    page = as_learner.get(URL).content.decode()
    assert 'value="Who pays?"' in page and 'value="question" data-kept checked' in page


def test_a_first_post_is_helped_and_the_second_is_not(as_learner, learner, floor):
    assert FIRST in as_learner.get(URL).content.decode()
    as_learner.post(URL, filled(floor))
    assert Post.objects.count() == 1
    assert FIRST not in as_learner.get(URL).content.decode()


@pytest.mark.parametrize("courses", [1, 12])
def test_the_page_costs_the_same_however_many_places(
    client_for, admin, floor, courses, django_assert_max_num_queries
):
    for number in range(courses):
        builders.make_module(builders.make_course(f"Course {number}"))
    client = client_for(admin)
    client.get(URL)
    with django_assert_max_num_queries(8):
        page = client.get(URL).content.decode()
    assert page.count("<optgroup") == courses + 1

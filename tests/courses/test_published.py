"""What is kept for everyone: made once, dropped when something is published, never personal."""

import pytest
from django.template import Context, Template
from wagtail.models import PageViewRestriction

from courses import published
from courses.models import LessonPage

pytestmark = pytest.mark.django_db


def counter():
    """A maker that says how often it was asked."""
    made = []

    def make():
        made.append(len(made) + 1)
        return made[-1]

    return make


def test_a_thing_is_made_once(site):
    make = counter()
    assert [published.kept(("word",), make) for _ in range(3)] == [1, 1, 1]


def test_and_again_when_a_page_is_saved(course):
    make = counter()
    assert published.kept(("word",), make) == 1
    course.save()
    assert published.kept(("word",), make) == 2


def test_what_is_nothing_is_not_kept():
    assert published.kept(("nothing",), lambda: None) is None
    assert published.kept(("nothing",), counter()) == 1


def render(text, **context):
    return Template("{% load courses %}" + text).render(Context(context))


def test_a_fragment_is_kept_by_its_values(site):
    text = "{% everyone 'word' state %}{{ shown }}{% endeveryone %}"
    assert render(text, state="new", shown="first") == "first"
    assert render(text, state="new", shown="second") == "first"
    assert render(text, state="complete", shown="second") == "second"


def test_a_fragment_without_a_value_is_not_kept(site):
    text = "{% everyone 'word' state %}{{ shown }}{% endeveryone %}"
    assert render(text, state=None, shown="first") == "first"
    assert render(text, state=None, shown="second") == "second"


def test_a_kept_fragment_cannot_reach_its_reader(site, rf, learner):
    request = rf.get("/courses/")
    request.user = learner
    text = (
        "{% everyone 'word' %}{{ user.display_name }}{{ request.user.display_name }}"
        "{{ request.session }}{% csrf_token %}{{ request.path }}{% endeveryone %}"
    )
    assert render(text, request=request, user=learner, csrf_token="x") == "/courses/"


def test_a_page_that_is_taken_down_is_gone_at_once(client, course):
    assert client.get(course.get_url()).status_code == 200
    course.unpublish()
    assert client.get(course.get_url()).status_code == 404


def test_a_restriction_holds_at_once(client, course):
    url = course.get_url()
    assert client.get(url).status_code == 200
    restriction = PageViewRestriction.objects.create(
        page=course, restriction_type=PageViewRestriction.LOGIN
    )
    assert client.get(url).status_code == 302
    assert course.title not in client.get("/courses/").content.decode()
    restriction.delete()
    assert client.get(url).status_code == 200


def test_an_edited_lesson_is_shown_at_once(as_learner, enrollment, lesson):
    url = lesson.get_url()
    assert lesson.title in as_learner.get(url).content.decode()
    page = LessonPage.objects.get(pk=lesson.pk)
    page.title = "Another title altogether"
    page.save_revision().publish()
    assert "Another title altogether" in as_learner.get(url).content.decode()


def test_a_request_never_changes_the_page_that_is_kept(client, course):
    client.get(course.get_url())
    client.get(course.get_url())
    kept = [found for name, (found, _until) in published._memory.items() if "page" in name]
    assert kept
    assert all("get_view_restrictions" not in vars(page) for page in kept)

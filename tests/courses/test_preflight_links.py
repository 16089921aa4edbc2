"""Preflight follows the links of a course, and tries none that lead elsewhere."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from courses.models import (
    CourseDocument,
    InfoPage,
)
from courses.preflight import BLOCKER

from .test_preflight import found, linked, live

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "link",
    [
        '<a linktype="page" id="987654">',
        '<a linktype="document" id="987654">',
        '<a href="/no/such/page/">',
        '<a href="/community/no-such-thing-here/at-all/">',
        '<a href="http://localhost/no/such/page/">',
    ],
)
def test_links_that_lead_nowhere(course, lesson, link):
    block_id = linked(lesson, link)
    [finding] = found(course, BLOCKER, "“the list of events”")
    assert finding.block_id == block_id


def test_a_link_to_a_page_that_is_taken_down(course, lesson):
    page = InfoPage.objects.first()
    linked(lesson, f'<a linktype="page" id="{page.pk}">')
    assert not found(course, BLOCKER, "the list of events")
    page.unpublish()
    assert found(course, BLOCKER, "not published")


def test_a_link_inside_a_course_that_is_published_with_it(course, lessons):
    linked(lessons[0], f'<a linktype="page" id="{lessons[2].pk}">')
    lessons[2].unpublish()
    assert not found(course, BLOCKER, "the list of events")


def test_links_that_lead_somewhere_and_addresses_elsewhere_that_are_not_tried(course, lessons):
    file = CourseDocument(title="Sheet")
    file.file.save("sheet.txt", ContentFile(b"Ask."))
    links = [
        f'<a linktype="document" id="{file.pk}">',
        f'<a href="{lessons[2].get_url()}">',
        f'<a href="{reverse("course_list")}">',
        '<a href="https://no-such-host.example/page">',
        '<a href="mailto:help@example.org">',
        '<a href="#part">',
    ]
    for link in links:
        linked(lessons[1], link)
        assert not found(course, BLOCKER, "the list of events"), link


def test_a_link_of_the_course_itself(course):
    live(course, what_you_make='<p><a linktype="page" id="987654">A plan</a></p>')
    [finding] = found(course, BLOCKER, "“A plan”")
    assert "contentpath=what_you_make" in finding.url()

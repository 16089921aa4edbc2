"""Covers: on cards, on the front page and on the course's own page, and all without one."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from courses.models import CatalogPage, CourseImage, FrontPage
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def cover(site):
    file = BytesIO()
    Image.new("RGB", (1600, 900), "#14594B").save(file, "PNG")
    return CourseImage.objects.create(
        title="Cover", file=SimpleUploadedFile("cover.png", file.getvalue())
    )


@pytest.fixture
def covered(course, cover):
    course.cover = cover
    course.save_revision().publish()
    return course


def catalog(client):
    return client.get(CatalogPage.objects.get().get_url()).content.decode()


def test_a_card_shows_the_cover_and_a_finer_one_for_fine_screens(client, covered):
    page = catalog(client)
    assert "fill-480x270" in page and "fill-960x540" in page and " 2x" in page
    assert 'alt=""' in page and 'loading="lazy"' in page


def test_a_card_without_a_cover_has_the_woven_one(client, course):
    page = catalog(client)
    assert '<div class="course-card__cover"></div>' in page


def test_the_covers_of_many_courses_cost_no_query_more(
    client, covered, cover, django_assert_max_num_queries
):
    catalog(client)
    for number in range(5):
        other = builders.make_course(f"Course {number}", slug=f"c{number}")
        other.cover = cover
        other.save_revision().publish()
    catalog(client)
    with django_assert_max_num_queries(8):
        catalog(client)


def test_the_front_page_shows_the_course_once(client, covered):
    builders.make_course("The other one", slug="other")
    front = FrontPage.objects.get()
    front.featured_course = covered
    front.save_revision().publish()
    page = client.get("/").content.decode()
    assert "fill-640x360" in page
    assert page.count(f'href="{covered.get_url()}"') == 2  # the button and the title
    assert "The other one" in page and "More courses" in page


def test_as_many_beads_as_lessons(client, course):
    page = catalog(client)
    assert 'viewBox="0 0 38 10"' in page  # three beads, 14 apart, 4 less at the end


def test_the_course_page_shows_it_large(client, covered):
    assert "course__cover" in client.get(covered.get_url()).content.decode()

"""The HTML of every course and lesson, as the server sends it: no errors.

That of all other pages, in each of their states, is read in test_axe.
"""

import pytest
from django.test import Client

from courses.models import CoursePage, LessonPage
from tests import html

from .screens.screen import BACKEND


def client_of(world, person):
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(world.person(person), BACKEND)
    return client


@pytest.mark.parametrize("person", ["", "learner", "graduate"])
def test_every_course_and_lesson(person, demo, world):
    client = client_of(world, person)
    pages = [*CoursePage.objects.live(), *LessonPage.objects.live()]
    assert len(pages) > 20
    for page in pages:
        source = client.get(page.get_url()).content.decode()
        assert html.errors(source) == [], page


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        ("<p><div></div></p>", "unexpected-end-tag"),
        ("<b><i></b></i>", "adoption-agency"),
        ("<p class='a' class='b'></p>", "duplicate-attribute"),
        ("<div>", "expected-one-end-tag"),
        ("<p id='a'></p><p id='a'></p>", "id 'a' stands 2 times"),
        ("<label for='nowhere'></label>", "leads nowhere"),
        ("<a href='#nowhere'>x</a>", "leads nowhere"),
        ("<ul><p>x</p></ul>", "<p> directly in <ul>"),
        ("<a href='/'><button>x</button></a>", "<button> in <a>"),
    ],
)
def test_faults_are_found(fault, named):
    page = (
        f"<!DOCTYPE html><html lang='en'><head><title>x</title></head><body>{fault}</body></html>"
    )
    assert any(named in error for error in html.errors(page)), html.errors(page)

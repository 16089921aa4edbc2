"""The first screen of the CMS says what to do first, to whoever may do it."""

import pytest

from courses.models import CatalogPage

pytestmark = pytest.mark.django_db


def first_screen(client_for, person):
    return client_for(person).get("/cms/").content.decode()


def test_an_instructor_is_led_to_a_first_lesson(client_for, instructor):
    page = first_screen(client_for, instructor)
    catalog = CatalogPage.objects.get()
    assert f"/cms/pages/add/courses/coursepage/{catalog.pk}/" in page
    for address in ("/cms/courses/new/", "/cms/courses/", "/cms/reports/learners/"):
        assert f'href="{address}"' in page
    assert "Make the site yours" not in page


def test_every_step_leads_somewhere(client_for, admin, course):
    client, catalog = client_for(admin), CatalogPage.objects.get()
    for address in (
        "/cms/settings/accounts/brand/",
        f"/cms/pages/add/courses/coursepage/{catalog.pk}/",
        "/cms/courses/new/",
        "/cms/courses/",
        "/cms/reports/learners/",
    ):
        assert address in first_screen(client_for, admin)
        assert client.get(address, follow=True).status_code == 200


def test_an_administrator_makes_the_site_theirs_first(client_for, admin, site):
    page = first_screen(client_for, admin)
    assert page.index("Make the site yours") < page.index("Start a course from a template")
    assert "Write your first course" in page


def test_who_writes_nothing_is_asked_to_write_nothing(client_for, moderator):
    assert "first-steps" not in first_screen(client_for, moderator)

"""Which sections a plan has is for instructors to say, in the CMS."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from courses.models import PlanSection
from tests import builders

pytestmark = pytest.mark.django_db
NAME = "wagtailsnippets_courses_plansection"


def test_an_instructor_defines_a_section(client_for, instructor):
    client = client_for(instructor)
    data = {"code": "P1", "title": "Purpose", "guidance": "Say where you go.", "sort_order": "2"}
    assert client.post(reverse(f"{NAME}:add"), data).status_code == 302
    section = PlanSection.objects.get()
    assert (section.title, section.guidance) == ("Purpose", "Say where you go.")
    page = client.get(reverse(f"{NAME}:list")).content.decode()
    assert "Purpose" in page and "P1" in page


def test_they_are_listed_in_the_order_of_the_plan(client_for, instructor):
    builders.plan_section("P1", "Comes later", sort_order=9)
    builders.plan_section("P9", "Comes first", sort_order=1)
    page = client_for(instructor).get(reverse(f"{NAME}:list")).content.decode()
    assert page.index("Comes first") < page.index("Comes later")


def test_a_code_without_a_figure_would_be_in_the_way_of_an_address(client_for, instructor):
    for code in ("revisions", "center", "sharing"):
        with pytest.raises(ValidationError, match="figure"):
            PlanSection(code=code, title="A title").full_clean()
    data = {"code": "sharing", "title": "A title", "guidance": "", "sort_order": "0"}
    response = client_for(instructor).post(reverse(f"{NAME}:add"), data)
    assert "Put a figure into the code, as in P1." in response.content.decode()
    assert not PlanSection.objects.exists()


def test_nobody_else_does(client_for, learner, moderator, coordinator):
    for person in (learner, moderator, coordinator):
        data = {"code": "P1", "title": "Purpose", "guidance": "", "sort_order": "0"}
        client_for(person).post(reverse(f"{NAME}:add"), data)
        assert not PlanSection.objects.exists()

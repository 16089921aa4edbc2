"""What a phone shows before anyone scrolls."""

import pytest
from playwright.sync_api import expect

TOP = 300  # CSS pixels that are surely seen, keyboard and browser bars or not


@pytest.mark.parametrize("person", ["learner", "newcomer", "finisher"])
def test_the_way_back_into_the_course_is_in_the_first_300_pixels(browse, demo, world, person):
    page = browse(demo, world.person(person), width=390)
    page.goto("/learning/")
    button = page.locator(".continue").get_by_role("link", name="Continue: ")
    expect(button).to_be_visible()
    box = button.bounding_box()
    assert box["y"] + box["height"] <= TOP, box

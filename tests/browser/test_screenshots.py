"""Pictures of the demonstration alone, for whoever looks at it and for the README.

Each run leaves them in var/reports/screenshots/, beside those of every page that
test_axe takes; SCREENSHOTS=1 renews the README's.
"""

import os

import pytest
from django.conf import settings

from .pictures import HEIGHT, LOADED, LOOKS, REPORTS
from .steps import wait_in_page

PICTURES = settings.BASE_DIR / "docs" / "pictures"

SUBJECTS = {
    "front": ("", lambda world: "/"),
    "catalog": ("", lambda world: "/courses/"),
    "course": ("learner", lambda world: world.course.get_url()),
    "lesson": ("learner", lambda world: world.lesson(11)),
    "dashboard": ("learner", lambda world: "/learning/"),
    "community": ("learner", lambda world: "/community/"),
    "certificate": ("graduate", lambda world: world.certificate.get_absolute_url()),
}
# What the README shows: a page, and how far down it is scrolled.
README = {"lesson": 0, "dashboard": 0, "community": 0}


@pytest.fixture(scope="module", autouse=True)
def only_what_is_demonstrated(demonstration):
    _server, world, _surroundings = demonstration
    world.show_rarities(False)
    yield
    world.show_rarities(True)


def open_subject(browse, demo, world, name, width, theme):
    person, address = SUBJECTS[name]
    user = world.person(person) if person else None
    page = browse(demo, user, width=width, theme=theme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": HEIGHT[width]})
    page.goto(address(world))
    return page


@pytest.mark.parametrize(("width", "theme"), LOOKS[:2])
@pytest.mark.parametrize("name", SUBJECTS)
def test_screenshot(browse, demo, world, name, width, theme):
    page = open_subject(browse, demo, world, name, width, theme)
    wait_in_page(page, LOADED)
    REPORTS.mkdir(parents=True, exist_ok=True)
    path = REPORTS / f"{name}-{width}-{theme}.png"
    page.screenshot(path=path, full_page=True)
    assert path.stat().st_size > 10_000


@pytest.mark.skipif(not os.environ.get("SCREENSHOTS"), reason="only with SCREENSHOTS=1")
@pytest.mark.parametrize("name", README)
def test_picture_of_the_readme(browse, demo, world, name):
    page = open_subject(browse, demo, world, name, 1280, "light")
    page.mouse.wheel(0, README[name])
    wait_in_page(page, LOADED)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")

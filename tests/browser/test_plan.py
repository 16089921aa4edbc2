"""Writing the plan: what is typed stays, whatever is brought in or happens meanwhile."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import LessonPage
from learning.models import Reflection, SectionText
from tests import builders

from .steps import press

KEPT = re.compile(r"^Draft kept at .* Not saved yet\.$")


@pytest.fixture
def url(learner, enrollment, lesson):
    """The page of a section for which the learner saved a reflection."""
    section = builders.plan_section("P1", "Purpose")
    block = builders.reflection()
    block["value"]["plan_section"] = section.pk
    lesson.body = LessonPage.body.field.stream_block.to_python([block])
    builders.publish(lesson)
    Reflection.objects.begin(learner, lesson, lesson.body[0]).submit("Brought words.", 0)
    return reverse("learning:plan_section", args=["P1"])


def box(page):
    return page.locator("textarea[name=text]").first


@pytest.mark.parametrize("scripted", [True, False])
def test_bringing_in_keeps_what_was_typed_a_moment_before(
    browse, live_server, learner, url, scripted
):
    page = browse(live_server, learner, scripts=scripted)
    page.goto(url)
    box(page).fill("Typed in a hurry.")
    press(page, "Bring in")
    expect(box(page)).to_have_value(re.compile("^Typed in a hurry.\\n\\nBrought words."))
    expect(page.locator("[data-other]")).to_be_hidden()
    press(page, "Save and mark ready")
    expect(page.get_by_role("button", name="Save and call it a draft again")).to_be_visible()
    row = SectionText.objects.get()
    assert row.status == "ready" and row.saved_text.startswith("Typed in a hurry.")


def test_a_draft_of_the_plan_is_kept_when_typing_stops(browse, live_server, learner, url):
    page = browse(live_server, learner)
    page.goto(url)
    box(page).press_sequentially("Where we go.")
    expect(page.locator("[data-state]")).to_have_text(KEPT)
    assert SectionText.objects.get().draft == "Where we go."

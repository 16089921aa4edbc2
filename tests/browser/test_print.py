"""What comes out of the printer, read back from the PDF that the browser would print."""

import re

import pypdfium2
import pytest
from django.utils import timezone

from learning.institutions.ninety_days import periods

ANSWERED = 7  # a lesson whose checks the half-way learner has answered


class Sheet(str):
    """Printed text, compared without its spaces: those between kerned letters get lost."""

    def __contains__(self, words):
        return "".join(words.split()) in "".join(self.split())


@pytest.fixture
def printed(browse, demo, world):
    """The printed pages' texts of an address; without scripts, in the dark theme."""

    def sheets(address, person="", *, scripts=False):
        user = world.person(person) if person else None
        page = browse(demo, user, theme="dark", scripts=scripts)
        page.goto(address)
        document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        try:
            return [Sheet(sheet.get_textpage().get_text_range()) for sheet in document]
        finally:
            document.close()

    return sheets


@pytest.fixture
def lesson(world):
    return world.lessons[ANSWERED - 1]


def whole(sheets):
    return Sheet(" ".join(sheets))


def values(lesson, kind):
    return [child.value for child in lesson.body if child.block_type == kind]


def test_every_page_says_what_it_is_of_and_which(printed, world, lesson):
    sheets = printed(lesson.get_url(), "learner")
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, 1):
        assert f"{world.course.title} · {lesson.title}" in sheet
        assert f"{number} / {len(sheets)}" in sheet


def test_nothing_to_press_is_printed(printed, lesson):
    text = whole(printed(lesson.get_url(), "learner", scripts=True))
    for words in (
        "Check answer", "Save reflection", "Save note", "Note to self", "Bookmark this lesson",
        "Outline", "Previous", "Sign out", "Skip to", "Who can see this", "words is plenty",
        "Lesson complete",
    ):  # fmt: skip
        assert words not in text, words


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_folded_on_the_screen_is_open_on_paper(printed, lesson, scripts):
    text = whole(printed(lesson.get_url(), "learner", scripts=scripts))
    [accordion] = values(lesson, "accordion")
    for item in accordion["items"]:
        first_words = re.sub(r"<[^>]+>", " ", item["body"].source).split()[:4]
        assert item["heading"] in text
        assert " ".join(first_words) in text
    [reflection] = values(lesson, "reflection")
    assert " ".join(reflection["example"].split()[:6]) in text


def test_checks_are_asked_with_empty_boxes_and_answered_on_the_last_page(printed, lesson):
    *sheets, last = printed(lesson.get_url(), "learner")
    before = whole(sheets)
    for check in values(lesson, "single_choice"):
        [right] = [option for _id, option in check.choices() if option["correct"]]
        assert check["question"] in before
        assert right["text"] in before
        assert right["explanation"] not in before
        assert check["question"] in last
        assert f"You chose: {right['text']}" in last
        assert right["explanation"] in last
    assert "Your answers so far" in last and "Correct" in last
    assert "Answered right" not in before


def test_no_answer_is_printed_to_those_who_have_not_answered(printed, lesson, world):
    text = whole(printed(lesson.get_url(), "newcomer"))
    assert "Your answers so far" not in text and "You chose" not in text
    for check in values(lesson, "single_choice"):
        assert check["question"] in text
        assert all(option["explanation"] not in text for _id, option in check.choices())


def test_boxes_are_empty_even_where_an_answer_was_given(browse, demo, world, lesson):
    page = browse(demo, world.person("learner"))
    page.goto(lesson.get_url())
    page.emulate_media(media="print")
    box = page.locator(".check input:checked").first
    look = box.evaluate("box => { const s = getComputedStyle(box);"
                        " return [s.appearance, s.backgroundColor, s.boxShadow]; }")  # fmt: skip
    assert look == ["none", "rgba(0, 0, 0, 0)", "none"]


def test_a_learners_own_words_are_printed_with_the_prompt(printed, lesson, world):
    text = whole(printed(lesson.get_url(), "learner"))
    [reflection] = values(lesson, "reflection")
    assert reflection["prompt"] in text
    mine = world.person("learner").reflections.get(lesson_key=lesson.key)
    assert " ".join(mine.submitted.text.split()[:8]) in text


def test_recordings_print_their_title_address_and_transcript(printed, world, settings):
    text = whole(printed(world.short_lessons[0].get_url(), "newcomer"))
    assert "A question" in text and "Eleven answers." in text
    assert "An alumna" in text and "One a month." in text
    [video] = values(world.short_lessons[0], "video")
    assert f"({settings.SITE_URL}{video['video'].url})" in Sheet(text.replace("\ufffe", "-"))


def test_only_links_that_leave_the_site_print_their_address(printed, world):
    text = whole(printed(world.short_lessons[0].get_url(), "newcomer"))
    assert "(https://vimeo.com/123456)" in text
    assert "(/" not in text


def test_reflections_print_without_what_surrounds_them(printed, world):
    sheets = printed("/learning/reflections/", "learner")
    text = whole(sheets)
    assert all("Reflections · Maya Lindqvist" in sheet for sheet in sheets)
    assert "Download as" not in text and "Bookmarks" not in text
    for reflection in world.person("learner").reflections.submitted_ones():
        assert " ".join(reflection.submitted.text.split()[:6]) in text


def test_a_certificate_prints_on_one_page(printed, world, settings):
    certificate = world.certificate
    [sheet] = printed(certificate.get_absolute_url(), "graduate")
    assert certificate.holder_name in sheet
    assert certificate.code in Sheet(sheet.replace("\ufffe", "-"))
    assert "Anyone can check it at" in sheet
    assert "Your certificate" not in sheet and "Download" not in sheet and "1 / 1" not in sheet


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_ninety_days_print_on_one_sheet(browse, demo, world, paper):
    page = browse(demo, world.person("coordinator"), scripts=False)
    newest = next(periods(timezone.localdate())).key
    page.goto(world.of_institution("ninety_days") + f"?period={newest}")
    document = pypdfium2.PdfDocument(page.pdf(format=paper))
    [sheet] = [Sheet(sheet.get_textpage().get_text_range()) for sheet in document]
    document.close()
    for words in (world.institution.name, "Finished", "Commitments kept", "Invite"):
        assert words in sheet, words
    assert "Period" not in sheet and "Print this page" not in sheet


def test_panels_have_a_line_around_them_and_no_tint(browse, demo, world, lesson):
    page = browse(demo, world.person("learner"), theme="dark")
    page.goto(lesson.get_url())
    page.emulate_media(media="print", color_scheme="dark")
    found = page.locator(".lesson__body .panel, .callout").evaluate_all(
        "all => all.map(e => { const s = getComputedStyle(e);"
        " return [s.borderTopStyle, s.borderTopColor, s.backgroundColor, s.breakInside, s.color] })"
    )
    line = ["solid", "rgb(0, 0, 0)", "rgba(0, 0, 0, 0)", "avoid", "rgb(0, 0, 0)"]
    assert found and all(look == line for look in found)

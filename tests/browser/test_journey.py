"""A newcomer's whole way: from the front page to a certificate that a stranger checks."""

import re

import pypdfium2
import pytest
from playwright.sync_api import expect

from accounts.models import User
from learning.models import Attempt, Certificate, Note, Reflection

from .steps import (
    RIGHT,
    WRONG,
    answer,
    check,
    create_account,
    feedback,
    follow,
    heading,
    press,
    reflection_box,
    reflection_state,
    to_do,
)

NAME = "Niamh Adair-Okonjo"
EMAIL = "niamh@example.edu"
PASSWORD = "seven quiet herons"
WORDS = "We answered every post ourselves, so nobody else did."


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_sign_up_to_a_verified_certificate(browse, live_server, course, lessons, scripts):
    page = browse(live_server, scripts=scripts)
    find_the_course(page, course)
    enroll(page, course)
    expect(heading(page)).to_have_text(lessons[0].title)
    position = page.locator(".lesson__position")
    expect(position).to_contain_text("Module 1, lesson 1 of 2 · about 15 minutes")

    learn_from_a_wrong_answer(page)
    write_a_reflection(page, scripts)
    note_and_bookmark(page)
    press(page, "Mark complete and continue")

    for lesson in lessons[1:]:
        expect(heading(page)).to_have_text(lesson.title)
        answer(page, RIGHT)
        expect(feedback(page)).to_contain_text("Correct")
        reflection_box(page).fill(f"What I take from {lesson.title}.")
        press(page, "Save reflection")
        expect(to_do(page)).to_have_count(0)
        press(page, "Mark complete and continue")

    expect(heading(page)).to_have_text(f"You have completed {course.title}")
    with page.expect_download() as download:
        follow(page, "Download certificate")
    code = read_the_certificate(download.value.path(), course)
    a_stranger_checks(browse(live_server, scripts=scripts), code, course)


def find_the_course(page, course):
    page.goto("/")
    follow(page, "Courses")
    follow(page, course.title)
    expect(heading(page)).to_have_text(course.title)


def enroll(page, course):
    follow(page, "Sign in to enroll")
    page.locator("main").get_by_role("link", name="Create an account").click()
    create_account(page, NAME, EMAIL, PASSWORD)
    expect(heading(page)).to_have_text(course.title)
    follow(page, "Enroll")
    name = page.get_by_role("textbox", name=re.compile("certificate", re.IGNORECASE))
    expect(name).to_have_value(NAME)
    press(page, "Enroll")


def learn_from_a_wrong_answer(page):
    expect(to_do(page)).to_have_text(["Answer the knowledge check", "Save your reflection"])
    assert "Explanation-" not in page.content()
    answer(page, WRONG)
    expect(feedback(page)).to_contain_text("Not the best answer")
    expect(check(page)).to_contain_text("Explanation-wrong")
    assert "Explanation-right" not in page.content()
    answer(page, RIGHT)
    expect(feedback(page)).to_contain_text("Correct")
    expect(check(page)).to_contain_text("Explanation-right")
    expect(to_do(page)).to_have_text(["Save your reflection"])
    newcomer = User.objects.get(email=EMAIL)
    tries = Attempt.objects.filter(enrollment__user=newcomer).order_by("pk")
    assert [attempt.correct for attempt in tries] == [False, True]


def write_a_reflection(page, scripts):
    if scripts:
        reflection_box(page).press_sequentially(WORDS)
        expect(reflection_state(page)).to_contain_text("Draft kept at")
        page.reload()
        expect(reflection_box(page)).to_have_value(WORDS)
        expect(to_do(page)).to_have_count(1)  # a draft does not count
    else:
        reflection_box(page).fill(WORDS)
    press(page, "Save reflection")
    expect(reflection_state(page)).to_contain_text("Saved at")
    expect(reflection_box(page)).to_have_value(WORDS)
    expect(to_do(page)).to_have_count(0)
    assert Reflection.objects.get().submitted.text == WORDS


def note_and_bookmark(page):
    page.get_by_label("Your note on this lesson").fill("Show this to Dana.")
    press(page, "Save note")
    expect(page.locator("#note [data-state]")).to_contain_text("Saved at")
    assert Note.objects.get().text == "Show this to Dana."
    page.get_by_role("button", name="Bookmark this lesson").click()
    bookmark = page.get_by_role("button", name="Bookmark this lesson", pressed=True)
    expect(bookmark).to_be_visible()


def read_the_certificate(path, course):
    """The PDF has one page, the name, the course and the code; gives the code."""
    document = pypdfium2.PdfDocument(path)
    assert len(document) == 1
    text = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    code = Certificate.objects.get().code
    for wanted in (NAME, course.title, code):
        assert wanted in text
    return code


def a_stranger_checks(page, code, course):
    page.goto("/verify/")
    page.get_by_label("Code").fill(code.replace("-", " ").lower())
    press(page, "Check the certificate")
    expect(page.get_by_role("heading", level=2)).to_have_text("Valid")
    for wanted in (NAME, course.title, code):
        expect(page.locator("main")).to_contain_text(wanted)
    assert EMAIL not in page.content()

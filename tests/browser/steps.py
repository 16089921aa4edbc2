"""What people do in the browser, in their words, for the tests that need it."""

import re
import time

from django.core import mail
from playwright.sync_api import expect

RIGHT, WRONG = "A question", "A vacancy"


def wait_in_page(page, expression, seconds=30):
    """Ask the page until the expression holds.

    Playwright's own wait asks again from inside the page, with ``eval``, which the
    site's policy forbids: it holds only where the first answer is yes.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never so within {seconds} s: {expression}"
        page.wait_for_timeout(50)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).click()


def mailed_code():
    """The code in the latest mail, which stands on a line of its own."""
    return re.search(r"^([A-Z]{4}-[A-Z]{4})\s*$", mail.outbox[-1].body, re.MULTILINE).group(1)


def create_account(page, name, email, password):
    """From the form to the confirmed address."""
    page.get_by_label("Your name").fill(name)
    page.get_by_role("textbox", name="E-mail").fill(email)
    page.locator("input[type=password]").fill(password)
    press(page, "Create account")
    expect(heading(page)).to_contain_text("Enter the code")
    assert mail.outbox[-1].to == [email]
    page.get_by_role("textbox", name="Code").fill(mailed_code())
    press(page, "Continue")


def sign_in(page, email, password):
    page.get_by_role("textbox", name="E-mail").fill(email)
    page.locator("input[type=password]").fill(password)
    press(page, "Sign in")


def heading(page):
    return page.get_by_role("heading", level=1)


def check(page):
    """The knowledge check of the lesson that is open."""
    return page.locator(".check")


def feedback(page):
    return check(page).locator(".feedback__title")


def answer(page, option):
    check(page).get_by_label(option, exact=True).check()
    press(page, "Check answer")


def reflection_box(page):
    return page.locator(".reflection textarea[name=text]")


def reflection_state(page):
    return page.locator(".reflection [data-state]")


def to_do(page):
    """The links to what is still open in the lesson."""
    return page.locator("#left .left a")

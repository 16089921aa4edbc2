"""Signing in with a code instead of a password."""

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from .conftest import is_signed_in

pytestmark = pytest.mark.django_db
TARGET = "/courses/x/#block-1"


def ask(client, email="learner@example.org", **fields):
    return client.post(reverse("account_request_login_code"), {"email": email, **fields})


def enter(client, code):
    page = client.get(reverse("account_confirm_login_code"), {"next": TARGET})
    kept = page.context["redirect_field_value"] if page.context else ""
    return client.post(reverse("account_confirm_login_code"), {"code": code, "next": kept})


def test_it_ends_at_the_deep_link(browser, site, learner, mailed_code):
    response = ask(browser, next=TARGET)
    assert response.url.endswith("next=%2Fcourses%2Fx%2F%23block-1")
    assert "works for 15 minutes" in mail.outbox[-1].body
    assert enter(browser, mailed_code()).url == TARGET
    assert is_signed_in(browser)


def test_a_wrong_code_does_not_open(browser, site, learner):
    ask(browser)
    assert "There is a problem" in enter(browser, "BBBB-BBBB").content.decode()
    assert not is_signed_in(browser)


def test_the_code_works_only_in_the_browser_that_asked(browser, client, site, learner, mailed_code):
    ask(browser)
    client.post(reverse("account_confirm_login_code"), {"code": mailed_code()})
    assert not is_signed_in(client)


def test_a_late_code_says_so(browser, site, learner, mailed_code):
    with time_machine.travel("2026-11-14 12:00", tick=False) as clock:
        ask(browser)
        clock.shift(16 * 60)
        response = browser.post(reverse("account_confirm_login_code"), {"code": mailed_code()})
        assert "no longer valid" in browser.get(response.url).content.decode()
        assert not is_signed_in(browser)


def test_an_unknown_address_gets_the_same_answer(browser, client, site, learner):
    known, unknown = ask(browser), ask(client, "nobody@example.org")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    pages = [
        visitor.get(known.url).content.decode().partition("<main")[2]
        for visitor in (browser, client)
    ]
    assert pages[0].count("<form") == pages[1].count("<form")
    assert pages[0].count("<p") == pages[1].count("<p")


def test_asking_is_limited_per_account(browser, client, site, learner):
    for n in range(3):
        type(client)().post(
            reverse("account_request_login_code"),
            {"email": learner.email},
            REMOTE_ADDR=f"10.2.0.{n}",
        )
    sent = len(mail.outbox)
    assert sent == 3
    html = ask(browser).content.decode()
    assert "too often" in html
    assert len(mail.outbox) == sent


def test_it_does_not_get_past_the_second_step(browser, site, learner, mailed_code, app_code):
    app_code(learner)
    ask(browser)
    assert enter(browser, mailed_code()).url == reverse("mfa_authenticate")
    assert not is_signed_in(browser)

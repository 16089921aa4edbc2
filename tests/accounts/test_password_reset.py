"""A new password, with a code."""

import time_machine
from django.core import mail
from django.urls import reverse

from ..builders import PASSWORD
from .conftest import is_signed_in

NEW = "eleven green umbrellas"
TARGET = "/courses/x/#block-1"


def ask(client, email="learner@example.org", **fields):
    return client.post(reverse("account_reset_password"), {"email": email, **fields})


def reset(client, code, password=NEW):
    """Follow the steps as a browser does, hidden fields included."""
    response = client.post(
        reverse("account_confirm_password_reset_code"), {"code": code, "next": TARGET}
    )
    page = client.get(response.url)
    return client.post(
        reverse("account_complete_password_reset"),
        {"password1": password, "next": page.context["redirect_field_value"] or ""},
    )


def test_it_signs_in_with_the_new_password_at_the_deep_link(browser, site, learner, mailed_code):
    response = ask(browser, next=TARGET)
    assert "next=%2Fcourses%2Fx%2F%23block-1" in response.url
    assert browser.get(response.url).context["redirect_field_value"] == TARGET
    assert reset(browser, mailed_code()).url == TARGET
    assert is_signed_in(browser)
    learner.refresh_from_db()
    assert learner.check_password(NEW)
    assert not learner.check_password(PASSWORD)
    assert "was changed" in mail.outbox[-1].subject


def test_other_sessions_end(browser, site, learner, as_learner, mailed_code):
    ask(browser)
    reset(browser, mailed_code())
    assert as_learner.get(reverse("account_settings")).status_code == 302


def test_an_unknown_address_gets_the_same_answer(browser, client, site, learner):
    known, unknown = ask(browser), ask(client, "nobody@example.org")
    assert known.url == unknown.url
    assert known.status_code == unknown.status_code
    assert [m.to for m in mail.outbox] == [["learner@example.org"], ["nobody@example.org"]]
    pages = [
        visitor.get(known.url).content.decode().replace(address, "ADDRESS").partition("<main")[2]
        for visitor, address in ((browser, "learner@example.org"), (client, "nobody@example.org"))
    ]
    assert pages[0].count("<form") == pages[1].count("<form")
    assert pages[0].count("<button") == pages[1].count("<button")
    assert "no account" in mail.outbox[1].subject
    for _attempt in range(3):
        answers = [
            visitor.post(known.url, {"code": "BBBB-BBBB"}).status_code
            for visitor in (browser, client)
        ]
        assert answers[0] == answers[1]


def test_asking_too_often_is_refused_per_account_from_any_address(browser, site, learner):
    for n in range(5):
        browser.post(
            reverse("account_reset_password"), {"email": learner.email}, REMOTE_ADDR=f"10.1.0.{n}"
        )
    sent = len(mail.outbox)
    response = browser.post(
        reverse("account_reset_password"), {"email": learner.email}, REMOTE_ADDR="10.1.0.99"
    )
    assert response.status_code == 429
    assert "<h1" in response.content.decode()
    assert len(mail.outbox) == sent


def test_a_late_code_says_so(browser, site, learner, mailed_code):
    with time_machine.travel("2026-11-14 12:00", tick=False) as clock:
        ask(browser)
        clock.shift(16 * 60)
        response = browser.post(
            reverse("account_confirm_password_reset_code"), {"code": mailed_code()}
        )
        assert "no longer valid" in browser.get(response.url).content.decode()


def test_common_passwords_are_refused(browser, site, learner, mailed_code):
    ask(browser)
    assert "There is a problem" in reset(browser, mailed_code(), "password1").content.decode()
    learner.refresh_from_db()
    assert learner.check_password(PASSWORD)


def test_nobody_sets_a_password_without_the_code(browser, site, learner):
    ask(browser)
    response = browser.post(reverse("account_complete_password_reset"), {"password1": NEW})
    assert response.status_code == 302
    learner.refresh_from_db()
    assert learner.check_password(PASSWORD)


def test_it_does_not_get_past_the_second_step(browser, site, learner, mailed_code, app_code):
    code = app_code(learner)
    ask(browser, next=TARGET)
    response = reset(browser, mailed_code())
    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(browser)
    response = browser.post(response.url, {"code": code()})
    assert response.url == TARGET
    assert is_signed_in(browser)

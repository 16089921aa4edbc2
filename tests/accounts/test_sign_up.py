"""Creating an account, with the code in the same tab."""

import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from accounts.models import User

from ..builders import PASSWORD
from .conftest import code_in, is_signed_in

NEW = {
    "display_name": "Niamh Sørensen",
    "email": "Niamh@Example.org",
    "password1": "seven quiet herons",
}
TARGET = "/courses/beyond/audit/#block-4f"


def sign_up(client, **fields):
    return client.post(reverse("account_signup"), {**NEW, **fields})


def enter_code(client, code):
    return client.post(reverse("account_email_verification_sent"), {"code": code})


def test_sign_up_through_a_real_mail_server_ends_at_the_deep_link(browser, site, mail_server):
    response = sign_up(browser, next=TARGET)
    assert response.url == reverse("account_email_verification_sent")
    assert not is_signed_in(browser)
    [message] = mail_server.messages
    assert message["To"] == "niamh@example.org"
    assert message["Subject"].startswith("Your code for")
    text, html = message.get_payload()
    code = code_in(text.get_payload(decode=True).decode())
    assert f">{code}</p>" in html.get_payload(decode=True).decode()

    response = enter_code(browser, code.lower().replace("-", " "))

    assert response.url == TARGET
    assert is_signed_in(browser)
    user = User.objects.get(email="niamh@example.org")
    assert user.display_name == "Niamh Sørensen"
    assert user.terms_accepted_at is not None
    assert EmailAddress.objects.get(user=user).verified


def test_without_a_deep_link_it_ends_at_the_dashboard(browser, site, mailed_code):
    sign_up(browser)
    assert enter_code(browser, mailed_code()).url == reverse("learning:dashboard")


def test_parked_text_survives_sign_up(browser, site, mailed_code):
    session = browser.session
    session["parked"] = {"reflection:1": "My words"}
    session.save()
    before = browser.session.session_key
    sign_up(browser)
    enter_code(browser, mailed_code())
    assert browser.session["parked"] == {"reflection:1": "My words"}
    assert browser.session.session_key != before


def test_the_page_says_what_it_asks(browser, site):
    html = browser.get(reverse("account_signup")).content.decode()
    for attribute in ('autocomplete="name"', 'autocomplete="email"', 'autocomplete="new-password"'):
        assert attribute in html
    assert "At least 8 characters" in html
    assert 'href="/terms/"' in html
    assert 'href="/privacy/"' in html
    assert "onpaste" not in html


def test_an_empty_form_says_what_to_enter_once_per_field(browser, site):
    html = browser.post(reverse("account_signup"), {}).content.decode()
    for sentence in ("Enter your name.", "Enter an e-mail address.", "Enter a password."):
        assert html.count(sentence) == 2  # in the summary and at the field
    assert 'href="#id_display_name"' in html


def test_common_and_short_passwords_are_refused_and_the_rest_stays(browser, site):
    for password in ("password123", "qz7-k", "niamh-sorensen", "niamh sørensen"):
        html = sign_up(browser, password1=password).content.decode()
        assert "There is a problem" in html
        assert "Niamh Sørensen" in html
        assert password not in html
    assert not User.objects.exists()


def test_a_taken_address_gets_the_same_answer_and_a_different_mail(browser, client, site, learner):
    taken = sign_up(browser, email=learner.email, next=TARGET)
    to_the_owner = mail.outbox[-1]
    fresh = sign_up(client)
    assert (taken.status_code, taken.url) == (fresh.status_code, fresh.url)

    def shown(visitor, address):
        page = visitor.get(taken.url).content.decode().replace(address, "ADDRESS")
        return page.partition("<main")[2].partition("</main>")[0].split("csrfmiddlewaretoken")

    pages = [shown(browser, learner.email), shown(client, "niamh@example.org")]
    assert len(pages[0]) == len(pages[1])
    assert "ADDRESS" in pages[0][0]
    assert [part[80:] for part in pages[0]] == [part[80:] for part in pages[1]]
    changes = {"action": "change", "email": "elsewhere@example.org"}
    answers = [visitor.post(taken.url, changes) for visitor in (browser, client)]
    assert answers[0].status_code == answers[1].status_code
    assert "already" in to_the_owner.subject
    assert "%23block-4f" in to_the_owner.body
    learner.refresh_from_db()
    assert learner.check_password(PASSWORD)


def test_a_taken_address_cannot_be_entered_by_guessing(browser, site, learner):
    sign_up(browser, email=learner.email)
    for _attempt in range(3):
        enter_code(browser, "BBBB-BBBB")
    assert not is_signed_in(browser)


def test_three_wrong_codes_end_it_with_a_reason(browser, site, mailed_code):
    sign_up(browser)
    right = mailed_code()
    assert "not the code of the latest mail" in enter_code(browser, "BBBB-BBBB").content.decode()
    enter_code(browser, "BBBB-BBBB")
    response = enter_code(browser, "BBBB-BBBB")
    assert "too often" in browser.get(response.url).content.decode()
    enter_code(browser, right)
    assert not is_signed_in(browser)


def test_a_late_code_says_so_and_the_deep_link_is_not_lost(browser, site, mailed_code):
    with time_machine.travel("2026-11-14 12:00", tick=False) as clock:
        sign_up(browser, next=TARGET)
        late = mailed_code()
        clock.shift(16 * 60)
        response = enter_code(browser, late)
        assert "no longer valid" in browser.get(response.url).content.decode()
        assert not is_signed_in(browser)
        # Signing in sends a new code, and the session still knows where they were going.
        browser.post(
            reverse("account_login"), {"login": NEW["email"], "password": NEW["password1"]}
        )
        assert enter_code(browser, mailed_code()).url == TARGET


def test_a_second_code_replaces_the_first_and_says_the_minutes_left(browser, site, mailed_code):
    with time_machine.travel("2026-11-14 12:00", tick=False) as clock:
        sign_up(browser)
        assert "works for 15 minutes" in mail.outbox[-1].body
        first = mailed_code()
        clock.shift(5 * 60)
        browser.post(reverse("account_email_verification_sent"), {"action": "resend"})
        assert "works for 10 minutes" in mail.outbox[-1].body
        enter_code(browser, first)
        assert not is_signed_in(browser)
        enter_code(browser, mailed_code())
        assert is_signed_in(browser)


def test_the_name_is_kept_on_one_line_and_out_of_the_mail(browser, site):
    sign_up(browser, display_name="Ada\r\nBcc: x  Love")
    assert User.objects.get().display_name == "Ada Bcc: x Love"
    assert "Bcc" not in mail.outbox[-1].body


def test_fields_that_are_not_asked_have_no_effect(browser, site):
    sign_up(browser, is_staff="on", is_superuser="on", certificate_name="Dr. No")
    user = User.objects.get()
    assert not (user.is_staff or user.is_superuser or user.certificate_name)


def test_somebody_signed_in_is_sent_on(as_learner, site):
    assert as_learner.get(reverse("account_signup"), {"next": "/courses/"}).url == "/courses/"

"""Signing in with a password."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.models import User

from ..builders import PASSWORD
from .conftest import is_signed_in

pytestmark = pytest.mark.django_db


def sign_in(client, email="learner@example.org", password=PASSWORD, **fields):
    address = fields.pop("address", "127.0.0.1")
    host = fields.pop("host", "127.0.0.1")
    return client.post(
        reverse("account_login"),
        {"login": email, "password": password, **fields},
        REMOTE_ADDR=address,
        headers={"host": host},
    )


def test_it_ends_at_the_deep_link(browser, site, learner):
    response = sign_in(browser, next="/courses/x/#block-1")
    assert response.url == "/courses/x/#block-1"
    assert is_signed_in(browser)


def test_the_deep_link_travels_through_every_link_of_the_page(browser, site):
    html = browser.get(reverse("account_login"), {"next": "/courses/x/#block-1"}).content.decode()
    main = html.partition("<main")[2]
    encoded = "next=%2Fcourses%2Fx%2F%23block-1"
    for name in ("account_signup", "account_request_login_code", "account_reset_password"):
        assert f'href="{reverse(name)}?{encoded}"' in main
    assert 'name="next" value="/courses/x/#block-1"' in main


def test_the_address_is_read_in_any_case(browser, site, learner):
    sign_in(browser, email="LEARNER@Example.ORG ")
    assert is_signed_in(browser)


def test_the_session_rotates_and_keeps_parked_text(browser, site, learner):
    session = browser.session
    session["parked"] = {"post:7": "Half a thought"}
    session.save()
    before = session.session_key
    sign_in(browser)
    assert browser.session.session_key != before
    assert browser.session["parked"] == {"post:7": "Half a thought"}
    browser.cookies["sessionid"] = before
    assert not is_signed_in(browser)


def test_another_persons_session_is_not_taken_over(browser, site, learner, other_learner):
    sign_in(browser)
    session = browser.session
    session["parked"] = {"post:7": "Of the first person"}
    session.save()
    browser.post(reverse("account_logout"))
    sign_in(browser, email=other_learner.email)
    assert "parked" not in browser.session


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(browser, site, learner):
    def answer(email):
        html = sign_in(browser, email=email, password="wrong " * 3).content.decode()
        return html.partition("error-summary")[2].partition("</ul>")[0]

    assert answer("learner@example.org") == answer("nobody@example.org")
    assert "do not belong together" in answer("nobody@example.org")
    assert not is_signed_in(browser)


def test_the_password_is_never_sent_back(browser, site, learner):
    assert "wrong-wrong" not in sign_in(browser, password="wrong-wrong").content.decode()


def test_attempts_are_counted_per_account_whatever_the_address_and_the_host(browser, site, learner):
    for n in range(5):
        sign_in(browser, password="wrong", address=f"10.0.0.{n}", host=f"127.0.0.1:{8000 + n}")
    html = sign_in(browser, address="10.0.0.9", host="127.0.0.1:9999").content.decode()
    assert "too often" in html
    assert not is_signed_in(browser)


def test_attempts_are_counted_per_address_over_many_accounts(browser, site, learner):
    for n in range(10):
        sign_in(browser, email=f"person{n}@example.org", password="wrong")
    assert "too often" in sign_in(browser).content.decode()
    sign_in(browser, address="10.0.0.1")
    assert is_signed_in(browser)


def test_an_unconfirmed_address_is_asked_for_its_code(browser, site, learner, mailed_code):
    EmailAddress.objects.filter(user=learner).update(verified=False)
    response = sign_in(browser, next="/courses/")
    assert response.url == reverse("account_email_verification_sent")
    assert not is_signed_in(browser)
    response = browser.post(response.url, {"code": mailed_code()})
    assert response.url == "/courses/"


def test_a_suspended_person_is_out_at_the_next_request(browser, site, learner):
    sign_in(browser)
    User.objects.filter(pk=learner.pk).update(is_active=False)
    response = browser.get(reverse("account_settings"))
    assert response.url.startswith(reverse("account_login"))
    assert not sign_in(browser).headers.get("Location", "").startswith("/learning")


def test_the_device_forgets_unless_asked_to_remember(browser, site, learner):
    sign_in(browser)
    assert browser.session.get_expire_at_browser_close()
    browser.post(reverse("account_logout"))
    sign_in(browser, remember="on")
    assert not browser.session.get_expire_at_browser_close()


def test_the_cookie_is_not_for_scripts(browser, site, learner):
    cookie = sign_in(browser).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"

"""Every page of sign-in and settings: one heading, labels, nothing inline."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from ..builders import PASSWORD

pytestmark = pytest.mark.django_db
OUTSIDE = [
    "account_login", "account_signup", "account_reset_password", "account_request_login_code",
]  # fmt: skip
INSIDE = [
    "account_settings", "account_profile", "account_data", "account_email",
    "account_change_password", "account_logout", "account_reauthenticate", "mfa_index",
    "mfa_list_webauthn",
]  # fmt: skip
BEHIND_PASSWORD = ["mfa_activate_totp", "mfa_add_webauthn"]
WITH_SECOND_STEP = ["mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"]


class Page(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, *names):
        return [attrs for tag, attrs in self.tags if tag in names]


def check(response):
    assert response.status_code == 200
    html = response.content.decode()
    page = Page(html)
    assert len(page.all("h1")) == 1
    assert not page.all("style")
    for tag, attrs in page.tags:
        assert "style" not in attrs, tag
        assert not [name for name in attrs if name.startswith("on")], tag
    for script in page.all("script"):
        assert "src" in script or script.get("type") == "application/json"
    labelled = {label.get("for") for label in page.all("label")}
    for field in page.all("input", "select", "textarea"):
        if field.get("type") not in {"hidden", "submit", "search"}:
            assert field["id"] in labelled
            assert "placeholder" not in field
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL).group(1).strip()
    assert title.endswith("– Common Thread")
    assert "unsafe" not in response["Content-Security-Policy"]
    return title


def test_pages_outside(browser, site):
    titles = [check(browser.get(reverse(name))) for name in OUTSIDE]
    assert len(set(titles)) == len(titles)


def test_pages_inside(as_learner, site):
    titles = [check(as_learner.get(reverse(name))) for name in INSIDE]
    assert len(set(titles)) == len(titles)


def test_pages_behind_the_password(as_learner, site):
    as_learner.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name in BEHIND_PASSWORD:
        check(as_learner.get(reverse(name)))


def test_pages_with_a_second_step(as_learner, learner, site, app_code):
    app_code(learner)
    as_learner.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name in WITH_SECOND_STEP:
        check(as_learner.get(reverse(name)))
    check(as_learner.get(reverse("mfa_reauthenticate")))


def test_pages_of_codes(client_for, learner, site, app_code):

    for name in ("account_reset_password", "account_request_login_code"):
        visitor = Client()
        check(visitor.get(visitor.post(reverse(name), {"email": learner.email}).url))
    app_code(learner)
    visitor = Client()
    response = visitor.post(
        reverse("account_login"), {"login": learner.email, "password": PASSWORD}
    )
    check(visitor.get(response.url))

"""Where people land stays on this site."""

import pytest
from django.urls import reverse

from ..builders import PASSWORD

AWAY = [
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "\t//evil.example/",
    "/\n/evil.example/",
    "http://evil.example/",
    "https:evil.example",
    "http:///evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "@evil.example",
    "http://testserver@evil.example/",
    "//testserver@evil.example/",
    "http://localhost:9999/",
    "//127.0.0.1:9999/",
    "evil.example",
]


@pytest.mark.parametrize("away", AWAY)
def test_sign_in_stays_here(browser, site, learner, away):
    response = browser.post(
        reverse("account_login"), {"login": learner.email, "password": PASSWORD, "next": away}
    )
    assert response.url == reverse("learning:dashboard")


@pytest.mark.parametrize("away", AWAY)
def test_sign_up_sign_out_and_reset_stay_here(browser, site, learner, away, mailed_code):
    assert browser.get(reverse("account_signup"), {"next": away}).status_code == 200
    html = browser.get(reverse("account_login"), {"next": away}).content.decode()
    main = html.partition("<main")[2]
    assert "evil" not in "".join(
        part.partition('"')[0] for part in main.split(f'href="{reverse("account_signup")}')[1:]
    )
    browser.force_login(learner, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.post(reverse("account_logout"), {"next": away}).url == "/"
    response = browser.post(
        reverse("account_reset_password"), {"email": learner.email, "next": away}
    )
    assert "evil" not in response.url


@pytest.mark.parametrize("here", ["/courses/?level=1#top", "/a@b/", "/courses/x/#block-1"])
def test_addresses_of_this_site_are_followed(browser, site, learner, here):
    response = browser.post(
        reverse("account_login"), {"login": learner.email, "password": PASSWORD, "next": here}
    )
    assert response.url == here

"""Wagtail's own sign-in views lead to ours."""

import pytest
from django.urls import reverse

from ..builders import PASSWORD
from .conftest import is_signed_in

pytestmark = pytest.mark.django_db
DOORS = ["/cms/login/", "/_util/login/"]
RESETS = [
    "/cms/password_reset/", "/cms/password_reset/done/", "/cms/password_reset/complete/",
    "/cms/password_reset/confirm/MQ/set-password/",
]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_the_door_leads_to_our_sign_in(browser, site, admin, app_code, door):
    app_code(admin)
    response = browser.get(door, {"next": "/cms/pages/"})
    assert response.url == reverse("account_login") + "?next=%2Fcms%2Fpages%2F"
    browser.post(door, {"username": admin.email, "password": PASSWORD})
    assert not is_signed_in(browser)


@pytest.mark.parametrize("door", RESETS)
def test_the_reset_leads_to_our_reset(browser, site, admin, door):
    assert browser.get(door).url == reverse("account_reset_password")
    assert browser.post(door, {"email": admin.email}).url == reverse("account_reset_password")


def test_the_cms_sends_strangers_to_our_sign_in(browser, site):
    assert (
        browser.get("/cms/", follow=True).redirect_chain[-1][0].startswith(reverse("account_login"))
    )


def test_sign_out_in_the_cms_takes_a_post_and_ends_everything(client_for, admin, site):
    client = client_for(admin)
    client.get("/cms/logout/")
    assert is_signed_in(client)
    client.post("/cms/logout/")
    assert not is_signed_in(client)


def test_the_cms_account_page_changes_neither_name_address_nor_password(client_for, admin, site):
    client = client_for(admin)
    html = client.get("/cms/account/").content.decode()
    assert "Theme preferences" in html
    for field in ("name_email-", "password-old_password", "avatar-avatar"):
        assert field not in html
    form = {
        "name_email-email": "stolen@example.org",
        "password-old_password": PASSWORD,
        "password-new_password1": "eleven green umbrellas",
        "password-new_password2": "eleven green umbrellas",
        "theme-theme": "dark",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
    }
    assert client.post("/cms/account/", form).status_code in {200, 302}
    admin.refresh_from_db()
    assert admin.email == "admin@example.org"
    assert admin.check_password(PASSWORD)


def test_the_cms_account_page_is_for_staff(as_learner, browser, site):
    assert as_learner.get("/cms/account/").status_code in {302, 403}
    assert browser.get("/cms/account/").status_code == 302

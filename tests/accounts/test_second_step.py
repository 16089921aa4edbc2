"""Two-step sign-in."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.urls import reverse

from ..builders import PASSWORD
from .conftest import is_signed_in

pytestmark = pytest.mark.django_db
TARGET = "/courses/x/#block-1"


def first_step(client, user, **fields):
    return client.post(
        reverse("account_login"), {"login": user.email, "password": PASSWORD, **fields}
    )


def test_it_ends_at_the_deep_link_and_keeps_parked_text(browser, site, learner, app_code):
    code = app_code(learner)
    session = browser.session
    session["parked"] = {"note:1": "Mine"}
    session.save()
    response = first_step(browser, learner, next=TARGET)
    assert response.url == reverse("mfa_authenticate")
    assert "one-time-code" in browser.get(response.url).content.decode()
    response = browser.post(response.url, {"code": code()})
    assert response.url == TARGET
    assert browser.session["parked"] == {"note:1": "Mine"}


PRIVATE = [
    "account_settings", "account_profile", "account_data", "account_data_download",
    "account_email", "account_change_password", "mfa_index", "mfa_view_recovery_codes",
    "mfa_download_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp",
    "mfa_add_webauthn", "learning:dashboard", "wagtailadmin_home", "wagtailadmin_account",
]  # fmt: skip


@pytest.mark.parametrize("name", PRIVATE)
def test_nothing_is_served_between_the_steps(browser, admin, site, app_code, name):
    app_code(admin)
    first_step(browser, admin)
    response = browser.get(reverse(name), follow=True)
    assert not is_signed_in(browser)
    assert response.redirect_chain[-1][0].startswith(
        (reverse("account_login"), reverse("mfa_authenticate"))
    )


def test_wrong_codes_are_counted_per_account(browser, client, site, learner, app_code):
    code = app_code(learner)
    first_step(browser, learner)
    for n in range(5):
        browser.post(reverse("mfa_authenticate"), {"code": "000000"}, REMOTE_ADDR=f"10.3.0.{n}")
    first_step(client, learner)
    html = client.post(
        reverse("mfa_authenticate"), {"code": code()}, REMOTE_ADDR="10.3.0.9"
    ).content.decode()
    assert "too often" in html
    assert not is_signed_in(client)


def test_a_code_works_once(browser, client, site, learner, app_code):
    code = app_code(learner)()
    for visitor in (browser, client):
        first_step(visitor, learner)
        visitor.post(reverse("mfa_authenticate"), {"code": code})
    assert is_signed_in(browser)
    assert not is_signed_in(client)


def test_a_recovery_code_opens_once(browser, client, site, learner, app_code):
    app_code(learner)
    codes = Authenticator.objects.get(
        user=learner, type=Authenticator.Type.RECOVERY_CODES
    ).wrap().get_unused_codes()  # fmt: skip
    for visitor in (browser, client):
        first_step(visitor, learner)
        visitor.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert is_signed_in(browser)
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"]
)
def test_changing_it_asks_for_the_password_again(as_learner, site, name):
    response = as_learner.get(reverse(name))
    assert response.url.startswith(reverse("account_reauthenticate"))


def test_turning_it_off_asks_for_a_proof_again(as_learner, learner, site, app_code):
    app_code(learner)
    response = as_learner.post(reverse("mfa_deactivate_totp"))
    assert "reauthenticate" in response.url
    assert Authenticator.objects.filter(user=learner, type="totp").exists()


def test_setting_up_an_app(as_learner, learner, site, django_capture_on_commit_callbacks):
    response = as_learner.get(reverse("mfa_activate_totp"))
    page = as_learner.get(response.url)
    response = as_learner.post(
        reverse("account_reauthenticate"),
        {"password": PASSWORD, "next": page.context["redirect_field_value"]},
    )
    page = as_learner.get(response.url)
    html = page.content.decode()
    assert 'src="data:image/svg+xml' in html
    secret = page.context["form"].secret
    assert secret in html
    counter = max(totp.yield_hotp_counters_from_time())
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    with django_capture_on_commit_callbacks(execute=True):
        response = as_learner.post(reverse("mfa_activate_totp"), {"code": code})
    assert response.url == reverse("mfa_view_recovery_codes")
    assert "Download the codes" in as_learner.get(response.url).content.decode()
    assert any(message.subject.startswith("Two-step sign-in is on") for message in mail.outbox)
    assert "On: your account" in as_learner.get(reverse("account_settings")).content.decode()


def test_a_new_key_is_called_after_the_browser_it_is_added_in(as_learner, site):
    as_learner.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"
    response = as_learner.get(reverse("mfa_add_webauthn"), headers={"user-agent": firefox})
    assert 'value="Firefox on Linux"' in response.content.decode()

"""Signing in and up, and one's own account."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.mail.unsubscribing import unsubscribe_url
from tests.browser.steps import press
from tests.builders import PASSWORD

from .acts import post, send
from .screen import BACKEND, Screen


def prove_it_is_me(client, world):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def turn_on_second_step(client, world):
    user = world.person("anasofia.brandt")
    if not user.authenticator_set.exists():
        totp.TOTP.activate(user, totp.generate_totp_secret())
        RecoveryCodes.activate(user)
    prove_it_is_me(client, world)


def first_step(client, world):
    turn_on_second_step(client, world)
    client.logout()
    client.post(
        reverse("account_login"),
        {"login": "anasofia.brandt@example.org", "password": PASSWORD},
    )


def sign_in_wrongly(page, world):
    page.get_by_role("textbox", name="E-mail").fill("learner@example.org")
    page.locator("input[type=password]").fill("wrong")
    press(page, "Sign in")


def with_code_for_new_password(client, world):
    """As far as the page that takes the new password."""
    client.post(reverse("account_reset_password"), {"email": "kath.orourke@example.org"})
    newest = max(Path(settings.EMAIL_FILE_PATH).iterdir(), key=lambda file: file.stat().st_mtime_ns)
    code = re.search(r"^([A-Z]{4}-[A-Z]{4})\s*$", newest.read_text(), re.MULTILINE).group(1)
    client.post(reverse("account_confirm_password_reset_code"), {"code": code})


def by_code(client, world):
    """Signed in as somebody who has a passkey and no password, proven a moment ago."""
    user = world.person("passwordless")
    client.force_login(user, BACKEND)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, method="code", reauthenticated=True)
    request.session.save()


def unsubscribe(*names):
    return lambda world: urlsplit(unsubscribe_url(world.person("blank"), names)).path


SCREENS = [
    Screen("login: form", "Sign in with a passkey", "account_login"),
    Screen("login: error", "There is a problem", "account_login", act=sign_in_wrongly),
    Screen("login: closed account", "This account is closed", "account_inactive"),
    Screen("signup: form", "Your name", "account_signup"),
    Screen("signup: error", "There is a problem", "account_signup", act=send("Create account")),
    Screen("code: sign-up", "Enter the code", "account_email_verification_sent",
           before=post("account_signup", display_name="New", email="new@example.org",
                       password1="seven quiet herons")),
    Screen("code: wrong", "There is a problem", "account_email_verification_sent",
           before=post("account_signup", display_name="New", email="newer@example.org",
                       password1="seven quiet herons"), act=send("Continue")),
    Screen("code: sign-in", "Enter the code", "account_confirm_login_code",
           before=post("account_request_login_code", email="kath.orourke@example.org")),
    Screen("code: reset", "Enter the code", "account_confirm_password_reset_code",
           before=post("account_reset_password", email="kath.orourke@example.org")),
    Screen("reset: form", "assword", "account_reset_password"),
    Screen("reset: by code", "code", "account_request_login_code"),
    Screen("reset: error", "There is a problem", "account_reset_password",
           act=send("Send the code")),
    Screen("reset: new password", "Set a new password", "account_complete_password_reset",
           before=with_code_for_new_password),
    Screen("reset: done", "is changed", "account_password_reset_completed"),
    Screen("settings: all", "Account settings", "account_settings", "learner"),
    Screen("settings: profile", "rofile", "account_profile", "learner"),
    Screen("settings: profile error", "There is a problem", "account_profile", "learner",
           act=lambda page, w: (page.locator("[name=display_name]").fill(""),
                                page.locator("main form button").first.click())),
    Screen("notifications: some", "Choose how you are told", "notifications", "learner"),
    Screen("notifications: empty", "Nothing so far", "notifications", "blank"),
    Screen("settings: told", "How you are told", "notification_settings", "learner"),
    Screen("settings: told error", "There is a problem", "notification_settings", "learner",
           act=lambda page, w: (page.locator("[name=hour]").select_option("22"),
                                press(page, "Save settings")), status=422),
    Screen("settings: data", "ata", "account_data", "learner"),
    Screen("settings: delete", "What stays", "account_delete", "learner", before=prove_it_is_me),
    Screen("settings: delete error", "There is a problem", "account_delete", "learner",
           before=prove_it_is_me, status=422, act=send("Delete my account")),
    Screen("settings: only administrator", "only administrator", "account_delete", "admin",
           before=prove_it_is_me),
    Screen("settings: e-mail", "mail", "account_email", "learner"),
    Screen("settings: password", "assword", "account_change_password", "learner"),
    Screen("settings: sign out", "Sign out", "account_logout", "learner"),
    Screen("settings: again", "assword", "account_reauthenticate", "learner"),
    Screen("settings: first password", "Set a password", "account_set_password", before=by_code),
    Screen("unsubscribe: ask", "You came here from a mail", unsubscribe("reply", "mention")),
    Screen("unsubscribe: digest", "from your digest", unsubscribe("digest"), "newcomer"),
    Screen("unsubscribe: done", "Mail is stopped", unsubscribe("reply"),
           act=send("Stop mail of this kind")),
    Screen("second step: off", "wo-step", "mfa_index", "learner"),
    Screen("second step: on", "wo-step", "mfa_index", "anasofia.brandt",
           before=turn_on_second_step),
    Screen("second step: app", "app", "mfa_activate_totp", "learner", before=prove_it_is_me),
    Screen("second step: no app", "app", "mfa_deactivate_totp", "anasofia.brandt",
           before=turn_on_second_step),
    Screen("second step: passkeys", "asskey", "mfa_list_webauthn", "learner",
           before=prove_it_is_me),
    Screen("second step: add passkey", "asskey", "mfa_add_webauthn", "learner",
           before=prove_it_is_me),
    Screen("second step: one passkey", "The phone I carry", "mfa_list_webauthn", before=by_code),
    Screen("second step: rename passkey", "Rename a key",
           lambda w: reverse("mfa_edit_webauthn", args=[w.passkey.pk]), before=by_code),
    Screen("second step: remove passkey", "Remove",
           lambda w: reverse("mfa_remove_webauthn", args=[w.passkey.pk]), before=by_code),
    Screen("second step: codes", "ecovery", "mfa_view_recovery_codes", "anasofia.brandt",
           before=turn_on_second_step),
    Screen("second step: new codes", "ecovery", "mfa_generate_recovery_codes", "anasofia.brandt",
           before=turn_on_second_step),
    Screen("second step: asked", "code", "mfa_authenticate", "anasofia.brandt", before=first_step),
]  # fmt: skip

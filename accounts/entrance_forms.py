"""The forms of sign-in, sign-up and account settings, in this site's words.

They stand apart from ``forms``, which allauth's own forms import.
"""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .models import User

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("Password"),
    "remember": _("Keep me signed in on this device"),
    "code": _("Code"),
    "name": _("Name"),
    "passwordless": _("Use it as a passkey"),
}
HELP = {
    "password": "",
    "oldpassword": "",
    "password1": _(
        "At least 8 characters. Very common passwords are refused;"
        " three or four words that you remember do well."
    ),
    "name": _("So that you can tell your keys apart, for example “Work laptop”."),
    "passwordless": _(
        "A passkey signs you in by itself, with your fingerprint, face or PIN."
        " Otherwise the key is a second step after your password."
    ),
}
REQUIRED = {
    "login": _("Enter your e-mail address."),
    "email": _("Enter an e-mail address."),
    "password": _("Enter your password."),
    "oldpassword": _("Enter the password that you use now."),
    "password1": _("Enter a password."),
    "display_name": _("Enter your name."),
    "code": _("Enter the code."),
    "name": _("Enter a name for the key."),
    "credential": _("The browser sent no key. Try again, or choose another way."),
}
ATTRS = {
    "login": {"autocomplete": "username"},
    "code": {"autocapitalize": "characters", "spellcheck": "false"},
    "name": {"autocomplete": "off"},
}


class Worded:
    """Labels that stay visible, no placeholders, and a new password typed once.

    Typing it twice guards against slips that the reset by code mends anyway, and
    gets in the way of password managers.
    """

    labels = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.update(ATTRS.get(name, {}))
            field.label = self.labels.get(name, LABELS.get(name, field.label))
            field.help_text = HELP.get(name, field.help_text)
            if name in REQUIRED:
                field.error_messages["required"] = REQUIRED[name]


class LoginForm(Worded, account.LoginForm):
    pass


class SignupForm(Worded, account.SignupForm):
    def clean(self):
        """The password is not much like the name either, which allauth does not know."""
        cleaned = super().clean()
        if (password := cleaned.get("password1")) and "password1" not in self.errors:
            person = User(display_name=cleaned.get("display_name", ""))
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password1", error)
        return cleaned

    def try_save(self, request):
        """An address that has an account takes as long to answer as a new one."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class AddEmailForm(Worded, account.AddEmailForm):
    labels = {"email": _("New e-mail address")}


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    labels = {"password1": _("New password")}


class SetPasswordForm(Worded, account.SetPasswordForm):
    labels = {"password1": _("New password")}


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):
    labels = {"password1": _("New password")}


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    pass


class RequestLoginCodeForm(Worded, account.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(Worded, account.ConfirmLoginCodeForm):
    pass


class ConfirmEmailVerificationCodeForm(Worded, account.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPasswordResetCodeForm(Worded, account.ConfirmPasswordResetCodeForm):
    pass


class AuthenticateForm(Worded, mfa.AuthenticateForm):
    labels = {"code": _("Code from your app, or a recovery code")}


class ReauthenticateByCodeForm(Worded, mfa.ReauthenticateForm):
    labels = {"code": _("Code from your app, or a recovery code")}


class ActivateTOTPForm(Worded, totp.ActivateTOTPForm):
    labels = {"code": _("Code that the app shows now")}


class AddWebAuthnForm(Worded, webauthn.AddWebAuthnForm):
    pass


class EditWebAuthnForm(Worded, webauthn.EditWebAuthnForm):
    pass

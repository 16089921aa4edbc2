"""How sign-in and sign-up fit this site."""

import time
from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from .mail.browser_names import browser_named
from .mail.drawing import drawn
from .models import OutgoingMail, User
from .models.brand import current_look
from .tasks import send_mail

GOING_TO = "going_to"
GOING_TO_SECONDS = 60 * 60
CODE_SECONDS = 15 * 60  # as long as the settings let a code live


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail address, mail by task, redirects that stay on this site."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This e-mail address and password do not belong together. Check both,"
            " or use “Forgot your password?”."
        ),
        "enter_current_password": _("Type the password that you use now."),
        "incorrect_password": _("This is not your password. Type it again."),
        "incorrect_code": _("This is not the code of the latest mail. Check it and type it again."),
        "too_many_login_attempts": _(
            "That was tried too often. Wait five minutes, then try again."
        ),
        "rate_limited": _("That was tried too often. Wait a minute, then try again."),
        "duplicate_email": _("This is your address already. Enter a different one."),
        "email_taken": _("This address belongs to another account. Enter a different one."),
    }

    # Where people go -------------------------------------------------------------

    def is_safe_url(self, url):
        """Only addresses on this very site, written without a host."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def pre_login(self, request, user, **kwargs):
        """Remember where they were going, for the steps that forget it.

        A code that ran out, or a second factor after a password reset, starts over
        without ``next``; the session still knows.
        """
        going_to = kwargs.get("redirect_url") or get_next_redirect_url(request)
        if going_to:
            request.session[GOING_TO] = {"url": str(going_to), "at": time.time()}
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        request.session.pop(GOING_TO, None)
        return response

    def get_login_redirect_url(self, request):
        kept = request.session.get(GOING_TO) or {}
        recent = time.time() - kept.get("at", 0) < GOING_TO_SECONDS
        if recent and self.is_safe_url(kept["url"]):
            return kept["url"]
        return super().get_login_redirect_url(request)

    get_signup_redirect_url = get_login_redirect_url

    def get_email_verification_redirect_url(self, email_address):
        if self.request.user.is_authenticated:
            return reverse("account_settings")
        return super().get_email_verification_redirect_url(email_address)

    def get_password_change_redirect_url(self, request):
        return reverse("account_settings")

    # Limits ----------------------------------------------------------------------

    def _get_login_attempts_cache_key(self, request, **credentials):
        """One count per account.

        The original adds the host the browser claims to talk to, port included, so
        that each invented port would bring a fresh allowance.
        """
        return credentials.get("email", "").lower()

    # Mail ------------------------------------------------------------------------

    def send_mail(self, template_prefix, email, context):
        """Put the message into the outbox; a task sends it: no request waits for a mail server."""
        subject, text, html = self.render_mail(template_prefix, email, context)
        expires_at = None
        if context.get("code"):
            expires_at = timezone.now() + timedelta(seconds=CODE_SECONDS)
        with transaction.atomic():
            mail = OutgoingMail.objects.write(
                OutgoingMail.Kind.ACCOUNT,
                f"account:{uuid4().hex}",
                person=User.objects.filter(email__iexact=email).first(),
                address=email,
                subject=subject,
                text=text,
                html=html,
                expires_at=expires_at,
            )
            send_mail.enqueue(mail.pk)

    def get_from_email(self):
        return current_look().sender

    def render_mail(self, template_prefix, email, context):
        """The subject, the text of a mail, and the same text as HTML."""
        links = {
            "login_url": self._link("account_login"),
            "signup_url": self._link("account_signup"),
            "password_reset_url": self._link("account_reset_password"),
        }
        context = {"email": email, "minutes": self._minutes_of(template_prefix), **context, **links}
        if "user_agent" in context:
            context["browser"] = browser_named(context["user_agent"])
        return drawn(template_prefix, context)

    def send_confirmation_mail(self, request, emailconfirmation, signup):
        """A code asked for again runs out with the first one, so say the minutes left."""
        ends_at = emailconfirmation.state["at"] + emailconfirmation.timeout
        address = emailconfirmation.email_address.email
        self.send_mail(
            "account/email/email_confirmation",
            address,
            {
                "code": emailconfirmation.key,
                "minutes": max(1, int(ends_at - time.time() + 30) // 60),
                "signup": signup,
            },
        )

    def _link(self, name):
        """An absolute address that still leads to where they were going."""
        request = allauth_context.request
        going_to = get_next_redirect_url(request) if request else None
        query = f"?{urlencode({'next': going_to})}" if going_to else ""
        return f"{settings.SITE_URL}{reverse(name)}{query}"

    @staticmethod
    def _minutes_of(template_prefix):
        seconds = {
            "account/email/login_code": app_settings.LOGIN_BY_CODE_TIMEOUT,
            "account/email/password_reset_code": app_settings.PASSWORD_RESET_BY_CODE_TIMEOUT,
        }
        return seconds.get(template_prefix, 0) // 60


class MFAAdapter(DefaultMFAAdapter):
    """Authenticator apps and passkeys are filed under the site's name."""

    def get_totp_issuer(self):
        return current_look().site_name

    _get_site_name = get_totp_issuer

    def generate_authenticator_name(self, user, type):
        """What a new key is called unless its owner says otherwise: where it is being added."""
        return browser_named(allauth_context.request.headers.get("User-Agent", ""))

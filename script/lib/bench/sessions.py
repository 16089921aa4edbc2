"""Sessions of people who are signed in, made without the form of the sign-in page.

The form is left out because it is limited on purpose. What the site gets to see
is what a browser sends: the session's cookie, the cookie and the token against
forged requests, and the address the form came from.
"""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.utils.crypto import get_random_string

from accounts.models import User


class Session:
    """One browser. ``kept`` is what it remembers between requests, such as revisions."""

    def __init__(self, user, number):
        self.user = user
        self.number = number
        self.kept = {}
        self.requests = 0
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.create()
        self.token = get_random_string(32)
        self.headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={store.session_key};"
            f" {settings.CSRF_COOKIE_NAME}={self.token}",
            "Accept": "text/html,application/xhtml+xml",
            "Accept-Language": "en-US,en;q=0.8",
            "Accept-Encoding": "gzip, deflate, br",
        }

    def form(self, host):
        """The headers of a form that this browser sends."""
        return self.headers | {
            "Origin": f"http://{host}",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": self.token,
        }


def sessions_of(emails):
    people = {user.email: user for user in User.objects.filter(email__in=emails)}
    return [Session(people[email], number) for number, email in enumerate(emails)]

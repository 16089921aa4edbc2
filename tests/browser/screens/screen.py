"""A page of the site in one of its states."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Screen:
    """A page in one state, and what has to happen before it looks so.

    ``address`` is a path, the name of a URL, or asks the world. ``before`` is done
    with the visitor's session before the browser opens, ``act`` in the browser.
    ``shows`` stands on the page: a screen must not pass by being another one.
    """

    name: str  # "kind of page: state"
    shows: str
    address: str | Callable
    person: str = ""
    before: Callable | None = None
    act: Callable | None = None
    status: int = 200

    @property
    def kind(self):
        return self.name.partition(":")[0]

    @property
    def slug(self):
        """The name, fit for a file and for a test's id."""
        return self.name.replace(": ", "-").replace(" ", "_")

    def path(self, world):
        if callable(self.address):
            return self.address(world)
        return self.address if self.address.startswith("/") else reverse(self.address)

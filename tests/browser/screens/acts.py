"""What is done on the way to several kinds of screens."""

from django.urls import reverse

from tests.browser.steps import press


def post(name, **data):
    return lambda client, world: client.post(reverse(name), data)


def send(button):
    """Send a form as it is, so that it comes back with what is missing."""
    return lambda page, world: press(page, button)

"""What went wrong, and the mailbox of the demonstration."""

from tests.browser.steps import press

from .acts import post
from .screen import Screen


def without_the_token(button):
    def act(page, world):
        page.context.clear_cookies(name="csrftoken")
        press(page, button)

    return act


SCREENS = [
    Screen("mail: empty", "No messages yet", "/demo/mail/"),
    Screen("mail: list", "Read it here", "/demo/mail/",
           before=post("account_request_login_code", email="kath.orourke@example.org")),
    Screen("mail: message", "code", "/demo/mail/",
           before=post("account_request_login_code", email="kath.orourke@example.org"),
           act=lambda page, w: page.locator("main a").first.click()),
    Screen("error: 400", "", "/errors/400/", status=400),
    Screen("error: 403", "", "/errors/403/", "learner", status=403),
    Screen("error: 404", "", "/nothing/here/", status=404),
    Screen("error: 405", "only takes a form", "clear_notifications", "learner", status=405),
    Screen("error: 429", "", "/errors/429/", status=429),
    Screen("error: 500", "", "/errors/500/", status=500),
    Screen("error: old form", "open too long", lambda w: w.of_course("enroll"), "blank",
           act=without_the_token("Enroll"), status=403),
]  # fmt: skip

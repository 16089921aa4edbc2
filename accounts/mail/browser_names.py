"""What a browser is called: “Chrome on Windows” in place of the line it sends about itself."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

# The first that stands in the line is meant: most say that they are also the others.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "ChromeOS",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "Linux": "Linux",
}
CHARS = 100


def browser_named(user_agent):
    """The name; the line itself, cut, where no name is known."""
    browser = _first(BROWSERS, user_agent)
    system = _first(SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return Truncator(user_agent).chars(CHARS) or _("an unnamed browser")


def _first(names, user_agent):
    return next((name for sign, name in names.items() if sign in user_agent), None)

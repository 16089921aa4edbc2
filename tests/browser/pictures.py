"""Pictures of each page, for whoever looks at the site: with script/test --all, of every state
on a wide screen and on a phone, in the light and in the dark.

They are left in var/reports/screenshots/, named page-state-width-theme.png.
"""

import os

from django.conf import settings

from .steps import wait_in_page

REPORTS = settings.VAR_DIR / "reports" / "screenshots"
WANTED = bool(os.environ.get("PICTURES") or os.environ.get("FULL_MATRIX"))
HEIGHT = {1280: 900, 390: 844}
LOOKS = [(1280, "light"), (390, "dark"), (390, "light"), (1280, "dark")]


# Every font and every image arrived, so that the picture shows what people see.
LOADED = """() => [...document.fonts].some((font) => /Atkinson/.test(font.family)
    && font.status === "loaded")
  && [...document.images].every((image) => image.loading === "lazy"
    || (image.complete && image.naturalWidth > 0))"""


def take(page, name):
    """Leave pictures of the page as it stands, one for each look."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    for width, theme in LOOKS:
        page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        page.emulate_media(color_scheme=theme)
        wait_in_page(page, LOADED)
        path = REPORTS / f"{name}-{width}-{theme}.png"
        page.screenshot(path=path, full_page=True)
        assert path.stat().st_size > 10_000, path.name

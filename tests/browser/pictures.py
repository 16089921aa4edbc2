"""A picture of each page at two widths in both themes, for whoever looks at the site.

They are left in var/reports/screenshots/, named page-state-width-theme.png.
"""

from django.conf import settings

from .steps import wait_in_page

REPORTS = settings.VAR_DIR / "reports" / "screenshots"
HEIGHT = {1280: 900, 390: 844}
THEMES = ("light", "dark")


# Every font and every image arrived, so that the picture shows what people see.
LOADED = """() => [...document.fonts].some((font) => /Atkinson/.test(font.family)
    && font.status === "loaded")
  && [...document.images].every((image) => image.loading === "lazy"
    || (image.complete && image.naturalWidth > 0))"""


def take(page, name):
    """Leave four pictures of the page as it stands."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    for width, height in HEIGHT.items():
        page.set_viewport_size({"width": width, "height": height})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            wait_in_page(page, LOADED)
            path = REPORTS / f"{name}-{width}-{theme}.png"
            page.screenshot(path=path, full_page=True)
            assert path.stat().st_size > 10_000, path.name

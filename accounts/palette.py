"""From one color to a palette: the accent's hover, tint and dark theme, all of them readable.

The house's own colors stand in ``static/css/tokens.css`` and nowhere else. Contrast is
that of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

import re
from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache

from django.conf import settings

TEXT, CONTROL = 4.5, 3.0  # the least contrast of text, and of what marks a control
TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9A-F]{6}), (#[0-9A-F]{6})\);")
LIGHT, DARK = 0, 1
# What links stand on.
BACKGROUNDS = (
    "paper", "surface", "sunken",
    "marigold-tint", "info-tint", "success-tint", "warning-tint", "error-tint",
)  # fmt: skip

# What the dark theme wants: seen well on the page, and no more vivid than the rest.
DARK_LEAST = 8.0
DARK_VIVID = 0.5
STEP = 0.01


@lru_cache(maxsize=1)
def tokens():
    """The house's colors: {name: (light, dark)}, as "#RRGGBB"."""
    css = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    return {name: (light, dark) for name, light, dark in TOKEN.findall(css)}


def luminance(color):
    """Relative luminance, 0 (black) to 1 (white)."""
    channels = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(color)
    ]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def contrast(front, back):
    """The contrast ratio of two colors, 1 to 21."""
    lighter, darker = sorted((luminance(front), luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(accent):
    """How readable the accent is in the light theme, where it is hardest.

    As text on each background, and under white text as a button: white is the surface.
    """
    return min(contrast(accent, tokens()[name][LIGHT]) for name in BACKGROUNDS)


def nearest_darker(accent):
    """The same hue, only as dark as it has to be for text."""
    hue, lightness, saturation = _hls(accent)
    while least_contrast(accent) < TEXT and lightness > 0:
        lightness -= STEP / 4
        accent = _color(hue, lightness, saturation)
    return accent


def derived(accent):
    """The tokens that follow from an accent readable in the light theme: {name: (light, dark)}."""
    dark = _for_dark(accent)
    return {
        "spruce": (accent, dark),
        "spruce-hover": (_hover(accent), _lighter(dark, 0.08)),
        "spruce-tint": (_light_tint(accent), _dark_tint(dark)),
    }


def hue_and_lightness(accent):
    """Hue in degrees, saturation and lightness in percent, as CSS's hsl() counts them."""
    hue, lightness, saturation = _hls(accent)
    return round(hue * 360), round(saturation * 100), round(lightness * 100)


def _for_dark(accent):
    """Lighter until it stands out from the dark page as the house's own does."""
    hue, lightness, saturation = _hls(accent)
    saturation = min(saturation, DARK_VIVID)
    backs = [tokens()[name][DARK] for name in BACKGROUNDS]
    paper = backs[0]
    color = _color(hue, lightness, saturation)
    while contrast(color, paper) < DARK_LEAST or min(contrast(color, b) for b in backs) < TEXT:
        lightness += STEP
        color = _color(hue, lightness, saturation)
    return color


def _hover(accent):
    """A step darker; a step lighter where darker could not be seen."""
    hue, lightness, saturation = _hls(accent)
    if lightness > 0.12:
        return _color(hue, lightness * 0.7, saturation)
    return nearest_darker(_color(hue, lightness + 0.14, saturation))


def _light_tint(accent):
    """The accent thinned with white, as strong as what stands on it allows."""
    share = 0.16
    while not _carries(tint := _mixed(accent, share), accent, LIGHT) and share > 0:
        share -= STEP
    return tint


def _dark_tint(accent):
    """The accent's hue, as light as what stands on it allows."""
    hue, _lightness, saturation = _hls(accent)
    lightness = 0.17
    while not _carries(tint := _color(hue, lightness, saturation * 0.6), accent, DARK):
        lightness -= STEP
    return tint


def _carries(tint, accent, theme):
    texts = [accent, tokens()["ink"][theme], tokens()["ink-2"][theme]]
    control = contrast(tokens()["control"][theme], tint)
    return control >= CONTROL and min(contrast(text, tint) for text in texts) >= TEXT


def _mixed(color, share):
    return _hex(1 - share * (1 - channel) for channel in _channels(color))


def _lighter(color, by):
    hue, lightness, saturation = _hls(color)
    return _color(hue, lightness + by, saturation)


def _hls(color):
    return rgb_to_hls(*_channels(color))


def _color(hue, lightness, saturation):
    return _hex(hls_to_rgb(hue, min(max(lightness, 0), 1), saturation))


def _channels(color):
    return [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def _hex(channels):
    return "#" + "".join(f"{round(channel * 255):02X}" for channel in channels)

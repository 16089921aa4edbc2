"""The site's own name, logo and color: settings in the CMS, read by every page."""

from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Site

from accounts import palette

CACHE_KEY = "brand"
KEEP_SECONDS = 600
WORDMARK = 2  # times as wide as high: such a logo says the name itself

is_hex_color = RegexValidator(
    r"^#[0-9A-Fa-f]{6}\Z", _("Write the color as # and six digits or letters A to F: #14594B.")
)


def is_readable(color):
    """Refuse an accent that could not be read, and say which near one can."""
    if is_hex_color.regex.match(color) and palette.least_contrast(color) < palette.TEXT:
        raise ValidationError(
            _(
                "%(color)s is too pale: its text reaches a contrast of %(ratio)s:1 and has to"
                " reach 4.5:1. The nearest darker color that does is %(darker)s."
            ),
            params={
                "color": color.upper(),
                "ratio": f"{int(palette.least_contrast(color) * 10) / 10:.1f}",
                "darker": palette.nearest_darker(color),
            },
        )


@dataclass(frozen=True)
class Logo:
    url: str
    width: int
    height: int

    @property
    def is_wordmark(self):
        return self.width >= WORDMARK * self.height


@dataclass(frozen=True)
class Look:
    """The brand as pages and mails use it. ``css`` is empty while the colors are the house's."""

    site_name: str
    logo: Logo | None = None
    accent: str = ""
    css: str = ""

    @property
    def version(self):
        """What the stylesheet's address changes with."""
        return sha256(self.css.encode()).hexdigest()[:12]

    @property
    def shades(self):
        """The accent as mails need it, which know no stylesheet: on white and on a dark page."""
        colors = palette.derived(self.accent) if self.accent else palette.tokens()
        return dict(zip(("light", "dark"), colors["spruce"], strict=True))

    @property
    def sender(self):
        """Who mails come from: an address, under the name of the site unless one was set."""
        name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
        return formataddr((self.site_name if name == settings.SITE_NAME else name, address))


@register_setting(icon="sliders")
class Brand(BaseGenericSetting):
    """One row, or none while nobody has set anything."""

    site_name = models.CharField(
        _("name of the site"), max_length=60, blank=True,
        help_text=_("Stands in titles, in the header, in mails and on certificates."),
    )  # fmt: skip
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "PNG, WebP or JPEG that shows on white. It takes the place of the woven mark in the"
            " header; one at least twice as wide as high takes the place of the name as well."
        ),
    )
    accent = models.CharField(
        _("accent color"), max_length=7, blank=True, validators=[is_hex_color, is_readable],
        help_text=_(
            "The color of courses, links and buttons, such as #14594B. Its shades and its"
            " counterpart in the dark theme follow from it. Marigold stays the color of people’s"
            " own words and mulberry that of other people, so choose a color unlike those."
        ),
    )  # fmt: skip

    select_related = ["logo"]
    panels = [FieldPanel("site_name"), FieldPanel("logo"), FieldPanel("accent")]

    class Meta:
        verbose_name = _("name, logo and color")

    def clean(self):
        super().clean()
        self.site_name = " ".join(self.site_name.split())
        self.accent = self.accent.upper()

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        # Wagtail's admin calls the site by the name in its own table.
        name = self.site_name or settings.SITE_NAME
        Site.objects.filter(is_default_site=True).update(site_name=name)
        # Made anew at once, so that no visitor's request has to scale the logo.
        transaction.on_commit(lambda: cache.set(CACHE_KEY, self.look(), KEEP_SECONDS))

    def look(self):
        return Look(
            site_name=self.site_name or settings.SITE_NAME,
            logo=_scaled(self.logo) if self.logo else None,
            accent=self.accent,
            css=_stylesheet(self.accent) if self.accent else "",
        )


def current_look():
    """The brand as it is now: from the cache that all workers share, or in one query."""
    look = cache.get(CACHE_KEY)
    if look is None:
        look = (Brand.base_queryset().first() or Brand()).look()
        cache.set(CACHE_KEY, look, KEEP_SECONDS)
    return look


def forget_look():
    cache.delete(CACHE_KEY)


def _scaled(image):
    """Twice the size it is drawn at, for fine screens."""
    made = image.get_rendition("max-480x80|format-webp")
    return Logo(made.url, made.width, made.height)


def _stylesheet(accent):
    """The tokens that differ from the house's, and the variables of Wagtail's admin."""
    colors = "".join(
        f"--{name}:light-dark({light},{dark});"
        for name, (light, dark) in palette.derived(accent).items()
    )
    dark = palette.derived(accent)["spruce"][palette.DARK]
    admin = "".join(
        f"--w-color-{name}-hue:{hue};--w-color-{name}-saturation:{saturation}%;"
        f"--w-color-{name}-lightness:{lightness * share:.0f}%;"
        for name, color, share in (
            ("primary", accent, 0.7),
            ("secondary", accent, 1),
            ("secondary-100", dark, 1),  # links of the admin's dark theme
        )
        for hue, saturation, lightness in [palette.hue_and_lightness(color)]
    )
    return f"@layer tokens{{:root{{{colors}}}}}:root{{{admin}}}"

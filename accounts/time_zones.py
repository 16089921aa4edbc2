"""Time zones to choose from, the ones most people need first."""

import zoneinfo
from functools import cache

from django.utils.translation import gettext_lazy as _

UNITED_STATES = [
    ("America/New_York", _("Eastern (New York)")),
    ("America/Chicago", _("Central (Chicago)")),
    ("America/Denver", _("Mountain (Denver)")),
    ("America/Phoenix", _("Arizona (Phoenix)")),
    ("America/Los_Angeles", _("Pacific (Los Angeles)")),
    ("America/Anchorage", _("Alaska (Anchorage)")),
    ("Pacific/Honolulu", _("Hawaii (Honolulu)")),
    ("America/Puerto_Rico", _("Atlantic (Puerto Rico)")),
]
AREAS = [
    "Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian",
    "Pacific",
]  # fmt: skip


@cache
def _by_area():
    zones = sorted(zoneinfo.available_timezones())
    return [
        (area, [(zone, _place(zone)) for zone in zones if zone.startswith(f"{area}/")])
        for area in AREAS
    ]


def _place(zone):
    return zone.partition("/")[2].replace("_", " ").replace("/", ", ")


def choices(stored=""):
    """Choices in groups; a stored zone that is in none of them is offered as well."""
    offered = [
        ("", _("The site's time zone")),
        (_("United States"), UNITED_STATES),
        *_by_area(),
        (_("Other"), [("UTC", "UTC")]),
    ]
    known = {zone for _area, zones in offered[1:] for zone, _name in zones}
    if stored and stored not in known:
        offered.insert(1, (stored, stored))
    return offered


def name_of(zone):
    """What a zone is called in the list."""
    return dict(UNITED_STATES).get(zone) or _place(zone) or zone

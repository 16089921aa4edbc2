"""Who sees what of a profile: a level per field."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    EVERYONE = "everyone", _("Everyone, also without an account")
    MEMBERS = "members", _("People with an account")
    NOBODY = "nobody", _("Nobody")


# What stands beside public posts is public, unless its owner says otherwise; what one
# offers colleagues is for colleagues; which courses one took is nobody's business.
DEFAULTS = {
    "institution": Level.EVERYONE,
    "role_at_work": Level.EVERYONE,
    "pronouns": Level.EVERYONE,
    "photo": Level.EVERYONE,
    "can_help_with": Level.MEMBERS,
    "working_on": Level.MEMBERS,
    "contributions": Level.MEMBERS,
    "courses": Level.NOBODY,
}


def validate_visibility(value):
    known = isinstance(value, dict) and value.keys() <= DEFAULTS.keys()
    if not known or not set(value.values()) <= set(Level.values):
        raise ValidationError(_("Choose for each field who sees it."))


def levels_for(viewer):
    """The levels of what this reader is shown. Nobody means nobody, whoever asks."""
    signed_in = viewer is not None and viewer.is_authenticated
    return {Level.EVERYONE, Level.MEMBERS} if signed_in else {Level.EVERYONE}


def shown(field, viewer, person=""):
    """The condition that people show this field to the viewer.

    ``person`` leads from the rows asked for to the person, as ``author__``.
    """
    levels, key = levels_for(viewer), f"{person}visibility__{field}"
    chosen = Q(**{f"{key}__in": sorted(levels)})
    return chosen | Q(**{f"{key}__isnull": True}) if DEFAULTS[field] in levels else chosen


def works_at(kind, viewer, person=""):
    """The condition that people work at this kind of institution, and show the viewer where.

    Nobody is found by an institution that they do not show. ``person`` as for ``shown``.
    """
    at = Q(**{f"{person}institution__kind": kind})
    return shown("institution", viewer, person) & at

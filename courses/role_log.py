"""Who gave or took which part in a course, when: in Wagtail's own log of the course's page.

An entry names the person by id only, so that nothing of them stays behind with the log.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter
from wagtail.models import PageLogEntry

from .models import CourseRole
from .models.roles import GIVEN, TAKEN

LATEST = 50


class RoleFormatter(LogFormatter):
    """What the page's history says; the person stands on the page of the course's people."""

    def format_message(self, log_entry):
        return self.said % {"role": role_in(log_entry)}


class Given(RoleFormatter):
    label = gettext_lazy("Give a part in the course")
    said = gettext_lazy("Gave somebody a part in the course: %(role)s")


class Taken(RoleFormatter):
    label = gettext_lazy("Take away a part in the course")
    said = gettext_lazy("Took away somebody's part in the course: %(role)s")


def register(actions):
    actions.register_action(GIVEN)(Given)
    actions.register_action(TAKEN)(Taken)


def role_in(log_entry):
    labels = dict(CourseRole.Role.choices)
    role = log_entry.data.get("role")
    return labels.get(role, role)


@dataclass
class Change:
    """One change of who writes a course, as its people read it."""

    at: datetime
    text: str


def changes_of(course):
    """The latest first, in two queries."""
    rows = PageLogEntry.objects.filter(page=course.pk, action__in=(GIVEN, TAKEN))
    rows = list(rows.select_related("user").order_by("-timestamp", "-pk")[:LATEST])
    people = get_user_model().objects.in_bulk({row.data["person"] for row in rows})
    return [Change(row.timestamp, _said(row, people)) for row in rows]


def _said(row, people):
    if row.action == GIVEN:
        said = _("%(by)s gave %(person)s this part: %(role)s")
    else:
        said = _("%(by)s took this part from %(person)s: %(role)s")
    return said % {
        "by": row.user.get_full_name() if row.user else _("The site"),
        "person": people[row.data["person"]] if row.data["person"] in people else _("somebody"),
        "role": role_in(row),
    }

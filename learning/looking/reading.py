"""A rubric with what was marked in it, and how long a look has waited: for templates."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.blocks.peer_look import LEVELS
from learning.models import SelfCheck
from learning.reviewing.working_days import Ages

from .due import WORKING_DAYS

LABELS = dict(LEVELS)


@dataclass(frozen=True)
class Mark:
    """A level as it was chosen: its name, and how it reads in this row."""

    label: str
    text: str


@dataclass(frozen=True)
class MarkedRow:
    """A criterion, with the owner's mark and the colleague's; either may be missing."""

    criterion: str
    own: Mark | None
    theirs: Mark | None

    @property
    def agree(self):
        return bool(self.own and self.own == self.theirs)


def marked_rows(prompt, own=None, theirs=None):
    """The rows of a rubric as it was shown, with the marks by their ids."""
    return [
        MarkedRow(row["criterion"], _mark(row, own), _mark(row, theirs))
        for row in (prompt.content["rows"] if prompt else ())
    ]


def _mark(row, marks):
    level = (marks or {}).get(row["id"])
    return Mark(str(LABELS[level]), row[level]) if level in LABELS else None


def beside_own(look, checks):
    """The rows of a look beside the owner's last self-check by the same rubric."""
    own = next((check for check in checks if check.prompt_id == look.prompt_id), None)
    return marked_rows(look.prompt, own and own.marks, look.marks)


def checks_of(plan):
    """The self-checks of a plan, the newest of each rubric."""
    newest = SelfCheck.objects.filter(plan=plan).newest_of_each("prompt")
    return list(newest.select_related("prompt"))


def with_due_words(looks):
    """The looks as a list, each with ``due_words``: for how long it waits with its colleague."""
    looks = list(looks)
    ages = Ages() if looks else None
    for look in looks:
        left = WORKING_DAYS - ages.of(look.reminded_at or look.asked_at)
        if look.reminded_at is None:
            left += WORKING_DAYS
        look.due_words = (
            _("goes on to somebody else today")
            if left <= 0
            else ngettext(
                "%(n)d working day left, then somebody else is asked",
                "%(n)d working days left, then somebody else is asked",
                left,
            )
            % {"n": left}
        )
    return looks

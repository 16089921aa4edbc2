"""Panels of scenarios and of critiques."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.blocks.scenario import offered_to, short

from .base import AnswerPanel
from .options import Choice

QUALITY = {
    "best": gettext_lazy("A strong choice"),
    "acceptable": gettext_lazy("An acceptable choice"),
    "poor": gettext_lazy("A weak choice"),
}
LOOKS = {"best": "right", "acceptable": "between", "poor": "wrong"}


@dataclass(frozen=True)
class Step:
    """A choice that was taken, and what is said of it."""

    text: str
    feedback: str
    quality: str

    @property
    def label(self):
        return QUALITY[self.quality]

    @property
    def look(self):
        return LOOKS[self.quality]


@dataclass(frozen=True)
class PastPath:
    """A path that came to an end, as it stood then."""

    steps: list
    at: object
    address: str


def step_address(block_id, path):
    """A step's address within its lesson's page: the path so far, and the block to go to."""
    query = {"scenario": block_id} | ({"path": path} if path else {})
    return f"?{urlencode(query)}#block-{block_id}"


class ScenarioPanel(AnswerPanel):
    """One step of a scenario: the one that the address names, else the first.

    What a choice brings is shown once it is on the path, and never before.
    """

    route = "learning:take_step"

    @cached_property
    def walk(self):
        """How far the path of this address leads; the last step of a script has no address yet."""
        paths = getattr(self.state, "paths", {})
        path = paths.get(self.block_id)
        if path is None:
            path = self._of_address if self.is_here else []
        return self.value.walk(path)

    @property
    def is_here(self):
        """Whether the address of this page is that of a step, be it the first."""
        request = self.state.request
        return bool(request) and request.GET.get("scenario") == self.block_id

    @property
    def _of_address(self):
        return self.state.request.GET.get("path", "").split(".")

    @property
    def trail(self):
        return [step_of(taken.choice) for taken in self.walk.taken]

    @property
    def earlier(self):
        return self.trail[:-1]

    @property
    def latest(self):
        return self.trail[-1] if self.walk.taken else None

    @property
    def node(self):
        return self.walk.node

    @property
    def first(self):
        """The situation that the story begins with."""
        return self.value.walk([]).node

    @property
    def choices(self):
        return [
            Choice(short(pk), choice["text"], False)
            for pk, choice in offered_to(self.node, self.seed)
        ]

    @property
    def complaint(self):
        return _("Choose what you do.")

    @property
    def is_written_down(self):
        """Whether this very path is among the answers of this learner."""
        return any(attempt.chosen == self.walk.chosen for attempt in self.attempts)

    @property
    def past(self):
        """The paths of this learner that came to an end, the newest first."""
        return [
            PastPath(
                steps_taken(attempt),
                attempt.answered_at,
                step_address(self.block_id, ".".join(map(short, attempt.chosen))),
            )
            for attempt in reversed(self.attempts)
        ]

    @property
    def again(self):
        """The address of the beginning."""
        return step_address(self.block_id, "")

    @property
    def stopped_at(self):
        """The address of where this learner stopped in the middle, when it is not this one."""
        stopped = self.value.walk(self.typed.get("path", "").split("."))
        if self.walk.taken or self.is_here or not stopped.taken:
            return ""
        return step_address(self.block_id, stopped.address)


class CritiquePanel(AnswerPanel):
    """Statements about a post and an own version of it; the reasons come after both."""

    @property
    def choices(self):
        return [
            Remark(pk, remark["what"], pk in self._marked, remark["aspect"])
            for pk, remark in self.value.shuffled_for(self.seed)
        ]

    @property
    def _marked(self):
        if "options" in self.typed:
            return self.typed["options"]
        return self.attempt.chosen if self.attempt else ()

    @property
    def heading(self):
        return _("Take a post apart")

    @property
    def complaint(self):
        if not self.nothing_written:
            return _("Mark what you would change.")
        if not self.nothing_marked:
            return _("Write your own version of the post.")
        return _("Mark what you would change, and write your own version of the post.")

    @property
    def nothing_marked(self):
        marked = {pk for pk, _remark in self.value.choices()} & {*self.typed.get("options", ())}
        return self.unanswered and not marked

    @property
    def nothing_written(self):
        return self.unanswered and not self.typed.get("text", "").strip()

    @property
    def verdicts(self):
        """Each statement with its reason, as it stood when this learner answered."""
        return verdicts_of(self.attempt) if self.attempt else []

    @property
    def found(self):
        return sum(verdict.is_issue and verdict.marked for verdict in self.verdicts)

    @property
    def issues(self):
        return sum(verdict.is_issue for verdict in self.verdicts)

    @property
    def model(self):
        return self.attempt.prompt.content["model"] if self.attempt else ""


@dataclass(frozen=True)
class Remark(Choice):
    aspect: str


@dataclass(frozen=True)
class Verdict:
    """A statement after it was answered: whether it names a weakness, and why."""

    aspect: str
    what: str
    why: str
    is_issue: bool
    marked: bool

    @property
    def label(self):
        if self.is_issue:
            return _("You found it") if self.marked else _("You passed over it")
        return _("Fine as it is") if self.marked else _("Rightly left alone")


def step_of(row):
    return Step(row["text"], row["feedback"], row["quality"])


def steps_taken(attempt):
    """The choices of a path, in their order, as they stood when they were taken."""
    rows = {row["id"]: row for node in attempt.prompt.content["nodes"] for row in node["choices"]}
    return [step_of(rows[pk]) for pk in attempt.chosen if pk in rows]


def verdicts_of(attempt):
    return [
        Verdict(row["aspect"], row["what"], row["why"], is_issue, row["id"] in attempt.chosen)
        for name, is_issue in (("issues", True), ("fine", False))
        for row in attempt.prompt.content[name]
    ]

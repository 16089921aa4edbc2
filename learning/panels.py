"""What the templates of asking blocks are given: no template of theirs runs a query.

A panel is built from a ``LessonState`` and a child of the lesson's body. The key
of a check stays inside ``CheckPanel``: a template sees the options without it,
and feedback only on what was chosen.
"""

import uuid
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.text import slugify

from .writing import WritingBox


@dataclass(frozen=True)
class Choice:
    """An option as it is offered: its text, and whether it is selected now."""

    id: str
    text: str
    selected: bool


@dataclass(frozen=True)
class Feedback:
    """What someone who chose an option is told."""

    text: str
    explanation: str


class Panel:
    """What all asking blocks share; ``url`` is empty in the preview of an unsaved page."""

    route = None

    def __init__(self, state, child):
        self.state = state
        self.child = child
        self.value = child.value
        self.block_id = child.id or ""

    @property
    def anchor(self):
        return f"block-{self.block_id}"

    @property
    def url(self):
        if not (self.block_id and self.state.page.pk):
            return ""
        return reverse(self.route, args=[self.state.page.pk, self.block_id])

    @property
    def typed(self):
        """What was kept of this block from before signing in, as a dict of plain values.

        Never another person's: a shared computer may have changed hands.
        """
        return kept_for(self.state, self.block_id)

    @property
    def holds_up(self):
        """Whether the lesson cannot be completed before this is done."""
        return any(activity.block_id == self.block_id for activity in self.state.left)

    @property
    def writer(self):
        """Whose form it is: what is kept from it is given back to nobody else."""
        user = self.state.user
        return str(user.public_id) if user and user.is_authenticated else ""

    @property
    def scripted(self):
        """Whether a script may send it in the background: only where it is surely taken in."""
        return bool(self.url) and self.state.can_act


class AnswerPanel(Panel):
    """What all kinds of check share: the attempts so far, and what the last one brought."""

    route = "learning:answer_check"

    def __init__(self, state, child):
        super().__init__(state, child)
        self.token = uuid.uuid4()
        self.attempts = state.attempts.get(self.block_id, [])

    @property
    def question(self):
        return self.value["question"]

    @property
    def heading_to_review(self):
        """The heading that a wrong answer points back to, or ""."""
        return "" if not self.attempt or self.attempt.correct else self.value["review"]

    @property
    def review_anchor(self):
        return f"part-{slugify(self.heading_to_review)}"

    @property
    def attempt(self):
        """The latest answer, or None."""
        return self.attempts[-1] if self.attempts else None

    @property
    def tries(self):
        return len(self.attempts)

    @property
    def ever_right(self):
        return any(attempt.correct for attempt in self.attempts)

    @property
    def unanswered(self):
        """Whether "Check answer" was just pressed without choosing anything."""
        request = self.state.request
        just = getattr(self.state, "unanswered", None)
        return self.block_id == (just or (request.GET.get("unanswered") if request else None))

    @property
    def changed_since(self):
        """Whether the question was edited after the latest answer."""
        return bool(self.attempt) and self.attempt.prompt.content != self.value.as_shown()


class CheckPanel(AnswerPanel):
    """A question with options."""

    @property
    def several(self):
        return self.value.several

    @property
    def choices(self):
        """The options in this learner's own order, which never changes."""
        enrollment = self.state.enrollment
        seed = f"{enrollment.pk if enrollment else 'visitor'}:{self.block_id}"
        return [
            Choice(option_id, option["text"], option_id in self._selected)
            for option_id, option in self.value.shuffled_for(seed)
        ]

    @property
    def _selected(self):
        if options := self.typed.get("options"):
            return options
        return self.attempt.chosen if self.attempt else ()

    @property
    def feedback(self):
        """One line for each option chosen last, as the question stood then."""
        if not self.attempt:
            return []
        return [
            Feedback(option["text"], option["explanation"])
            for option in self.attempt.prompt.content["options"]
            if option["id"] in self.attempt.chosen
        ]


class ReflectionPanel(Panel):
    route = "learning:save_reflection"

    @cached_property
    def box(self):
        """The form: the text, its revision, who can see it, what was saved when."""
        return WritingBox(
            reflection=self.reflection,
            lesson_id=self.state.page.pk,
            block_id=self.block_id,
            user=self.state.user,
            typed=self.typed,
            save_url=self.url,
        )

    @property
    def reflection(self):
        return self.state.reflections.get(self.block_id)


class ChecklistPanel(Panel):
    route = "learning:tick_checklist"

    @property
    def heading(self):
        return self.value["heading"]

    @property
    def ticked(self):
        """The ids of the saved ticks whose items are still there, in the list's order."""
        saved = self.state.ticks.get(self.block_id, ())
        return [item_id for item_id, _text in self.value.entries() if item_id in saved]

    @property
    def items(self):
        checked = set(self.ticked) | set(self.typed.get("items", ()))
        return [Choice(item_id, text, item_id in checked) for item_id, text in self.value.entries()]

    @property
    def done(self):
        return len(self.ticked)

    @property
    def total(self):
        return len(self.value.entries())


PANELS = {
    "single_choice": CheckPanel,
    "multiple_answer": CheckPanel,
    "reflection": ReflectionPanel,
    "checklist": ChecklistPanel,
}


def panel_for(state, child):
    """The panel of a block that asks something."""
    return PANELS[child.block_type](state, child)


def kept_for(state, name):
    """What the reader of this lesson typed before signing in, or an empty dict."""
    typed = state.parked.get(name, {})
    writer = typed.get("writer")
    if writer and (not state.user or writer != str(getattr(state.user, "public_id", ""))):
        return {}
    return typed

"""What the panels of all families share."""

import uuid
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.addresses import address
from learning.answer_reading import given, told
from learning.models import Attempt


@dataclass(frozen=True)
class Choice:
    """An option as it is offered: its text, and whether it is selected now."""

    id: str
    text: str
    selected: bool


class Panel:
    """What all asking blocks share; ``url`` is empty in a preview, where nothing is sent.

    Where ``in_card`` names attributes, what the block's template makes of them is drawn once for
    all who see the same; it knows nothing else of the panel. See accounts/drawing.py.
    """

    route = None
    in_card = ()
    left_blank = ()

    def __init__(self, state, child):
        self.state = state
        self.child = child
        self.value = child.value
        self.block_id = child.id or ""

    @property
    def is_drawn_once(self):
        return bool(self.in_card)

    @property
    def anchor(self):
        return f"block-{self.block_id}"

    @property
    def url(self):
        if self.state.is_sample or not (self.block_id and self.state.page.pk):
            return ""
        return address(self.route, self.state.page.pk, self.block_id)

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


# What the templates that all checks share show of a panel.
OF_EVERY_CHECK = (
    *("anchor", "url", "scripted", "heading", "question", "holds_up", "kept", "unanswered"),
    *("complaint", "hint", "confidences", "tries", "ever_right", "is_answered", "is_right"),
    *("several", "feedback", "parts_told", "told"),
    *("heading_to_review", "review_anchor", "changed_since"),
)


class AnswerPanel(Panel):
    """What all kinds of check share: the attempts so far, and what the last one brought."""

    route = "learning:answer_check"
    lists_parts = False  # whether the feedback goes through the answer part by part
    several = False  # whether more than one option may be right
    feedback = ()  # a line for each option that was chosen

    def __init__(self, state, child):
        super().__init__(state, child)
        self.token = uuid.uuid4()
        self.attempts = state.attempts.get(self.block_id, [])

    @property
    def heading(self):
        return _("Knowledge check")

    @property
    def complaint(self):
        """What is said where an answer was not whole."""
        return _("Choose an answer.")

    @property
    def hint(self):
        """What is said below a wrong answer, beside what it was told; or ""."""
        return ""

    @property
    def question(self):
        return self.value["question"]

    @property
    def is_answered(self):
        return bool(self.attempts)

    @property
    def is_right(self):
        """Whether the latest answer is."""
        return bool(self.attempt and self.attempt.correct)

    @property
    def text(self):
        """What stands in the box to write in: what was kept, or else the latest answer."""
        return self.typed.get("text", self.written)

    @property
    def written(self):
        return self.attempt.words if self.attempt else ""

    @property
    def kept(self):
        """Whether something was typed here that no attempt holds yet."""
        return any(value for name, value in self.typed.items() if name != "writer")

    @property
    def seed(self):
        """What this learner's own order follows from."""
        enrollment = self.state.enrollment
        return f"{enrollment.pk if enrollment else 'visitor'}:{self.block_id}"

    @property
    def confidences(self):
        """How sure one can be, where the question asks for it."""
        if not self.value.asks_confidence:
            return []
        now = self.typed.get("confidence") or (self.attempt and self.attempt.confidence)
        return [
            Choice(str(value), label, str(value) == str(now))
            for value, label in Attempt.Confidence.choices
        ]

    @property
    def parts(self):
        """What the latest answer consists of, part by part, as the question stood then."""
        return given(self.attempt) if self.attempt else []

    @property
    def parts_told(self):
        """The same, where the feedback goes through it."""
        return self.parts if self.lists_parts else []

    @property
    def told(self):
        """What the latest answer brought, as the question stood then."""
        return told(self.attempt) if self.attempt else []

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


def kept_for(state, name):
    """What the reader of this lesson typed before signing in, or an empty dict."""
    typed = state.parked.get(name, {})
    writer = typed.get("writer")
    if writer and (not state.user or writer != str(getattr(state.user, "public_id", ""))):
        return {}
    return typed

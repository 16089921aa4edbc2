"""What the templates of asking blocks are given: no template of theirs runs a query.

A panel is built from a ``LessonState`` and a child of the lesson's body. The key
of a check stays inside its panel: a template sees a question without it, and
feedback only on what was answered. A file holds a family of panels.
"""

from .base import AnswerPanel, Panel, kept_for
from .options import CheckPanel
from .prompts import ChecklistPanel, ReflectionPanel

__all__ = ["PANELS", "AnswerPanel", "Panel", "kept_for", "panel_for"]

PANELS = {
    "single_choice": CheckPanel,
    "multiple_answer": CheckPanel,
    "reflection": ReflectionPanel,
    "checklist": ChecklistPanel,
}


def panel_for(state, child):
    """The panel of a block that asks something."""
    return PANELS[child.block_type](state, child)

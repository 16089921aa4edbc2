"""What the templates of asking blocks are given: no template of theirs runs a query.

A panel is built from a ``LessonState`` and a child of the lesson's body. The key
of a check stays inside its panel: a template sees a question without it, and
feedback only on what was answered. A file holds a family of panels.
"""

from types import SimpleNamespace

from learning.looking.at_block import LooksHere

from .arranging import MatchingPanel, OrderingPanel
from .base import AnswerPanel, Panel, kept_for
from .commitments import CommitmentPanel
from .looks import PeerLookPanel
from .options import CheckPanel
from .own_words import SelfExplainPanel, ShortAnswerPanel
from .plan import PlanBuilderPanel
from .prompts import ChecklistPanel, ReflectionPanel
from .scenes import CritiquePanel, ScenarioPanel
from .true_false import TrueFalsePanel

__all__ = ["PANELS", "AnswerPanel", "Panel", "kept_for", "panel_for", "sample_panel"]

PANELS = {
    "single_choice": CheckPanel,
    "multiple_answer": CheckPanel,
    "true_false": TrueFalsePanel,
    "ordering": OrderingPanel,
    "matching": MatchingPanel,
    "short_answer": ShortAnswerPanel,
    "self_explain": SelfExplainPanel,
    "scenario": ScenarioPanel,
    "critique": CritiquePanel,
    "reflection": ReflectionPanel,
    "checklist": ChecklistPanel,
    "peer_look": PeerLookPanel,
    "plan_builder": PlanBuilderPanel,
    "commitment": CommitmentPanel,
}


class Nobody:
    """The reader of a sample in the CMS's gallery of blocks, where there is no lesson."""

    page = SimpleNamespace(pk=None)
    user = request = enrollment = None
    can_act, is_sample = False, True
    attempts, parked, sections, commitments, left = {}, {}, {}, {}, ()
    looks = LooksHere()


def sample_panel(block, value):
    """The panel of a block that stands in no lesson."""
    return panel_for(Nobody(), SimpleNamespace(block_type=block.name, value=value, id="sample"))


def panel_for(state, child):
    """The panel of a block that asks something."""
    return PANELS[child.block_type](state, child)

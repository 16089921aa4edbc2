"""Answers to knowledge checks as they are sent: a form for each kind, a file for each family."""

from .arranging import MatchForm, OrderForm
from .base import AnswerForm
from .options import ChoiceForm
from .own_words import SelfExplainForm, ShortAnswerForm
from .scenes import CritiqueForm, PathForm, StepForm
from .true_false import TrueFalseForm

__all__ = ["ANSWER_FORMS", "AnswerForm", "StepForm"]

ANSWER_FORMS = {
    "single_choice": ChoiceForm,
    "multiple_answer": ChoiceForm,
    "true_false": TrueFalseForm,
    "ordering": OrderForm,
    "matching": MatchForm,
    "short_answer": ShortAnswerForm,
    "self_explain": SelfExplainForm,
    "scenario": PathForm,
    "critique": CritiqueForm,
}

"""Answers to knowledge checks as they are sent: a form for each kind, a file for each family."""

from .base import AnswerForm
from .options import ChoiceForm

__all__ = ["ANSWER_FORMS", "AnswerForm"]

ANSWER_FORMS = {"single_choice": ChoiceForm, "multiple_answer": ChoiceForm}

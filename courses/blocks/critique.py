"""A post to take apart and to write better."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import LessonBlock, at_least
from .checks import AnswerValue, in_own_order
from .posts import SAMPLE_POST, MockPostBlock


class CritiqueValue(AnswerValue):
    """Statements about a post, of which some name what weakens it. Any marks are an answer."""

    graded = False

    def issues(self):
        """What weakens the post, as [(id, remark)]."""
        return [(item.id, item.value) for item in self["issues"].bound_blocks]

    def choices(self):
        """All statements, as [(id, remark)]: what weakens the post, and what is fine in it."""
        return [*self.issues(), *((item.id, item.value) for item in self["fine"].bound_blocks)]

    def shuffled_for(self, seed):
        return in_own_order(self.choices(), seed)

    def is_right(self, chosen):
        """Who answered has done it; how much was found is what reports read."""
        return bool(chosen)

    def right_answer(self):
        return sorted(pk for pk, _remark in self.issues())

    def as_shown(self):
        return {
            "question": self["question"],
            "post": self["post"].as_shown(),
            "task": self["task"],
            "model": self["model"],
            "issues": [{"id": pk, **remark} for pk, remark in self.issues()],
            "fine": [{"id": item.id, **item.value} for item in self["fine"].bound_blocks],
        }


class Remark(blocks.StructBlock):
    aspect = blocks.CharBlock(
        label=_("Aspect"), max_length=60, help_text=_("“The question”, “The hashtag”")
    )
    what = blocks.CharBlock(
        label=_("Statement"),
        max_length=250,
        help_text=_("Says nothing of whether it is good or bad that it is so."),
    )
    why = blocks.TextBlock(
        label=_("Why"), rows=2, help_text=_("Shown after somebody has answered.")
    )

    class Meta:
        label_format = "{aspect}: {what}"


class CritiqueBlock(LessonBlock):
    question = blocks.CharBlock(
        label=_("What to mark"),
        max_length=200,
        default=_("What weakens this post? Mark everything that you would change."),
    )
    post = MockPostBlock(label=_("Post"))
    issues = at_least(
        2, Remark(), label=_("What weakens it"), max_num=6,
        help_text=_("Two to six statements."),
    )  # fmt: skip
    fine = blocks.ListBlock(
        Remark(),
        label=_("What is fine as it is"),
        min_num=0,
        max_num=4,
        default=[],
        collapsed=True,
        help_text=_("Mixed with the others, so that marking everything is no answer."),
    )
    task = blocks.TextBlock(
        label=_("Rewrite task"),
        rows=2,
        default=_("Now write it as you would post it."),
    )
    model = blocks.TextBlock(
        label=_("Model rewrite"), rows=4, help_text=_("Shown after somebody has written theirs.")
    )
    required = blocks.BooleanBlock(
        label=_("Must be answered to complete the lesson"), default=True, required=False
    )

    class Meta:
        icon = "comment-add"
        label = _("Post critique")
        label_format = "{question}"
        description = _("An invented post to take apart and to write better.")
        template = "learning/blocks/critique.html"
        preview_template = "courses/blocks/preview_answer.html"
        value_class = CritiqueValue
        preview_value = {
            "question": "What weakens this post? Mark everything that you would change.",
            "post": SAMPLE_POST,
            "issues": [
                {
                    "aspect": "The invitation",
                    "what": "The only reply it asks for is to register",
                    "why": "Nobody who has been to a fair can add anything.",
                },
                {
                    "aspect": "The sender",
                    "what": "An office speaks, and no person signs",
                    "why": "People answer people.",
                },
            ],
            "fine": [
                {
                    "aspect": "The facts",
                    "what": "Date and number of employers stand in the text",
                    "why": "Everybody can read them, and hear them.",
                }
            ],
            "task": "Now write it as you would post it.",
            "model": "If you have done a career fair: what would you tell a first-timer?",
        }

    def publish_errors(self, value):
        texts = [remark["what"].strip().casefold() for _pk, remark in value.choices()]
        if len(set(texts)) < len(texts):
            return {"issues": _("Two statements read the same.")}
        return {}

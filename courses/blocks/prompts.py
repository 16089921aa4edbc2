"""Blocks that ask for the learner's own words or deeds."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from .base import LessonBlock
from .plan import fed_section

FRAMES = {
    "free": [],
    "what": [_("What happened?"), _("So what does it mean?"), _("Now what will you do?")],
}

# Words that an item begins with which does not say what to do.
NO_VERBS = {
    *("a", "an", "the", "this", "these", "my", "your", "our", "their", "all", "every", "each"),
    *("i", "you", "we", "it", "there", "in", "on", "at", "for", "with", "of", "what", "who"),
}


class ReflectionValue(blocks.StructValue):
    def steps(self):
        """The questions that frame the answer; hints, not fields."""
        return FRAMES.get(self["frame"], [])

    def as_shown(self):
        return {"title": self["title"], "prompt": self["prompt"], "frame": self["frame"]}


class ReflectionBlock(LessonBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120, default=_("Reflect"))
    prompt = blocks.TextBlock(label=_("Prompt"), rows=3, help_text=_("Ends with a question mark."))
    frame = blocks.ChoiceBlock(
        label=_("Frame"),
        choices=[("free", _("None: write freely")), ("what", _("What? So what? Now what?"))],
        default="free",
    )
    word_guide = blocks.IntegerBlock(
        label=_("Words to aim at"), required=False, min_value=10, max_value=1000,
        help_text=_("A guide for the writer, never a limit."),
    )  # fmt: skip
    example = blocks.TextBlock(
        label=_("Example answer"), required=False, rows=3,
        help_text=_("By a fictional colleague; shown when asked for."),
    )  # fmt: skip
    required = blocks.BooleanBlock(
        label=_("Must be saved to complete the lesson"), default=True, required=False
    )
    plan_section = fed_section()

    class Meta:
        icon = "edit"
        label = _("Reflection")
        label_format = "{title}: {prompt}"
        description = _("A question to answer in writing. What is written is private by default.")
        template = "learning/blocks/reflection.html"
        preview_template = "courses/blocks/preview_reflection.html"
        value_class = ReflectionValue
        preview_value = {
            "title": "Reflect",
            "prompt": "Which of your posts last month could a student have answered?",
            "frame": "free",
        }

    def publish_errors(self, value):
        if not value["prompt"].rstrip(" ”\"'’)").endswith("?"):
            return {"prompt": _("End the prompt with a question.")}
        return {}


class DiscussionBlock(LessonBlock):
    prompt = blocks.TextBlock(label=_("Prompt"), rows=3)
    starter = blocks.CharBlock(
        label=_("Starter"), required=False, max_length=200, help_text=_("“In my center we…”")
    )
    seed = blocks.TextBlock(
        label=_("The host's own first post"), required=False, rows=3,
        help_text=_("An answer of yours, so that nobody has to be the first."),
    )  # fmt: skip
    post_first = blocks.BooleanBlock(
        label=_("Post to see others"), required=False, default=False,
        help_text=_("What others wrote is shown once somebody has written themselves."),
    )  # fmt: skip
    required = blocks.BooleanBlock(
        label=_("A post completes the lesson"), required=False, default=False
    )
    replies = blocks.IntegerBlock(
        label=_("Replies asked for as well"), required=False, default=0, min_value=0, max_value=2,
        help_text=_(
            "Where nobody else has written yet, a second thought below one’s own post counts, so"
            " that nobody has to wait for others."
        ),
    )  # fmt: skip
    helping_counts = blocks.BooleanBlock(
        label=_("Helping somebody counts as a reply"), required=False, default=False,
        help_text=_(
            "The first reply to a colleague anywhere in the course counts. Off by default: what is"
            " required is easily written for the requirement’s sake."
        ),
    )  # fmt: skip

    class Meta:
        form_layout = BlockGroup(
            children=["prompt", "starter", "seed"],
            settings=["post_first", "required", "replies", "helping_counts"],
        )
        icon = "group"
        label = _("Discussion prompt")
        label_format = "{prompt}"
        description = _("A question to talk through with colleagues.")
        template = "courses/blocks/discussion.html"
        preview_template = "courses/blocks/preview.html"
        preview_value = {
            "prompt": "What do your students already ask each other instead of asking you?",
            "starter": "In my center we…",
        }

    def publish_errors(self, value):
        if not value["required"] and (value["replies"] or value["helping_counts"]):
            return {"required": _("Ask for a post before you ask for replies.")}
        return {}


class ChecklistValue(blocks.StructValue):
    def entries(self):
        """The items as [(id, text)]."""
        return [(item.id, item.value) for item in self["items"].bound_blocks]

    def as_shown(self):
        return {
            "heading": self["heading"],
            "items": [{"id": item_id, "text": text} for item_id, text in self.entries()],
        }


class ChecklistBlock(LessonBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    items = blocks.ListBlock(
        blocks.CharBlock(max_length=250), label=_("Items"), min_num=1, max_num=10,
        help_text=_("Each begins with a verb."),
    )  # fmt: skip
    plan_section = fed_section()

    class Meta:
        icon = "list-ol"
        label = _("Checklist")
        label_format = "{heading}"
        description = _("Things to do; the learner ticks them off.")
        template = "learning/blocks/checklist.html"
        preview_template = "courses/blocks/preview_checklist.html"
        value_class = ChecklistValue
        preview_value = {
            "heading": "Before you post",
            "items": ["Name who could answer", "Cut it to two sentences"],
        }

    def advice(self, value):
        return [
            _("“%s” hardly begins with a verb. Say what to do.") % text
            for _id, text in value.entries()
            if text.split()[:1] and text.split()[0].casefold() in NO_VERBS
        ]

"""The body of a lesson: which blocks there are, and in which groups they are offered."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .checks import MultipleAnswerBlock, SingleChoiceBlock
from .media import AudioBlock, DownloadBlock, PictureBlock, VideoBlock, WebEmbedBlock
from .prompts import ChecklistBlock, DiscussionBlock, ReflectionBlock
from .text import AccordionBlock, CalloutBlock, KeyTermsBlock, QuoteBlock, TextBlock

# The blocks whose answers are attempts: tried any number of times, and done once one is right.
CHECK_BLOCKS = ("single_choice", "multiple_answer")
# The blocks that ask something of the learner: they are rendered for each person
# and have a row in the activity index. All others look the same to everyone.
ASKING_BLOCKS = (*CHECK_BLOCKS, "reflection", "checklist")
# What is said at a prompt depends on its reader too, and a prompt may ask for a post.
PERSONAL_BLOCKS = (*ASKING_BLOCKS, "discussion")
# Those that a lesson can require.
INDEXED_BLOCKS = PERSONAL_BLOCKS


class LessonBody(blocks.StreamBlock):
    text = TextBlock(group=_("Read"))
    callout = CalloutBlock(group=_("Read"))
    single_choice = SingleChoiceBlock(group=_("Check and reflect"))
    reflection = ReflectionBlock(group=_("Check and reflect"))
    discussion = DiscussionBlock(group=_("Check and reflect"))
    picture = PictureBlock(group=_("See and hear"))
    multiple_answer = MultipleAnswerBlock(group=_("Check and reflect"))
    checklist = ChecklistBlock(group=_("Check and reflect"))
    quote = QuoteBlock(group=_("Read"))
    accordion = AccordionBlock(group=_("Read"))
    key_terms = KeyTermsBlock(group=_("Read"))
    video = VideoBlock(group=_("See and hear"))
    audio = AudioBlock(group=_("See and hear"))
    download = DownloadBlock(group=_("See and hear"))
    embed = WebEmbedBlock(group=_("See and hear"))

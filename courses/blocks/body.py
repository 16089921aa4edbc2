"""The body of a lesson: which blocks there are, and in which groups they are offered."""

from django.utils.translation import gettext_lazy as _

from .arranging import MatchingBlock, OrderingBlock
from .checks import MultipleAnswerBlock, SingleChoiceBlock
from .commitment import CommitmentBlock
from .critique import CritiqueBlock
from .finished import FinishedStream
from .media import AudioBlock, DownloadBlock, PictureBlock, VideoBlock, WebEmbedBlock
from .own_words import SelfExplainBlock, ShortAnswerBlock
from .peer_look import PeerLookBlock
from .plan import PlanBuilderBlock
from .posts import MockPostBlock
from .prompts import ChecklistBlock, DiscussionBlock, ReflectionBlock
from .scenario import ScenarioBlock
from .text import AccordionBlock, CalloutBlock, KeyTermsBlock, QuoteBlock, TextBlock
from .true_false import TrueFalseBlock

# The blocks whose answers are attempts: tried any number of times, and done once one is right.
CHECK_BLOCKS = (
    "single_choice",
    "multiple_answer",
    "true_false",
    "ordering",
    "matching",
    "short_answer",
    "self_explain",
    "scenario",
    "critique",
)
# Those of them that have no right and wrong: answering is all there is.
UNGRADED_BLOCKS = ("self_explain", "scenario", "critique")
# The blocks that ask something of the learner: they are rendered for each person
# and have a row in the activity index. All others look the same to everyone.
ASKING_BLOCKS = (
    *CHECK_BLOCKS, "reflection", "checklist", "plan_builder", "commitment", "peer_look",
)  # fmt: skip
# What is said at a prompt depends on its reader too, and a prompt may ask for a post.
PERSONAL_BLOCKS = (*ASKING_BLOCKS, "discussion")
# Those that a lesson can require.
INDEXED_BLOCKS = PERSONAL_BLOCKS


# The groups of the chooser, in its order. What authors use most stands first.
MOST_USED, READ, SEE, CHECK, PRACTICE, PLAN = (
    _("Most used"),
    _("Read"),
    _("See and hear"),
    _("Check"),
    _("Practice"),
    _("Plan"),
)


class LessonBody(FinishedStream):
    text = TextBlock(group=MOST_USED)
    callout = CalloutBlock(group=MOST_USED)
    picture = PictureBlock(group=MOST_USED)
    single_choice = SingleChoiceBlock(group=MOST_USED)
    reflection = ReflectionBlock(group=MOST_USED)
    discussion = DiscussionBlock(group=MOST_USED)
    quote = QuoteBlock(group=READ)
    accordion = AccordionBlock(group=READ)
    key_terms = KeyTermsBlock(group=READ)
    mock_post = MockPostBlock(group=READ)
    video = VideoBlock(group=SEE)
    audio = AudioBlock(group=SEE)
    download = DownloadBlock(group=SEE)
    embed = WebEmbedBlock(group=SEE)
    multiple_answer = MultipleAnswerBlock(group=CHECK)
    true_false = TrueFalseBlock(group=CHECK)
    ordering = OrderingBlock(group=CHECK)
    matching = MatchingBlock(group=CHECK)
    short_answer = ShortAnswerBlock(group=CHECK)
    self_explain = SelfExplainBlock(group=CHECK)
    scenario = ScenarioBlock(group=PRACTICE)
    critique = CritiqueBlock(group=PRACTICE)
    checklist = ChecklistBlock(group=PRACTICE)
    plan_builder = PlanBuilderBlock(group=PLAN)
    commitment = CommitmentBlock(group=PLAN)
    peer_look = PeerLookBlock(group=PLAN)

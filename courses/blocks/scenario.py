"""A situation to act in: what one chooses decides how it goes on."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from .base import LessonBlock, at_least
from .checks import AnswerValue, in_own_order
from .media import alt_problem
from .scenario_graph import Graph, name_of
from .text import SHORT_TEXT, WordsBlock

# Who tries again and again is asked to begin anew.
MOST_STEPS = 40


@dataclass(frozen=True)
class Taken:
    """A choice that was taken, and the step it was taken at."""

    id: str
    node: object
    choice: object


@dataclass(frozen=True)
class Walk:
    """How far a path leads: the choices taken, and the step they lead to."""

    taken: tuple
    node: object

    @property
    def chosen(self):
        return [step.id for step in self.taken]

    @property
    def ended(self):
        return self.node is not None and not self.node["choices"]

    @property
    def is_long(self):
        return len(self.taken) >= MOST_STEPS

    @property
    def address(self):
        """The path as it stands in an address: the beginnings of the choices' ids."""
        return ".".join(map(short, self.chosen))


def short(choice_id):
    return choice_id.partition("-")[0]


class ScenarioValue(AnswerValue):
    """Steps that lead to one another. An answer is the path: the ids of the choices taken."""

    @property
    def graph(self):
        return Graph(self["nodes"], self["start"])

    def walk(self, path):
        """Follow a path, a list of ids or of their beginnings, for as far as it leads."""
        graph = self.graph
        taken, node = [], graph.nodes.get(graph.start)
        for wanted in path[:MOST_STEPS]:
            found = next((way for way in ways_of(node) if wanted in (way[0], short(way[0]))), None)
            if found is None:
                break
            choice_id, choice = found
            taken.append(Taken(choice_id, node, choice))
            node = graph.nodes.get(name_of(choice["next"]))
        return Walk(tuple(taken), node)

    graded = False

    def normal(self, chosen):
        return list(chosen)

    def right_answer(self):
        """A path of best choices, where there is one."""
        walk = self.walk([])
        while not (walk.ended or walk.is_long):
            best = [pk for pk, way in ways_of(walk.node) if way["quality"] == "best"]
            if not best:
                break
            walk = self.walk([*walk.chosen, best[0]])
        return walk.chosen

    def is_right(self, chosen):
        """Any end is an answer; how good the path was is what reports read."""
        walk = self.walk(chosen)
        return walk.ended and walk.chosen == list(chosen)

    def as_shown(self):
        return {
            "question": self["question"],
            "start": self.graph.start,
            "nodes": [
                {
                    "name": node["name"],
                    "situation": node["situation"],
                    "choices": [{"id": pk, **choice} for pk, choice in ways_of(node)],
                }
                for node in self["nodes"]
            ],
            "debrief": str(getattr(self["debrief"], "source", self["debrief"]) or ""),
        }


def ways_of(node):
    """The choices of a step as [(id, choice)], in the author's order; a draft may lack the step."""
    return [] if node is None else [(i.id, i.value) for i in node["choices"].bound_blocks]


def offered_to(node, seed):
    """The choices of a step in an order that is this learner's own."""
    return in_own_order(ways_of(node), f"{seed}:{node['name']}") if node else []


class Way(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Choice"), max_length=300)
    next = blocks.CharBlock(
        label=_("Leads to step"), max_length=40, help_text=_("The short name of a step.")
    )
    feedback = blocks.TextBlock(
        label=_("Feedback"), rows=2, help_text=_("What someone who took it is told.")
    )
    quality = blocks.ChoiceBlock(
        label=_("Quality"),
        choices=[("best", _("Best")), ("acceptable", _("Acceptable")), ("poor", _("Poor"))],
        default="acceptable",
    )
    again = blocks.BooleanBlock(
        label=_("“Try again”: it leads back on purpose"), required=False, default=False
    )

    class Meta:
        label_format = "{text}"


class NodeBlock(LessonBlock):
    name = blocks.CharBlock(
        label=_("Short name"), max_length=40, help_text=_("For you and the choices: “waits”.")
    )
    situation = blocks.TextBlock(label=_("Situation"), rows=4)
    picture = ImageBlock(label=_("Picture"), required=False)
    choices = blocks.ListBlock(
        Way(),
        label=_("Choices"),
        min_num=0,
        default=[],
        collapsed=True,
        help_text=_("2 to 4; none where the story ends."),
    )

    class Meta:
        label_format = "{name}: {situation}"

    def publish_errors(self, value):
        picture = value["picture"]
        if picture is not None and not picture.decorative and (problem := alt_problem(picture)):
            return {"picture": problem}
        return {}


class ScenarioBlock(LessonBlock):
    question = blocks.CharBlock(label=_("Title"), max_length=160)
    nodes = at_least(
        2, NodeBlock(), label=_("Steps"), max_num=24,
        help_text=_(
            "Give each step a short name. A choice leads to the step that it names; a step without"
            " choices is an end."
        ),
    )  # fmt: skip
    start = blocks.CharBlock(
        label=_("Starts with step"),
        max_length=40,
        required=False,
        help_text=_("A short name. Empty: the first step."),
    )
    debrief = WordsBlock(
        label=_("Debrief"), features=SHORT_TEXT, help_text=_("What is said at every end.")
    )
    required = blocks.BooleanBlock(
        label=_("An end must be reached to complete the lesson"), default=True, required=False
    )

    class Meta:
        icon = "order"
        label = _("Scenario")
        label_format = "{question}"
        description = _("A situation with choices; each leads on, and says what comes of it.")
        template = "learning/blocks/scenario.html"
        preview_template = "courses/blocks/preview_answer.html"
        value_class = ScenarioValue
        preview_value = {
            "question": "Nobody answers a student’s question",
            "nodes": [
                {
                    "name": "waiting",
                    "situation": "Since noon a question has stood there alone. It is four.",
                    "choices": [
                        {
                            "text": "Ask somebody by name who has been there",
                            "next": "answered",
                            "feedback": "She answers within the hour.",
                            "quality": "best",
                        },
                        {
                            "text": "Answer it yourself",
                            "next": "answered",
                            "feedback": "It helps one student, once.",
                            "quality": "acceptable",
                        },
                    ],
                },
                {"name": "answered", "situation": "The student has an answer.", "choices": []},
            ],
            "start": "waiting",
            "debrief": "<p>Who is asked by name answers.</p>",
        }

    def publish_errors(self, value):
        if problems := value.graph.problems():
            return {"nodes": ValidationError([*problems])}
        return {}

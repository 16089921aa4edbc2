"""Every check of a course as a test item: how hard it is, what people choose, what looks wrong."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from courses.models.outlines import OutlineLesson
from learning import answer_reading
from learning.models import Attempt, Prompt

from . import hidden
from . import item_statistics as statistics
from .first_answers import first_answers

ANALYZED_FROM = 50  # first attempts
CLOSED = {"single_choice", "multiple_answer", "true_false"}  # their responses are the author's


@dataclass
class OptionRow:
    """``share`` of the first attempts that chose it; ``in_upper`` of the upper 27 percent."""

    text: str
    right: bool | None
    share: float
    in_upper: float | None = None
    is_dead: bool = False


@dataclass
class Item:
    """One wording of one check. A check that was edited has an item for each wording: what
    people answered is read from the question as they saw it, and never added up across them.
    """

    lesson: OutlineLesson | None
    number: int
    prompt: Prompt
    is_current: bool
    answered: int
    graded: bool
    right: int = 0
    p: float | None = None
    commonest_wrong: str = ""
    wrong_share: float | None = None
    options: list[OptionRow] = field(default_factory=list)
    discrimination: float | None = None
    point_biserial: float | None = None
    likely_miskeyed: bool = False
    certain_and_wrong: float | None = None

    @property
    def tells(self):
        return not hidden(self.answered)

    @property
    def is_analyzed(self):
        return self.answered >= ANALYZED_FROM

    @property
    def dead(self):
        return [row for row in self.options if row.is_dead]

    @property
    def needs_care(self):
        wrong = self.likely_miskeyed or self.is_against_the_rest or bool(self.dead)
        return self.is_current and wrong

    @property
    def is_against_the_rest(self):
        return self.discrimination is not None and self.discrimination < 0


def items_of(enrollments, outlines):
    """The items of these courses in reading order, the newest wording first. Two queries."""
    found = defaultdict(list)
    for row in first_answers(enrollments):
        found[row.lesson_key, row.block_id, row.prompt].append(row)
    prompts = Prompt.objects.in_bulk({prompt for _key, _block, prompt in found})
    places, lessons = {}, {}
    for outline in outlines:
        for lesson in outline.lessons:
            lessons[lesson.key] = lesson
            for number, activity in enumerate(lesson.activities, 1):
                places[lesson.key, activity.block_id] = (len(places), number)
    newest = {}
    for key, block, prompt in found:
        shown = (prompts[prompt].first_shown_at, prompt)
        newest[key, block] = max(newest.get((key, block), shown), shown)
    nowhere = (len(places), 0)

    def order(place):
        key, block, prompt = place
        return places.get((key, block), nowhere)[0], str(key), block, -prompt

    return [
        _item(
            found[key, block, prompt],
            Item(
                lesson=lessons.get(key),
                number=places.get((key, block), nowhere)[1],
                prompt=prompts[prompt],
                is_current=(key, block) in places and newest[key, block][1] == prompt,
                answered=sum(row.people for row in found[key, block, prompt]),
                graded=found[key, block, prompt][0].graded,
            ),
        )
        for key, block, prompt in sorted(found, key=order)
    ]


def _item(rows, item):
    if not item.tells:
        return item
    answers = _Answers(rows, item)
    item.options = answers.options()
    if item.graded:
        item.right = sum(row.people for row in rows if row.right)
        item.p = statistics.difficulty(item.right, item.answered)
        item.commonest_wrong, item.wrong_share = answers.commonest_wrong()
    if item.graded and item.is_analyzed:
        answers.analyze()
    return item


class _Answers:
    """The counted rows of one item, read through ``answer_reading``, each answer once."""

    def __init__(self, rows, item):
        self.rows, self.item = rows, item
        self.given = {row.answer: self._read(row.answer) for row in rows}
        self.rest, self.rest_right = Counter(), Counter()
        for row in rows:
            if row.rest is not None:
                self.rest[row.rest] += row.people
                self.rest_right[row.rest] += row.people if row.right else 0

    def _read(self, answer):
        attempt = Attempt(prompt=self.item.prompt, chosen=json.loads(answer))
        return answer_reading.given(attempt)

    def chose(self, key):
        return [row for row in self.rows if any(one.key == key for one in self.given[row.answer])]

    def options(self):
        """Those the question offers, and what else at least five people answered."""
        offered = list(answer_reading.offered(self.item.prompt))
        people = Counter()
        for row in self.rows:
            for response in set(self.given[row.answer]):
                people[response] += row.people
        offered_keys = {response.key for response in offered}
        others = sorted(
            (row for row in people if row.key not in offered_keys and not hidden(people[row])),
            key=lambda row: (-people[row], row.key),
        )
        by_key = Counter()
        for response, number in people.items():
            by_key[response.key] += number
        self.keys = [response.key for response in (*offered, *others)]
        return [
            OptionRow(row.text, row.right, by_key[row.key] / self.item.answered)
            for row in (*offered, *others)
        ]

    def commonest_wrong(self):
        """The wrong answer that most gave, and its share; none of words that few people wrote."""
        wrong = Counter()
        for row in self.rows:
            if not row.right and self.given[row.answer]:
                wrong[tuple(one.key for one in self.given[row.answer])] += row.people
        if not wrong:
            return "", None
        keys, people = max(wrong.items(), key=lambda found: (found[1], found[0]))
        if self.item.prompt.kind not in CLOSED and hidden(people):
            return "", None
        texts = next(
            [one.text for one in given]
            for given in self.given.values()
            if tuple(one.key for one in given) == keys
        )
        return "; ".join(texts), people / self.item.answered

    def analyze(self):
        """From fifty first attempts on; what needs a score, from fifty people who have one."""
        item = self.item
        sure = [row for row in self.rows if row.confidence is not None]
        said = sum(row.people for row in sure)
        if not hidden(said):
            certain = Attempt.Confidence.CERTAIN
            wrong = sum(row.people for row in sure if row.confidence == certain and not row.right)
            item.certain_and_wrong = wrong / said
        closed = item.prompt.kind in CLOSED
        for option in item.options if closed else []:
            works = statistics.functions(option.share * item.answered, item.answered)
            option.is_dead = option.right is False and not works
        if sum(self.rest.values()) < ANALYZED_FROM:
            return
        item.discrimination = statistics.discrimination(self.rest_right, self.rest)
        item.point_biserial = statistics.point_biserial(self.rest_right, self.rest)
        if closed:
            self._look_at_the_key()

    def _look_at_the_key(self):
        upper, _lower = statistics.outer_groups(self.rest)
        for key, option in zip(self.keys, self.item.options, strict=True):
            chose = Counter()
            for row in self.chose(key):
                if row.rest is not None:
                    chose[row.rest] += row.people
            option.in_upper = statistics.share_in(upper, chose, self.rest)
        shares = {
            right: [row.in_upper for row in self.item.options if row.right is right]
            for right in (True, False)
        }
        self.item.likely_miskeyed = statistics.likely_miskeyed(shares[True], shares[False])

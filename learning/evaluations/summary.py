"""What people thought of a course, in numbers: nothing below five of them."""

from collections import Counter
from dataclasses import dataclass
from random import SystemRandom

from learning.models import EvaluationAnswer
from learning.models.evaluations import AGREEMENT, RATED
from learning.reports import AT_LEAST


@dataclass(frozen=True)
class Question:
    """``shares`` are (label, how many, percent) from full agreement down."""

    text: str
    mean: float
    shares: list


class EvaluationSummary:
    """Of all who evaluated a course, or of those in some months."""

    def __init__(self, answers):
        self.answers = list(answers)

    @classmethod
    def of(cls, course_key, since=None, until=None):
        return cls(_answers([course_key], since, until))

    @classmethod
    def by_course(cls, course_keys):
        """{course key: summary}, in one query."""
        found = {key: [] for key in course_keys}
        for row in _answers(course_keys):
            found[row.course_key].append(row)
        return {key: cls(rows) for key, rows in found.items()}

    @property
    def tells(self):
        """Whether enough people answered for a number that points at nobody."""
        return len(self.answers) >= AT_LEAST

    @property
    def count(self):
        return len(self.answers) if self.tells else None

    @property
    def questions(self):
        if not self.tells:
            return []
        return [self._question(name) for name in RATED]

    def _question(self, name):
        given = [getattr(row, name) for row in self.answers]
        counted, whole = Counter(given), len(given)
        shares = [(label, counted[n], round(100 * counted[n] / whole)) for n, label in AGREEMENT]
        text = EvaluationAnswer._meta.get_field(name).verbose_name
        return Question(text, round(sum(given) / whole, 1), shares)

    @property
    def comments(self):
        """In another order each time, so that none goes with a day or a person."""
        if not self.tells:
            return []
        said = [row.comment.strip() for row in self.answers if row.comment.strip()]
        SystemRandom().shuffle(said)
        return said


def _answers(course_keys, since=None, until=None):
    found = EvaluationAnswer.objects.filter(course_key__in=course_keys)
    if since:
        found = found.filter(month__gte=since.replace(day=1))
    if until:
        found = found.filter(month__lte=until)
    return found

"""From enrolled to finished: how many get how far, and how long it takes them."""

from array import array
from dataclasses import dataclass
from statistics import median

from django.db.models import Min
from django.utils.translation import gettext as _

from courses.models import LessonPage
from learning.models import LessonCompletion, LessonVisit

from . import hidden
from .seconds import DAY, Seconds

NEVER = -1


@dataclass
class Step:
    """``people`` got here; ``lost`` fewer than to the step before.

    ``days`` is the median from the step before, of those who took both in this order. What is
    about fewer than five people is None.
    """

    label: str
    people: int | None
    came_later: bool = False
    percent: int | None = None
    lost: int | None = None
    days: float | None = None
    is_biggest_drop: bool = False


class Funnel:
    """The steps of some enrollments through the required lessons of today's outline.

    Who started opened or completed any lesson. A step counts everybody who took it, whatever
    else they did; lessons taken out of order can therefore bring more people than the step
    before, which loses nobody. Who enrolled before a lesson became required is not asked for
    it: without it they stand where they stood, and are not lost. Four queries, whatever the
    number of enrollments.
    """

    def __init__(self, enrollments, outline):
        self.lessons = outline.required_lessons
        self.moments = self._moments(enrollments)
        self.enrolled = len(self.moments[0])

    @property
    def tells(self):
        return not hidden(self.enrolled)

    def _moments(self, enrollments):
        """For each step the moments at which people took it, in one order of people."""
        people, enrolled, finished = {}, array("q"), array("q")
        rows = enrollments.values_list("pk", Seconds("enrolled_at"), Seconds("completed_at"))
        for pk, came, ended in rows.iterator():
            people[pk] = len(people)
            enrolled.append(came)
            finished.append(NEVER if ended is None else ended)
        started, lessons = self._never(people), [self._never(people) for _lesson in self.lessons]
        visits = LessonVisit.objects.filter(enrollment__in=enrollments.values("pk"))
        first = visits.values_list("enrollment").annotate(at=Seconds(Min("first_at"))).order_by()
        for pk, at in first.iterator():
            if pk in people:
                started[people[pk]] = at
        at_step = self._steps_of_pages()
        done = LessonCompletion.objects.filter(enrollment__in=enrollments.values("pk"))
        rows = done.order_by().values_list("enrollment", "lesson", Seconds("completed_at"))
        for pk, lesson, at in rows.iterator(chunk_size=5000):
            if (person := people.get(pk)) is None:
                continue  # enrolled since the first of these queries
            if started[person] == NEVER or at < started[person]:
                started[person] = at
            if (step := at_step.get(lesson)) is not None:
                lessons[step][person] = at
        return [enrolled, started, *lessons, finished]

    @staticmethod
    def _never(people):
        return array("q", [NEVER]) * len(people)

    def _steps_of_pages(self):
        """{id of a lesson's page, in any language: its step}."""
        numbers = {lesson.key: number for number, lesson in enumerate(self.lessons)}
        pages = LessonPage.objects.filter(translation_key__in=list(numbers)).order_by()
        return {pk: numbers[key] for pk, key in pages.values_list("pk", "translation_key")}

    @property
    def labels(self):
        return [_("Enrolled"), _("Started"), *(row.title for row in self.lessons), _("Finished")]

    @property
    def steps(self):
        """The steps in order; none of a group that is too small."""
        if not self.tells:
            return []
        steps, before, drops = [], None, []
        for label, lesson, took in zip(self.labels, self._asked, self.moments, strict=True):
            moments = self._passed(lesson, before, took) if lesson else took
            people = sum(at != NEVER for at in moments)
            step = Step(label, None if hidden(people) else people, came_later=bool(lesson))
            if step.people is not None:
                step.percent = round(100 * people / self.enrolled)
            if before is not None:
                lost = max(0, sum(at != NEVER for at in before) - people)
                step.lost = lost if step.people is not None else None
                step.days = self._days(before, took)
                drops.append((lost, step))
            steps.append(step)
            before = moments
        most, step = max(drops, key=lambda drop: drop[0])
        step.is_biggest_drop = most > 0
        return steps

    @property
    def _asked(self):
        """For each step its lesson, where that was required only later."""
        return [None, None, *(row if row.came_later else None for row in self.lessons), None]

    def _passed(self, lesson, before, took):
        """Who took a step and, of those whom it never bound, who stands just before it."""
        since = int(lesson.required_from.timestamp())
        rows = zip(self.moments[0], before, took, strict=True)
        return array("q", [then if at == NEVER and came < since else at for came, then, at in rows])

    @staticmethod
    def _days(before, after):
        both = zip(before, after, strict=True)
        took = [then - at for at, then in both if at != NEVER and NEVER != then >= at]
        return None if hidden(len(took)) else round(median(took) / DAY, 1)

"""The demonstration's weeks, and what its people were asked again, as their histories have it.

A day on which they did something is a session. Who takes part in remembering began lessons
with two questions; the graduate has an answered card and one that waits. Nothing is told by
mail: it is history.
"""

from datetime import datetime, time, timedelta

from django.db import transaction

from accounts.models import Notification
from courses.models import CoursePage
from learning.days import MORNING, beginning_of, day_of, zone_of
from learning.models import (
    Attempt,
    Card,
    Enrollment,
    LessonCompletion,
    LessonVisit,
    Recall,
    Remembering,
    StudyDay,
)
from learning.models.remembering import Occasion
from learning.remembering.cards import CARD, deal
from learning.remembering.coming_back import CARDS
from learning.remembering.recalling import Question, pick
from learning.remembering.warm_up import QUESTIONS

COURSE = "beyond-the-job-board"
REMEMBERING = ["learner@example.org", "finisher@example.org", "graduate@example.org"]
SKIPPED_TODAY = "learner@example.org"
AT_WORK = ("learner@example.org", 2)  # so many sessions this week, where it is old enough
A_MINUTE = timedelta(minutes=1)
EVERY_FOURTH = 4  # answer is not right


@transaction.atomic
def load_rhythm():
    """Returns how many sessions there are. Where somebody has one already, nothing is told."""
    if StudyDay.objects.exists():
        return 0
    for enrollment in Enrollment.objects.select_related("user"):
        _tell_sessions(enrollment)
    course = CoursePage.objects.get(slug=COURSE)
    mine = Enrollment.objects.filter(course_key=course.key, user__email__in=REMEMBERING)
    for enrollment in mine.select_related("user", "course"):
        Remembering.objects.create(enrollment=enrollment, began_at=enrollment.enrolled_at)
        _tell_warm_ups(enrollment)
        if enrollment.user.email == SKIPPED_TODAY:
            _skip_today(enrollment)
        if enrollment.completed_at:
            _tell_cards(enrollment)
    return StudyDay.objects.count()


def _tell_sessions(enrollment):
    moments = set()
    for model, names in (
        (LessonVisit, ("first_at", "last_at")),
        (LessonCompletion, ("completed_at",)),
        (Attempt, ("answered_at",)),
    ):
        for row in model.objects.filter(enrollment=enrollment).values_list(*names):
            moments.update(row)
    days = {day_of(enrollment.user, moment) for moment in moments}
    if enrollment.user.email == AT_WORK[0]:
        days |= _this_week(enrollment.user, days)
    StudyDay.objects.bulk_create(StudyDay(enrollment=enrollment, day=day) for day in sorted(days))


def _this_week(user, days):
    """Enough of the days since Monday, the latest first, to have been at work this week."""
    today = day_of(user)
    since_monday = {today - timedelta(days=back) for back in range(today.weekday() + 1)}
    missing = max(AT_WORK[1] - len(days & since_monday), 0)
    return set(sorted(since_monday - days, reverse=True)[:missing])


def _tell_warm_ups(enrollment):
    """One for each lesson of a later module that they completed, on the day they began it."""
    modules = enrollment.outline.modules
    earlier = list(modules[0].lessons)
    visits = {row.lesson_key: row for row in enrollment.visits.all()}
    done, told = enrollment.lessons_done(), []
    for module in modules[1:]:
        for lesson in module.lessons:
            if lesson.key in done and lesson.key in visits:
                told += _warm_up(enrollment, lesson, list(earlier), visits[lesson.key], told)
        earlier += module.lessons


def _warm_up(enrollment, lesson, earlier, visit, told):
    day = day_of(enrollment.user, visit.first_at)
    before = beginning_of(enrollment.user, day)
    rows = []
    for question in pick(enrollment, earlier, QUESTIONS, before, told):
        row = Recall.objects.ask(enrollment, question, Occasion.WARM_UP, day, asked_in=lesson.key)
        number = len(told) + len(rows) + 1
        _answer(row, question, number % EVERY_FOURTH != 0, visit.first_at + number % 2 * A_MINUTE)
        rows.append(row)
    return rows


def _skip_today(enrollment):
    """What the lesson that they are in would begin with."""
    today, lesson = day_of(enrollment.user), enrollment.visits.latest("last_at").lesson_key
    at = enrollment.outline.by_key[lesson].module.number - 1
    earlier = [each for module in enrollment.outline.modules[:at] for each in module.lessons]
    before, told = beginning_of(enrollment.user, today), enrollment.recalls.all()
    for question in pick(enrollment, earlier, QUESTIONS, before, told):
        Recall.objects.ask(enrollment, question, Occasion.WARM_UP, today, asked_in=lesson)
    Recall.skip(enrollment.recalls.filter(due_on=today))


def _tell_cards(enrollment):
    finished = day_of(enrollment.user, enrollment.completed_at)
    for occasion in (Occasion.CARD_3, Occasion.CARD_10):
        day = finished + timedelta(days=CARDS[occasion])
        morning = datetime.combine(day, time(MORNING, 1), tzinfo=zone_of(enrollment.user))
        deal(Enrollment.objects.get(pk=enrollment.pk), morning)
        told = Notification.objects.of(enrollment.user).filter(event=CARD)
        told.filter(made_at__gt=morning).update(made_at=morning)
        if occasion == Occasion.CARD_3:
            _answer_card(enrollment, morning + timedelta(hours=3))
            told.update(read_at=morning + timedelta(hours=3))


def _answer_card(enrollment, at):
    """The first of them wrong, so that it comes back."""
    for card in Card.objects.filter(enrollment=enrollment).prefetch_related("recalls"):
        for number, row in enumerate(card.recalls.all()):
            _answer(row, Question.of(row), number > 0, at + number * A_MINUTE)


def _answer(row, question, right, at):
    value = question.child().value
    chosen = value.right_answer()
    if not right:
        chosen = _something_else(value)
    row.answer(value, chosen)
    Recall.objects.filter(pk=row.pk).update(answered_at=at)
    row.refresh_from_db()


def _something_else(value):
    if "truth" in value:
        return ["false" if value["truth"] == "true" else "true"]
    return [next(pk for pk, option in value.choices() if not option["correct"])]

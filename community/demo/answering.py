"""How the demonstration's posts were answered, and what waits now, on every step.

What was answered is told from the discussions themselves. What waits is counted back
from now in working hours, so that each step looks as it does on any day.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from accounts.models import Notification, User
from community.answering.hosting import host_of
from community.answering.introductions import make_introductions
from community.finished import Finished
from community.models import (
    AnswerSteps,
    Ask,
    Climb,
    Closure,
    Mentor,
    Post,
    Rung,
    Space,
    Thread,
    WorkingHours,
)
from courses.demo.files import ContentError

from .mentors import load_mentors

# The threads in which the people of a course say hello.
INTRODUCTIONS = [
    "What can you see from your desk?",
    "Hello: who was the first graduate you ever asked?",
    "Hello: which number do you know by heart?",
    "Hello: who do you call?",
]
# How many working hours ago each of these began, and what happened since: (step, working
# hours after the beginning, who was asked, whether they said "Not this time").
WAITING = {
    "An employer wants to be let into our graduates’ group. Do you let them in?": (1, []),
    "If you know who is behind a chosen name": (2, []),
    "Writing to a whole class year after a layoff. Would you name the company?": (
        5, [(Rung.MEMBER, 4, "graduate", False)],
    ),
    # No member fitted here, so it went on to a mentor at once.
    "When I open the calendar": (5, [(Rung.MENTOR, 4, "mentor", False)]),
    "In captions, how do you write a sound that isn’t speech?": (
        7, [(Rung.MEMBER, 4, "finisher", True), (Rung.HOST, 6, "", False)],
    ),
}  # fmt: skip


@transaction.atomic
def load_answering():
    """Once: where anything climbed already, the demonstration has its history.

    One of the mentors is asked, so they come first, whoever calls this.
    """
    load_mentors()
    for title in INTRODUCTIONS:
        _introduces(title)
    make_introductions()
    if Climb.objects.exclude(closed_at=None).exists():
        return
    _set_hours()
    calendar = WorkingHours.current()
    for post in _posts_that_climbed():
        _tell_history(post, calendar)
    for title, (hours, steps) in WAITING.items():
        _tell_waiting(title, hours, steps, calendar)


def _introduces(title):
    thread = Thread.objects.filter(title=title, space__kind=Space.Kind.COURSE).first()
    if thread and not Thread.objects.filter(space=thread.space, introductions=True).exists():
        Thread.objects.filter(pk=thread.pk).update(introductions=True)


def _set_hours():
    """An office in the East, closed over the winter break."""
    if WorkingHours.objects.exists():
        return
    hours = WorkingHours.objects.create(time_zone="America/New_York")
    year = timezone.localdate().year
    Closure.objects.create(
        hours=hours,
        name="Winter break",
        starts_on=f"{year}-12-24",
        ends_on=f"{year + 1}-01-01",
    )


def _posts_that_climbed():
    """Questions, and first posts of people who host nothing there, that were answered."""
    first = Post.objects.published().values("author").annotate(first=Min("created_at"))
    moments = {row["author"]: row["first"] for row in first}
    posts = Post.objects.published().filter(thread__introductions=False, climb=None)
    for post in posts.select_related("thread__space__host", "author").order_by("created_at"):
        if post.first_answer(post.thread) is None:
            continue
        if post.is_opening and post.thread.is_question:
            yield post, Climb.Reason.QUESTION
        elif post.created_at == moments[post.author_id]:
            hosted = Space.objects.hosted_by(post.author)
            if not hosted.filter(pk=post.space_id).exists():
                yield post, Climb.Reason.FIRST_POST


def _tell_history(found, calendar):
    post, reason = found
    at = post.created_at
    climb = Climb.objects.create(
        post=post,
        reason=reason,
        host=host_of(post, absent=set()),
        begun_at=at,
        since=at,
        due_at=calendar.end_of_next_day(at),
    )
    climb.reconcile(post.thread)
    asked_at = calendar.add_hours(at, AnswerSteps.current().member_hours)
    helper = climb.answer.author
    because = Finished.by(helper).reason_in(post.thread.space)
    if asked_at < climb.closed_at and because and helper.pk != climb.host_id:
        Ask.objects.create(
            climb=climb,
            rung=Rung.MEMBER,
            person=helper,
            because=because,
            made_at=asked_at,
            answered_at=climb.closed_at,
        )


def _tell_waiting(title, hours, steps, calendar):
    post = Post.objects.filter(thread__title__startswith=title, number=1).first()
    if post is None:
        raise ContentError(f"no thread begins “{title}”")
    if post.thread.first_answer_at:
        return
    begun = calendar.take_back(timezone.now(), timedelta(hours=hours))
    reason = Climb.Reason.QUESTION if post.thread.is_question else Climb.Reason.REFLECTION
    climb = Climb.objects.begin(post, reason, begun)
    due = calendar.end_of_next_day(begun)
    Climb.objects.filter(pk=climb.pk).update(begun_at=begun, since=begun, due_at=due)
    climb.refresh_from_db()
    for rung, after, name, declined in steps:
        _tell_step(climb, rung, calendar.add_hours(begun, after), name, declined)
    climb.next_at = climb.next_moment(calendar, AnswerSteps.current())
    climb.save(update_fields=["next_at"])


def _tell_step(climb, rung, at, name, declined):
    if at > timezone.now():
        return
    person = climb.host if rung == Rung.HOST else _person(name)
    if rung == Rung.MENTOR:
        person = _mentor(climb.post, person)
    if person is None:
        return
    because = Finished.by(person).reason_in(climb.post.thread.space)
    ask = climb.offer(rung, person, at, because)
    Notification.objects.filter(key=f"ask:{ask.pk}:{person.pk}").update(made_at=at)
    if declined:
        ask.declined_at = at + timedelta(minutes=20)
        ask.save(update_fields=["declined_at"])


def _mentor(post, wished):
    """This mentor, else another on duty, who may read the post; None where there is none."""
    mentors = [mentor.user for mentor in Mentor.objects.on_duty().select_related("user")]
    mentors.sort(key=lambda user: user != wished)
    for user in mentors:
        if user != post.author and Thread.objects.visible_to(user).filter(posts=post).exists():
            return user
    return None


def _person(name):
    return User.objects.get(email=f"{name}@example.org")

"""A thread in each course in which people say who they are."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from community.models import Post, Space, Thread
from courses.models import CourseRole


def make_introductions():
    """Open the thread in every course that is published and has an instructor to host it.

    In that person's name, since a room opens with somebody's voice; a course without one
    gets its thread when it has. One that is there is left alone. Returns those made.
    """
    there = Thread.objects.filter(space=OuterRef("pk"), introductions=True)
    teaching = CourseRole.objects.instructors_of(OuterRef("course_key"))
    spaces = Space.objects.filter(kind=Space.Kind.COURSE, closed_at=None, page__live=True)
    made = []
    for space in spaces.filter(~Exists(there), Exists(teaching)).select_related("host"):
        role = CourseRole.objects.instructors_of(space.course_key).first()
        if role is not None:
            made.append(_open(space, space.host or role.user))
    return [thread for thread in made if thread]


def _open(space, host):
    try:
        with transaction.atomic():
            return Thread.objects.start(
                host,
                space,
                _(
                    "Welcome to “%(course)s”. Say hello here in two or three sentences: where you"
                    " work, whom you serve, and one thing you would like to hear about from"
                    " others who take this course. I read everything."
                )
                % {"course": space.title},
                title=_("Introductions: where do you work?"),
                introductions=True,
            )
    except IntegrityError:  # another process was faster
        return None


def introductions_for(user, space=None):
    """Where this person could say hello: in the space's course, else in one they take; or None."""
    threads = Thread.objects.visible_to(user).filter(
        introductions=True, locked_at=None, space__closed_at=None
    )
    if space is not None and space.course_key:
        threads = threads.filter(space__course_key=space.course_key)
    return threads.order_by("-created_at", "-pk").first()


@dataclass(frozen=True)
class Welcome:
    """What the box says to somebody who has never posted: two queries, one for all others."""

    is_first: bool
    introductions: Thread | None = None

    @classmethod
    def of(cls, user, space=None):
        if not user.is_authenticated or Post.objects.filter(author=user).exists():
            return cls(False)
        return cls(True, introductions_for(user, space))

"""Who is asked for a look: a colleague who offered, else an instructor of the course."""

import uuid

from django.db.models import Q

from accounts.reach import is_here
from courses.models import CourseRole
from learning.models import Look, LookOffer, Plan
from learning.models.locks import locked
from learning.models.looks import STANDING

MOST_TRIED = 10
KEPT = ("prompt", "lesson_key", "block_id", "course_key", "message")  # of one request


class AlreadyAsked(Exception):
    """The plan waits for a look already."""


def ask_for_a_look(plan, colleague=None, **values):
    """The Look that was asked for: of this colleague, or of whoever is free; None if nobody is.

    ``values`` are the rubric, its place, the course's key and the message. The plan is
    shared already. Raises AlreadyAsked.
    """
    with locked(plan) as row:
        if row.looks.waiting().exists():
            raise AlreadyAsked
        offers = LookOffer.objects.with_room(row, values["course_key"])
        if colleague is not None:
            return _ask_one_of(row, offers.filter(user=colleague), uuid.uuid4(), values)
        return _ask_next(row, uuid.uuid4(), values)


def go_on(look):
    """Ask the next willing colleague, then the instructors; None where nobody is left."""
    with locked(look.plan) as plan:
        if plan.sharing == Plan.Sharing.PRIVATE or plan.looks.waiting().exists():
            return None
        if not plan.owner_is_here():
            return None
        return _ask_next(plan, look.ask, {name: getattr(look, name) for name in KEPT})


def _ask_next(plan, ask, values):
    offers = LookOffer.objects.with_room(plan, values["course_key"], ask)
    look = _ask_one_of(plan, offers, ask, values)
    return look or _ask_instructor(plan, ask, values)


def _ask_one_of(plan, offers, ask, values):
    """The first of them who, held for a moment, still has room."""
    for offer in offers[:MOST_TRIED]:
        list(LookOffer.objects.select_for_update().filter(pk=offer.pk))
        if offers.filter(pk=offer.pk).exists():
            return plan.looks.create(reviewer_id=offer.user_id, ask=ask, **values)
    return None


def _ask_instructor(plan, ask, values):
    known = Look.objects.filter(STANDING | Q(ask=ask), plan=plan).values("reviewer")
    roles = CourseRole.objects.instructors_of(values["course_key"]).exclude(user=plan.user_id)
    role = roles.filter(is_here("user")).exclude(user__in=known).first()
    if role is None:
        return None
    return plan.looks.create(reviewer_id=role.user_id, ask=ask, as_instructor=True, **values)

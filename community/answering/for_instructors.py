"""The posts that are an instructor's own to answer, course by course."""

from django.db.models.functions import Coalesce

from community.models import Ask, Climb, Rung
from learning.waiting import waits_for_instructors


@waits_for_instructors
def posts_to_answer(user, keys):
    """As "Yours to answer" counts them: nobody else is being asked any more."""
    asks = Ask.objects.pending().filter(person=user, rung=Rung.HOST, climb__in=Climb.objects.open())
    space = "climb__post__space"
    course = Coalesce(f"{space}__course_key", f"{space}__cohort__course_key")
    mine = asks.annotate(key=course).filter(key__in=keys)
    return list(mine.values_list("key", "climb__post__author"))

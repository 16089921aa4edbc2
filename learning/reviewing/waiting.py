"""The reflections that wait for an instructor's word, among what waits for them."""

from learning.models import Reflection
from learning.waiting import waits_for_instructors


@waits_for_instructors
def reflections_to_read(user, keys):
    waiting = Reflection.objects.waiting_for(user).filter(course_key__in=keys)
    return list(waiting.order_by().values_list("course_key", "user"))

"""Documents and recordings of lessons: private, and given out course by course."""

from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from courses.models import LessonPage
from courses.models.outlines import outline_of
from learning.models import Enrollment

from .readers import may_read
from .state import LessonState


def may_fetch(user, item):
    """Whether this person may read one of the live lessons that use the document or recording.

    What no lesson uses goes to those only who may work with it in the CMS's libraries.
    """
    lessons = _lessons_using(item)
    for lesson in lessons:
        state = LessonState(lesson, user, _enrollment(user, lesson))
        if may_read(user, lesson, state):
            return True
    return not lessons and _may_work_with(user, item)


def _lessons_using(item):
    references = ReferenceIndex.get_references_to(item).filter(content_type__app_label="courses")
    pks = set(references.values_list("object_id", flat=True))
    return list(LessonPage.objects.live().filter(pk__in=[int(pk) for pk in pks if pk.isdigit()]))


def _may_work_with(user, item):
    policy = policy_registry.get_by_type(type(item))
    return policy.user_has_any_permission_for_instance(user, ["change", "choose"], item)


def _enrollment(user, lesson):
    key = outline_of(lesson.course_path).course_key
    return Enrollment.objects.of(user).filter(course_key=key).first()

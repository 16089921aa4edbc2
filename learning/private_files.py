"""Documents and recordings of lessons: private, and given out course by course."""

from wagtail.models import ReferenceIndex

from courses.models import LessonPage
from courses.models.outlines import outline_of

from .lesson_state import LessonState
from .models import Enrollment
from .readers import may_read


def may_fetch(user, item):
    """Whether this person may read one of the live lessons that use the document or recording.

    What no lesson uses goes to those only who may work in the CMS.
    """
    lessons = _lessons_using(item)
    for lesson in lessons:
        state = LessonState(lesson, user, _enrollment(user, lesson))
        if may_read(user, lesson, state):
            return True
    return not lessons and user.has_perm("wagtailadmin.access_admin")


def _lessons_using(item):
    references = ReferenceIndex.get_references_to(item).filter(content_type__app_label="courses")
    pks = set(references.values_list("object_id", flat=True))
    return list(LessonPage.objects.live().filter(pk__in=[int(pk) for pk in pks if pk.isdigit()]))


def _enrollment(user, lesson):
    key = outline_of(lesson.course_path).course_key
    return Enrollment.objects.of(user).filter(course_key=key).first()

"""Which pages learners have left something on."""

from courses.models import CoursePage, LessonPage

from .models import Attempt, Enrollment, LessonCompletion, LessonVisit, Note, Reflection

LESSON_ROWS = (LessonCompletion, LessonVisit, Attempt, Reflection, Note)


def used_by_learners(pages):
    """Those of these pages that are, or contain, a course or lesson somebody used."""
    return [page for page in pages if _is_used(page)]


def _is_used(page):
    courses = CoursePage.objects.descendant_of(page, inclusive=True)
    if Enrollment.objects.filter(course__in=courses).exists():
        return True
    lessons = LessonPage.objects.descendant_of(page, inclusive=True)
    return any(rows.objects.filter(lesson__in=lessons).exists() for rows in LESSON_ROWS)

"""How many lessons people have completed, for many people at once."""

from collections import Counter

from courses.models import LessonPage
from learning.models import LessonCompletion


def lessons_done(enrollments, outlines):
    """{enrollment id: completed among the required lessons of these outlines}, in two queries.

    A course has its own lessons, so that those of another count for nobody twice.
    """
    keys = {lesson.key for outline in outlines for lesson in outline.required_lessons}
    pages = LessonPage.objects.filter(translation_key__in=keys).order_by().values("pk")
    done = LessonCompletion.objects.filter(enrollment__in=enrollments).order_by()
    required = set(pages.values_list("pk", flat=True))
    counted = Counter()
    for person, page in done.values_list("enrollment", "lesson").iterator(chunk_size=5000):
        counted[person] += page in required
    return counted

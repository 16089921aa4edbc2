"""How many lessons people have completed, for many people at once."""

from collections import Counter, defaultdict

from courses.models import LessonPage
from learning.models import LessonCompletion


class LessonsDone:
    """Completed among the required lessons of these outlines, in two queries.

    A course has its own lessons, so that those of another count for nobody twice.
    """

    def __init__(self, enrollments, outlines):
        self.counted, self.later = Counter(), defaultdict(list)
        lessons = {row.key: row for outline in outlines for row in outline.required_lessons}
        pages = LessonPage.objects.filter(translation_key__in=lessons).order_by()
        required = {pk: lessons[key] for pk, key in pages.values_list("pk", "translation_key")}
        later = {pk: lesson for pk, lesson in required.items() if lesson.came_later}
        done = LessonCompletion.objects.filter(enrollment__in=enrollments).order_by()
        for person, page in done.values_list("enrollment", "lesson").iterator(chunk_size=5000):
            if page in later:
                self.later[person].append(later[page])
            else:
                self.counted[person] += page in required

    def of(self, enrollment):
        """Those that bind this person; ``enrolled_at`` is asked of the enrollment."""
        later = self.later.get(enrollment.pk, ())
        return self.counted[enrollment.pk] + sum(row.binds(enrollment) for row in later)

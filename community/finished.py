"""What one person has finished, read in two queries."""

from dataclasses import dataclass, field

from accounts.prepared import Prepared
from courses.models.outlines import outline_of_course
from learning.models import Enrollment, LessonCompletion

from .answering.fitting import lessons_to_finish
from .models import Space


@Prepared
def _enrollments(user):
    return Enrollment.objects.of(user).order_by()


@Prepared
def _completed(user):
    rows = LessonCompletion.objects.filter(enrollment__user=user).order_by()
    return rows.values_list("lesson_key", flat=True)


@dataclass
class Finished:
    """The keys and ids by which spaces are known: of finished modules, courses, and of courses
    of which some module is finished."""

    lessons: set = field(default_factory=set)
    modules: set = field(default_factory=set)
    courses: set = field(default_factory=set)
    begun_courses: set = field(default_factory=set)

    @classmethod
    def by(cls, user):
        found = cls()
        enrollments = _enrollments(user=user) if user.is_authenticated else []
        if not enrollments:
            return found
        done = set(_completed(user=user))
        for enrollment in enrollments:
            whole = enrollment.completed_at is not None
            if whole:
                found.courses.add(enrollment.course_key)
            for module in outline_of_course(enrollment.course_id).modules:
                if whole or done.issuperset(lessons_to_finish(module)):
                    found.begun_courses.add(enrollment.course_key)
                    found.modules.add(module.pk)
                    found.lessons.update(lesson.key for lesson in module.lessons)
        return found

    def reason_in(self, space):
        """The word for what this person finished that belongs to the space; "" for nothing."""
        if space.kind == Space.Kind.LESSON and space.lesson_key in self.lessons:
            return "module"
        if space.kind == Space.Kind.MODULE and space.page_id in self.modules:
            return "module"
        if space.course_key in self.courses:
            return "course"
        return "part" if space.course_key in self.begun_courses else ""

    @property
    def anything(self):
        return bool(self.begun_courses)

"""A course's outline: its modules and live lessons in order, the same for everyone.

Made in four queries, kept until something is published, moved or taken down, and
never holding anything personal. Requests share it: nobody may change it.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from courses import published

# What is required from its first publication on binds everyone.
FROM_THE_START = datetime(2000, 1, 1, tzinfo=UTC)
COURSE_DEPTH = 4  # root, front page, catalog, course


def contact_hours(minutes):
    """Contact hours to one hundredth, from minutes of instruction: minutes / 60."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))


@dataclass(frozen=True)
class OutlineActivity:
    """One thing a lesson asks."""

    block_id: str
    kind: str
    required_from: datetime | None


@dataclass
class OutlineLesson:
    pk: int
    key: UUID
    title: str
    url: str
    objective: str
    minutes: int
    field_minutes: int
    required: bool
    open_to_all: bool
    number: int
    required_from: datetime | None = None
    module: "OutlineModule" = None
    activities: list[OutlineActivity] = field(default_factory=list)

    @property
    def came_later(self):
        """Whether it is required only of those who enrolled since it became so."""
        return bool(self.required and self.required_from and self.required_from > FROM_THE_START)

    def binds(self, enrollment):
        """Whether it is required of this enrollment: not of one from before it was required.

        Of nobody in particular, None, everything is required that is.
        """
        if enrollment is None or not self.came_later:
            return self.required
        return self.required_from <= enrollment.enrolled_at


@dataclass
class OutlineModule:
    pk: int
    title: str
    summary: str
    number: int
    lessons: list[OutlineLesson] = field(default_factory=list)

    @property
    def minutes(self):
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass
class Outline:
    """Modules with at least one live lesson; lessons know their neighbors."""

    course_pk: int
    course_key: UUID
    course_title: str
    course_url: str
    course_live: bool
    in_order: bool
    checks_count: bool
    reflections_count: bool
    modules: list[OutlineModule]

    @cached_property
    def lessons(self):
        return [lesson for module in self.modules for lesson in module.lessons]

    @cached_property
    def asks_for_posts(self):
        """Whether a required lesson cannot be completed without a post."""
        return any(
            activity.kind == "discussion" and activity.required_from is not None
            for lesson in self.required_lessons
            for activity in lesson.activities
        )

    @cached_property
    def by_key(self):
        return {lesson.key: lesson for lesson in self.lessons}

    @property
    def required_lessons(self):
        return [lesson for lesson in self.lessons if lesson.required]

    def required_of(self, enrollment):
        """The required lessons that bind this enrollment."""
        return [lesson for lesson in self.lessons if lesson.binds(enrollment)]

    @property
    def required_minutes(self):
        return sum(lesson.minutes for lesson in self.required_lessons)

    @property
    def minutes(self):
        return sum(lesson.minutes for lesson in self.lessons)

    def before(self, lesson):
        position = self.lessons.index(lesson)
        return self.lessons[position - 1] if position else None

    def after(self, lesson):
        return next(iter(self.lessons[self.lessons.index(lesson) + 1 :]), None)


def outline_of(course_path):
    """The outline of the course at this tree path; no query when it is warm."""
    return published.kept(("outline", course_path), lambda: build_outline(course_path))


def outline_of_course(course_pk):
    """The outline of the course with this id; no query when it is warm."""
    return outline_of(published.kept(("course-path", course_pk), lambda: _path_of(course_pk)))


def _path_of(course_pk):
    from .courses import CoursePage

    return CoursePage.objects.values_list("path", flat=True).get(pk=course_pk)


def build_outline(course_path):
    from .activities import Activity
    from .courses import CoursePage
    from .lessons import LessonPage
    from .modules import ModulePage

    course = CoursePage.objects.defer_streamfields().get(path=course_path)
    url = course.get_url()
    modules = {}
    slugs = {}
    for page in ModulePage.objects.live().filter(path__startswith=course_path).order_by("path"):
        modules[page.path] = OutlineModule(page.pk, page.title, page.summary, 0)
        slugs[page.path] = page.slug
    lessons = {}
    for page in LessonPage.objects.in_course(course_path).with_duties().defer_streamfields():
        module_path = page.path[: -page.steplen]
        if module_path not in modules:
            continue
        module = modules[module_path]
        lesson = OutlineLesson(
            pk=page.pk,
            key=page.translation_key,
            title=page.title,
            url=f"{url}{slugs[module_path]}/{page.slug}/",
            objective=page.objective,
            minutes=page.minutes,
            field_minutes=page.field_minutes,
            required=page.required,
            open_to_all=page.open_to_all,
            number=len(module.lessons) + 1,
            required_from=page.required_from,
            module=module,
        )
        module.lessons.append(lesson)
        lessons[lesson.key] = lesson
    for row in Activity.objects.current().filter(lesson_key__in=list(lessons)):
        lessons[row.lesson_key].activities.append(
            OutlineActivity(row.block_id, row.kind, row.required_from)
        )
    taught = [module for module in modules.values() if module.lessons]
    for number, module in enumerate(taught, start=1):
        module.number = number
    return Outline(
        course_pk=course.pk,
        course_key=course.translation_key,
        course_title=course.title,
        course_url=url,
        course_live=course.live,
        in_order=course.in_order,
        checks_count=course.checks_count,
        reflections_count=course.reflections_count,
        modules=taught,
    )

"""Rules on the course as a whole."""

from decimal import Decimal

from django.utils.translation import gettext as _

from courses.blocks import CHECK_BLOCKS
from courses.models.outlines import contact_hours

from .findings import advice

OFF_BY = Decimal("0.2")


def course_rules(material):
    yield from outcomes(material)
    yield from modules(material)
    yield from hours(material)


def outcomes(material):
    """Every outcome is worked on by a lesson that asks something about it."""
    course = material.course
    if not material.outcomes:
        text = _("Say what learners can do afterwards: add an outcome.")
        yield advice(course, text, path="outcomes")
    asking = {block.lesson.pk for block in material.all_blocks if block.kind in CHECK_BLOCKS}
    for pk, outcome in material.outcomes:
        lessons = material.lessons_of_outcomes.get(pk, set())
        if not lessons:
            text = _("No lesson works on “%s”. Tick it under Outcomes in the lesson that does.")
            yield advice(course, text % outcome, path="outcomes")
        elif not lessons & asking:
            text = _("No knowledge check asks about “%s”. Add one to a lesson that works on it.")
            yield advice(course, text % outcome, path="outcomes")


def modules(material):
    if not material.outline.modules:
        yield advice(material.course, _("There is no module yet. Add one in the course outline."))
    for module in material.outline.modules:
        if not module.lessons:
            text = _("This module has no lesson. Add one in the course outline, or take it down.")
            yield advice(module.page, text)


def hours(material):
    """Contact hours that an author set by hand stay near the sum of the minutes."""
    course = material.course
    override = course.hours_override
    minutes = sum(lesson.minutes or 0 for lesson in material.lessons if lesson.required)
    total = contact_hours(minutes)
    if override and abs(Decimal(override) - total) > OFF_BY * total:
        yield advice(
            course,
            _(
                "The course promises %(override)s contact hours, and its required lessons come to"
                " %(total)s. Mend the minutes of the lessons, or the hours."
            )
            % {"override": override, "total": total},
            path="hours_override",
        )

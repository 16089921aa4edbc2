"""What a lesson still asks of a person before it can be complete."""

from .answers import Attempt
from .reflections import Reflection

CHECKS = ("single_choice", "multiple_answer")


def binding_activities(enrollment, lesson, outline):
    """The activities of an outline lesson that this enrollment is bound by.

    What became required after they enrolled asks nothing of them.
    """
    kinds = (CHECKS if outline.checks_count else ()) + (
        ("reflection",) if outline.reflections_count else ()
    )
    return [
        activity
        for activity in lesson.activities
        if activity.kind in kinds
        and activity.required_from is not None
        and activity.required_from <= enrollment.enrolled_at
    ]


def open_requirements(enrollment, lesson):
    """The binding activities that are not done, in the lesson's order. Two queries."""
    binding = binding_activities(enrollment, lesson, enrollment.outline)
    if not binding:
        return []
    done = done_blocks(enrollment, lesson.key)
    return [activity for activity in binding if activity.block_id not in done]


def done_blocks(enrollment, lesson_key):
    """The ids of a lesson's blocks that were answered right or submitted."""
    attempts = Attempt.objects.filter(enrollment=enrollment, lesson_key=lesson_key, correct=True)
    reflections = Reflection.objects.filter(
        user_id=enrollment.user_id, lesson_key=lesson_key, submitted__isnull=False
    )
    return {*attempts.values_list("block_id", flat=True)} | {
        *reflections.values_list("block_id", flat=True)
    }

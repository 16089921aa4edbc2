"""What a lesson still asks of a person before it can be complete."""

from courses.blocks import CHECK_BLOCKS

from .answers import Attempt
from .reflections import Reflection

_counted_elsewhere = {}


def counts(kind):
    """Register a function that knows which blocks of a kind are done, in an app above this one.

    It takes the enrollment and the lesson's key, and returns the blocks' ids.
    """

    def register(done):
        _counted_elsewhere[kind] = done
        return done

    return register


def done_elsewhere(enrollment, lesson_key, kind):
    """The ids of a lesson's blocks of this kind that are done; none of a kind nobody counts."""
    done = _counted_elsewhere.get(kind)
    return set(done(enrollment, lesson_key)) if done else set()


def binding_activities(enrollment, lesson, outline):
    """The activities of an outline lesson that this enrollment is bound by.

    What became required after they enrolled asks nothing of them.
    """
    kinds = {
        *(CHECK_BLOCKS if outline.checks_count else ()),
        *(["reflection"] if outline.reflections_count else ()),
        *_counted_elsewhere,
    }
    return [
        activity
        for activity in lesson.activities
        if activity.kind in kinds
        and activity.required_from is not None
        and activity.required_from <= enrollment.enrolled_at
    ]


def open_requirements(enrollment, lesson):
    """The binding activities that are not done, in the lesson's order."""
    binding = binding_activities(enrollment, lesson, enrollment.outline)
    if not binding:
        return []
    done = done_blocks(enrollment, lesson.key)
    for kind in {activity.kind for activity in binding} & _counted_elsewhere.keys():
        done |= done_elsewhere(enrollment, lesson.key, kind)
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

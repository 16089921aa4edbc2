"""Taking a course, and what is done in a lesson."""

import uuid

from tests import builders
from tests.learning import peers
from tests.learning.commitments import typed

from .row import (
    IN_THE_COURSE,
    MINE,
    MY_FORM,
    PEOPLE_ONLY,
    READ_ONLY,
    READERS,
    REFUSED,
    SIGNED_IN_ON,
    Row,
)

TABLE = {
    # Taking a course
    "learning:enroll": Row(
        "in on 200 200 200 200 200 200", SIGNED_IN_ON, args=lambda cast: [cast.course.pk],
        data=lambda cast: {"certificate_name": "Lea"}, writes=PEOPLE_ONLY,
    ),
    "learning:leave": Row(MINE, MY_FORM, args=lambda cast: [cast.course.pk], writes=""),
    "learning:finish": Row(READ_ONLY, MY_FORM, args=lambda cast: [cast.course.pk], writes=""),
    "learning:completed": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.finished.pk], writes=""
    ),
    "learning:evaluate": Row(
        MINE, MY_FORM, args=lambda cast: [cast.finished.pk],
        data=lambda cast: {"promise": "5", "time": "4", "recommend": "5"},
    ),
    "learning:rhythm": Row(
        MINE, MY_FORM, args=lambda cast: [cast.course.pk],
        data=lambda cast: {"weekly_goal": "1", "remembers": "on"},
    ),
    # In a lesson
    "learning:answer_warm_up": Row(
        READ_ONLY, SIGNED_IN_ON, args=lambda cast: [cast.lesson.pk, cast.check.id], writes="",
    ),
    "learning:skip_warm_up": Row(
        READ_ONLY, SIGNED_IN_ON, args=lambda cast: [cast.lesson.pk], writes="",
    ),
    "learning:complete_lesson": Row(
        READ_ONLY, SIGNED_IN_ON, args=lambda cast: [cast.empty_lesson.pk]
    ),
    "learning:reach": Row(
        REFUSED, "204 204 204 204 204 204 204 204", args=lambda cast: [cast.lesson.pk]
    ),
    "learning:answer_check": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.check.id],
        data=lambda cast: {"option": builders.wrong_option(cast.check), "token": uuid.uuid4()},
    ),
    "learning:take_step": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.scenario.id],
        data=lambda cast: {"path": cast.scenario.value.walk(
            cast.scenario.value.right_answer()).address, "token": uuid.uuid4()},
    ),
    "learning:tick_checklist": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.checklist.id],
        data=lambda cast: {"item": cast.checklist.value.entries()[0][0]},
    ),
    "learning:save_reflection": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.prompt.id],
        data=lambda cast: {"text": "Words", "revision": 1, "visibility": "private"},
    ),
    "learning:draft_reflection": Row(
        REFUSED, "401 200 403 403 403 403 403 403",
        args=lambda cast: [cast.lesson.pk, cast.prompt.id],
        data=lambda cast: {"text": "Words", "revision": 1}, writes="",
    ),
    "learning:save_plan_block": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.plan_block.id],
        data=lambda cast: {"text": "Words", "revision": 0},
    ),
    "learning:draft_plan_block": Row(
        REFUSED, "401 200 403 403 403 403 403 403",
        args=lambda cast: [cast.lesson.pk, cast.plan_block.id],
        data=lambda cast: {"text": "Words", "revision": 0},
    ),
    "learning:commit_in_lesson": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.lesson.body[-1].id],
        data=lambda cast: typed(cast.learner, step="make"),
    ),
    "learning:save_note": Row(
        REFUSED, IN_THE_COURSE, args=lambda cast: [cast.lesson.pk],
        data=lambda cast: {"text": "Words", "seen": ""},
    ),
    "learning:toggle_bookmark": Row(
        REFUSED, SIGNED_IN_ON, args=lambda cast: [cast.lesson.pk],
        data=lambda cast: {"keep": "1"}, writes=f"learner {PEOPLE_ONLY}",
    ),
    "learning:media": Row(READERS, REFUSED, args=lambda cast: [cast.media.pk], writes=""),
    "learning:captions": Row(READERS, REFUSED, args=lambda cast: [cast.media.pk], writes=""),
    # About the plan, at the lesson's rubric
    "learning:self_check": Row(
        REFUSED, IN_THE_COURSE, args=lambda cast: [cast.lesson.pk, cast.rubric.id],
        data=lambda cast: peers.typed(cast.rubric),
    ),
    "learning:own_question": Row(
        REFUSED, IN_THE_COURSE, args=lambda cast: [cast.lesson.pk, cast.rubric.id],
        data=lambda cast: {"text": "Who is missing?"},
    ),
}  # fmt: skip

"""What "my data" says of a person's sessions, and of the questions they were asked again."""

from accounts.personal_data import moment, part_of_my_data
from learning.answer_reading import given
from learning.models import Nudge, Recall, Remembering, StudyDay


@part_of_my_data("sessions")
def my_sessions(user):
    """The days on which they worked in a course, by their own calendar."""
    rows = StudyDay.objects.filter(enrollment__user=user).select_related("enrollment__course")
    return [{"course": row.enrollment.course.title, "day": row.day.isoformat()} for row in rows]


@part_of_my_data("nudges")
def my_nudges(user):
    rows = Nudge.objects.of(user).select_related("enrollment__course")
    return [{"course": row.enrollment.course.title, "told": row.told_at} for row in rows]


@part_of_my_data("remembering")
def my_remembering(user):
    rows = Remembering.objects.filter(enrollment__user=user).select_related("enrollment__course")
    return [
        {
            "course": row.enrollment.course.title,
            "began": row.began_at,
            "stopped": moment(row.stopped_at),
        }
        for row in rows
    ]


@part_of_my_data("questions_asked_again")
def my_recalls(user):
    rows = Recall.objects.of(user).select_related("prompt", "enrollment__course")
    return [
        {
            "course": row.enrollment.course.title,
            "question": str(row.prompt),
            "occasion": row.get_occasion_display(),
            "due": row.due_on.isoformat(),
            "answer": [response.text for response in given(row)],
            "words": row.words,
            "right": row.correct,
            "answered": moment(row.answered_at),
            "skipped": moment(row.skipped_at),
        }
        for row in rows
    ]

"""What "my data" says of a person's learning: everything of theirs, in plain words."""

from wagtail.models import PageLogEntry

from accounts.personal_data import moment, part_of_my_data
from courses.models import CourseVersion
from courses.models.roles import GIVEN, TAKEN
from courses.role_log import role_in

from .answer_reading import given, is_graded
from .models import (
    Attempt,
    Bookmark,
    Certificate,
    Commitment,
    Enrollment,
    LessonCompletion,
    Note,
    Phrase,
    Plan,
    Reflection,
    ReflectionComment,
    Shelf,
)


@part_of_my_data("courses")
def my_courses(user):
    return [
        {
            "course": row.course.title,
            "enrolled": row.enrolled_at,
            "left": row.left_at,
            "completed": row.completed_at,
            "name_on_certificate": row.certificate_name,
            "weekly_goal": row.get_weekly_goal_display(),
            "plan": row.plan,
            "wants_reminders": row.wants_reminders,
        }
        for row in Enrollment.objects.of(user).select_related("course")
    ]


@part_of_my_data("completed_lessons")
def my_completed_lessons(user):
    rows = LessonCompletion.objects.filter(enrollment__user=user).select_related("lesson")
    return [{"lesson": row.lesson.title, "completed": row.completed_at} for row in rows]


@part_of_my_data("answers")
def my_answers(user):
    rows = Attempt.objects.filter(enrollment__user=user).select_related("lesson", "prompt")
    return [
        {
            "lesson": row.lesson.title,
            "question": str(row.prompt),
            "answer": [response.text for response in given(row)],
            "words": row.words,
            "how_sure": row.get_confidence_display(),
            "right": row.correct if is_graded(row) else None,
            "answered": row.answered_at,
        }
        for row in rows
    ]


@part_of_my_data("reflections")
def my_reflections(user):
    rows = Reflection.objects.of(user).select_related("lesson", "prompt", "example")
    return [
        {
            "lesson": row.lesson.title,
            "prompt": str(row.prompt),
            "draft": row.draft,
            "who_can_see_it": row.get_visibility_display(),
            "shared": moment(row.shared_at),
            "comments": [
                {
                    "by": comment.author.get_full_name(),
                    "text": comment.text,
                    "written": comment.written_at,
                }
                for comment in row.comments.all()
            ],
            "as_an_example": row.example.get_state_display() if hasattr(row, "example") else "",
            "with_my_name": hasattr(row, "example") and row.example.credited,
            "versions": [
                {"text": version.text, "saved": version.saved_at} for version in row.versions.all()
            ],
        }
        for row in rows.prefetch_related("versions", "comments__author")
    ]


@part_of_my_data("comments_on_reflections")
def my_comments(user):
    """My words as an instructor; whose reflection it was is theirs to say."""
    rows = ReflectionComment.objects.filter(author=user).exclude(reflection__user=user)
    return [{"text": row.text, "written": row.written_at} for row in rows]


@part_of_my_data("saved_phrases")
def my_phrases(user):
    return [{"text": row.text, "saved": row.made_at} for row in Phrase.objects.of(user)]


@part_of_my_data("strategy_plan")
def my_plan(user):
    plan = Plan.objects.of(user).first()
    if plan is None:
        return []
    texts = plan.texts.select_related("section", "submitted")
    return [
        {
            "center": plan.center,
            "who_can_read_it": plan.get_sharing_display(),
            "begun": plan.begun_at,
            "sections": [
                {
                    "section": row.section.title,
                    "status": row.status.label,
                    "text": row.saved_text,
                    "draft": row.draft,
                    "versions": [
                        {"saved": version.saved_at, "text": version.text}
                        for version in row.versions.all()
                    ],
                    "brought_in": [
                        {"from": source.label, "of": source.dated, "brought_in": source.brought_at}
                        for source in row.sources.all()
                    ],
                }
                for row in texts.prefetch_related("versions", "sources")
            ],
        }
    ]


@part_of_my_data("parts_in_courses")
def my_parts(user):
    """Which part they were given in a course, and when it was taken away."""
    rows = PageLogEntry.objects.filter(action__in=(GIVEN, TAKEN), data__person=user.pk)
    return [
        {
            "course": row.label,
            "part": role_in(row),
            "taken_away": row.action == TAKEN,
            "at": row.timestamp,
        }
        for row in rows.order_by("timestamp", "pk")
    ]


@part_of_my_data("notes")
def my_notes(user):
    rows = Note.objects.filter(user=user).select_related("lesson")
    return [
        {"lesson": row.lesson.title, "text": row.text, "changed": row.updated_at} for row in rows
    ]


@part_of_my_data("bookmarks")
def my_bookmarks(user):
    rows = Bookmark.objects.filter(user=user).select_related("shelf").prefetch_related("tags")
    return [
        {
            "kind": row.get_kind_display(),
            "title": row.title,
            "address": row.url,
            "note": row.note,
            "tags": [tag.name for tag in row.tags.all()],
            "shelf": row.shelf.title if row.shelf else "",
            "made": row.made_at,
        }
        for row in rows
    ]


@part_of_my_data("shelves")
def my_shelves(user):
    return [
        {
            "name": row.title,
            "description": row.description,
            "shared": row.is_shared,
            "made": row.made_at,
        }
        for row in Shelf.objects.filter(owner=user)
    ]


@part_of_my_data("certificates")
def my_certificates(user):
    return [
        {
            "course": row.course_title,
            "holder": row.holder_name,
            "code": row.code,
            "completed": row.completed_on.isoformat(),
            "contact_hours": str(row.contact_hours),
            "valid_until": moment(row.valid_until),
            "renewed_by_practice": moment(row.renewed_on),
            "status": row.status,
            "revoked": moment(row.revoked_at),
            "revoked_for": row.get_revoked_for_display(),
        }
        for row in Certificate.objects.of(user).select_related("replaced_by")
    ]


@part_of_my_data("versions_of_courses")
def my_versions(user):
    rows = CourseVersion.objects.filter(by=user).select_related("course")
    return [
        {"course": row.course.title, "version": row.label, "note": row.note, "written": row.at}
        for row in rows
    ]


@part_of_my_data("commitments")
def my_commitments(user):
    rows = Commitment.objects.of(user).select_related("partner").prefetch_related("check_ins")
    return [
        {
            "commitment": row.sentence,
            "made": row.made_at,
            "how_sure": row.get_confidence_display(),
            "obstacle": row.obstacle,
            "then": row.response,
            "partner": row.partner.get_full_name() if row.partner else "",
            "partner_agreed": moment(row.partner_agreed_at),
            "ended": moment(row.ended_at),
            "how_it_ended": row.get_ended_as_display(),
            "check_ins": [
                {
                    "after_days": check_in.days,
                    "due": check_in.due_on.isoformat(),
                    "how_it_went": check_in.get_outcome_display(),
                    "note": check_in.note,
                    "answered": moment(check_in.answered_at),
                }
                for check_in in row.check_ins_in_order
            ],
        }
        for row in rows
    ]


@part_of_my_data("partner_of_commitments")
def my_partnerships(user):
    """Whose words they are, says their maker's own data."""
    rows = Commitment.objects.filter(partner=user).select_related("user")
    return [
        {
            "of": row.user.get_full_name(),
            "agreed": moment(row.partner_agreed_at),
            "declined": moment(row.partner_declined_at),
        }
        for row in rows
    ]

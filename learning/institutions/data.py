"""What "my data" says of institutions, cohorts and evaluations."""

from accounts.personal_data import part_of_my_data
from learning.models import Announcement, CohortMember, EvaluationGiven, Invitation, Seat


@part_of_my_data("seats")
def my_seats(user):
    rows = Seat.objects.filter(enrollment__user=user)
    return [
        {
            "institution": row.grant.institution.name,
            "course": row.grant.course.title,
            "taken": row.taken_at.isoformat(),
        }
        for row in rows.select_related("grant__institution", "grant__course")
    ]


@part_of_my_data("invitations")
def my_invitations(user):
    """To the address of the account, and what was accepted with it."""
    rows = Invitation.objects.filter(accepted_by=user) | Invitation.objects.filter(
        email__iexact=user.email
    )
    return [
        {
            "institution": row.institution.name,
            "course": row.grant.course.title,
            "address": row.email,
            "name": row.name,
            "sent": row.sent_at.isoformat(),
            "accepted": row.accepted_at.isoformat() if row.accepted_at else "",
        }
        for row in rows.select_related("institution", "grant__course")
    ]


@part_of_my_data("cohorts")
def my_cohorts(user):
    rows = CohortMember.objects.filter(enrollment__user=user).select_related("cohort__course")
    return [
        {
            "cohort": row.cohort.name,
            "course": row.cohort.course.title,
            "joined": row.joined_at.isoformat(),
            "left": row.left_at.isoformat() if row.left_at else "",
        }
        for row in rows
    ]


@part_of_my_data("announcements")
def my_announcements(user):
    rows = Announcement.objects.filter(author=user).select_related("cohort")
    return [
        {
            "cohort": row.cohort.name,
            "title": row.title,
            "text": row.text,
            "made": row.made_at.isoformat(),
        }
        for row in rows
    ]


@part_of_my_data("evaluations")
def my_evaluations(user):
    """That they evaluated a course: what they said is stored without them."""
    rows = EvaluationGiven.objects.filter(enrollment__user=user)
    return [
        {"course": row.enrollment.course.title} for row in rows.select_related("enrollment__course")
    ]

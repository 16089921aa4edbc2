"""What of a person's learning goes with their account.

What they wrote and answered goes, with what was said of it and the examples made of it.
What they said of others' reflections stays, as a former member's: it is the writers'. That
somebody took the course and completed its lessons stays, nameless, and so does every
certificate: it proves something to others.
"""

from django.utils import timezone

from accounts.erasure import erases
from courses.models import CourseRole

from .models import (
    Attempt,
    Bookmark,
    CalendarFeed,
    Card,
    ChecklistTick,
    Cohort,
    CohortMember,
    Commitment,
    Enrollment,
    Invitation,
    LessonVisit,
    Note,
    Nudge,
    Phrase,
    Plan,
    Recall,
    Reflection,
    Remembering,
    Shelf,
    StudyDay,
)


@erases
def forget_what_they_wrote(person):
    for model in (Plan, Reflection, Note, Bookmark, CalendarFeed):
        model.objects.filter(user=person).delete()
    for model in (Attempt, ChecklistTick, LessonVisit):
        model.objects.filter(enrollment__user=person).delete()
    for model in (StudyDay, Recall, Card, Remembering):
        model.objects.filter(enrollment__user=person).delete()
    Nudge.objects.filter(user=person).delete()
    Shelf.objects.filter(owner=person).delete()
    Phrase.objects.of(person).delete()


@erases
def leave_their_courses(person):
    enrollments = Enrollment.objects.of(person)
    enrollments.active().update(left_at=timezone.now())
    enrollments.update(certificate_name="", plan="", weekly_goal=0, wants_reminders=False)
    for role in CourseRole.objects.filter(user=person):
        role.delete()


@erases
def forget_their_commitments(person):
    """With them go their check-ins. Whose partner they were goes on alone."""
    Commitment.objects.filter(user=person).delete()
    Commitment.objects.filter(partner=person).update(
        partner=None, partner_agreed_at=None, partner_declined_at=None
    )


@erases
def leave_their_cohorts(person):
    """What they announced stays, as of a former member; so do seats, which are counted."""
    Cohort.objects.filter(host=person).update(host=None)
    CohortMember.objects.filter(enrollment__user=person, left_at=None).update(
        left_at=timezone.now()
    )
    Invitation.forget_of(person)

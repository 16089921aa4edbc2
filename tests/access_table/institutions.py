"""The learner's institution and cohort: who coordinates, who teaches, who is invited."""

from .row import (
    ALL,
    COORDINATES,
    MINE,
    MY_FORM,
    PEOPLE,
    PEOPLE_ONLY,
    READ_ONLY,
    REFUSED,
    TO_COORDINATE,
    Row,
)

TABLE = {
    "learning:choose_remembering": Row(
        READ_ONLY, MY_FORM, args=lambda cast: [cast.course.pk], data=lambda cast: {"wanted": "1"},
    ),
    "learning:remembering": Row(PEOPLE, READ_ONLY, writes=""),
    # The learner's institution: who coordinates it, and whom they invite
    "learning:institutions": Row("in 404 404 404 404 404 on 404", READ_ONLY, writes=""),
    "learning:institution": Row(
        COORDINATES, READ_ONLY, args=lambda cast: [cast.institution.pk], writes=""
    ),
    "learning:institution_csv": Row(
        COORDINATES, READ_ONLY, args=lambda cast: [cast.institution.pk], writes=""
    ),
    "learning:institution_xlsx": Row(
        COORDINATES, READ_ONLY, args=lambda cast: [cast.institution.pk], writes=""
    ),
    "learning:end_membership": Row(
        COORDINATES, TO_COORDINATE,
        args=lambda cast: [cast.institution.pk, cast.enrollment.pk], writes="coordinator",
    ),
    "learning:enroll_people": Row(
        COORDINATES, COORDINATES, args=lambda cast: [cast.institution.pk],
        data=lambda cast: {"course": cast.course.pk, "text": "a@example.edu"}, writes="",
    ),
    "learning:confirm_people": Row(
        READ_ONLY, TO_COORDINATE, args=lambda cast: [cast.institution.pk],
        data=lambda cast: {"course": cast.course.pk, "text": "a@example.edu"},
        writes="coordinator",
    ),
    "learning:institution_seats": Row(
        COORDINATES, READ_ONLY, args=lambda cast: [cast.institution.pk], writes=""
    ),
    "learning:institution_accreditation": Row(
        COORDINATES, READ_ONLY, args=lambda cast: [cast.institution.pk], writes=""
    ),
    "learning:ninety_days": Row(
        COORDINATES, READ_ONLY, args=lambda cast: [cast.institution.pk], writes=""
    ),
    "learning:accreditation": Row(
        "in 404 404 404 200 404 404 200", READ_ONLY, args=lambda cast: [cast.course.pk], writes=""
    ),
    "learning:renew_code": Row(
        READ_ONLY, TO_COORDINATE, args=lambda cast: [cast.institution.pk], writes="coordinator"
    ),
    "learning:resend_invitation": Row(
        READ_ONLY, TO_COORDINATE, args=lambda cast: [cast.institution.pk, cast.invitation.pk],
        writes="coordinator",
    ),
    "learning:cancel_invitation": Row(
        READ_ONLY, TO_COORDINATE, args=lambda cast: [cast.institution.pk, cast.invitation.pk],
        writes="",
    ),
    # Whoever holds the mail sees the invitation, takes it, or declines it.
    "learning:invitation": Row(
        ALL, "200 on on on on on on on", args=lambda cast: [cast.invitation_token],
        data=lambda cast: {"certificate_name": "Lea", "institution_consent": "on"},
        writes=PEOPLE_ONLY,
    ),
    "learning:decline_seat": Row(
        REFUSED, "on on on on on on on on", args=lambda cast: [cast.invitation_token], writes=""
    ),
    "learning:leave_institution": Row(MINE, MY_FORM, args=lambda cast: [cast.membership.pk]),
    # A cohort of the learner's institution: its members, who teaches, and the coordinator
    "learning:cohorts": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:new_cohort": Row(
        "in 404 404 404 200 404 404 200", "in 404 404 404 on 404 404 on",
        data=lambda cast: {"course": cast.course.pk, "name": "Spring"}, writes="instructor admin",
    ),
    "learning:cohort": Row(
        "in 200 404 404 200 404 200 200", READ_ONLY, args=lambda cast: [cast.cohort.pk], writes=""
    ),
    "learning:edit_cohort": Row(
        "in 404 404 404 200 404 404 200", "in 404 404 404 on 404 404 on",
        args=lambda cast: [cast.cohort.pk], data=lambda cast: {"name": "Summer"}, writes="",
    ),
    "learning:announce": Row(
        READ_ONLY, "in 404 404 404 on 404 404 on", args=lambda cast: [cast.cohort.pk],
        data=lambda cast: {"title": "Tuesday", "text": "We meet."}, writes="instructor admin",
    ),
    "learning:add_members": Row(
        READ_ONLY, "in 404 404 404 on 404 404 on", args=lambda cast: [cast.cohort.pk],
        data=lambda cast: {"emails": "learner@example.org"}, writes="",
    ),
    "learning:remove_member": Row(
        READ_ONLY, "in 404 404 404 on 404 404 on",
        args=lambda cast: [cast.cohort.pk, cast.cohort.members.get().pk], writes="",
    ),
}  # fmt: skip

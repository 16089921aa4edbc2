"""What is stored about mentors and mentees: in their download, and what goes with an account."""

from accounts.erasure import erases
from accounts.personal_data import moment, part_of_my_data
from community.models import ContactNote, Mentor, MentorInvitation, Mentorship


@part_of_my_data("mentoring")
def mentoring(user):
    mentor = Mentor.objects.filter(user=user).first()
    rows = Mentorship.objects.of(user).with_people().prefetch_related("notes")
    return {
        "mentor": mentor and {
            "since": mentor.since.isoformat(),
            "topics": [topic.name for topic in mentor.topics.all()],
            "people_a_week": mentor.weekly_cap,
            "pauses_until": moment(mentor.paused_until),
            "stopped": moment(mentor.ended_at),
        },
        "invited": [
            {"at": row.made_at.isoformat(), "answered": moment(row.answered_at)}
            for row in MentorInvitation.objects.filter(user=user)
        ],
        "mentorships": [
            {
                "with": row.other(user).get_full_name(),
                "as": "mentor" if row.mentor.user_id == user.pk else "mentee",
                "message": row.message,
                "to_work_on": row.goal,
                "asked": row.asked_at.isoformat(),
                "accepted": moment(row.accepted_at),
                "ended": moment(row.closed_at),
                "how": row.how,
                "contacts": [
                    {"day": note.day.isoformat(), "minutes": note.minutes, "what": note.what}
                    for note in row.notes.all()
                ],
            }
            for row in rows
        ],
    }  # fmt: skip


@erases
def end_what_they_mentored(person):
    """Mentorships end, the other is told that; the words of who leaves go, and their notes."""
    if mentor := Mentor.objects.filter(user=person, ended_at=None).first():
        mentor.stop()
    for row in Mentorship.objects.open().filter(mentee=person):
        row.leave(person)
    Mentorship.objects.filter(mentee=person).update(message="", goal="")
    ContactNote.objects.filter(mentorship__mentor__user=person).delete()
    # The minutes stay: they are hours of the mentor's. What was done together goes.
    ContactNote.objects.filter(mentorship__mentee=person).update(what="")
    MentorInvitation.objects.filter(user=person).delete()

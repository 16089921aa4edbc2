"""Mentors: the learner finished a course and asked the mentor, who accepted."""

from django.utils import timezone

from .row import MY_FORM, PEOPLE, READ_ONLY, Row

TABLE = {
    "community:mentors": Row(PEOPLE, READ_ONLY, writes=""),
    "community:mentoring": Row(
        "in 200 404 200 404 404 404 404", "in on 404 on 404 404 404 404",
        data=lambda cast: {"weekly_cap": "2"}, writes="learner",
    ),
    "community:stop_mentoring": Row(READ_ONLY, "in 404 404 on 404 404 404 404", writes="mentor"),
    "community:mentor_statement": Row("in 404 404 200 404 404 404 404", READ_ONLY, writes=""),
    "community:decline_invitation": Row(READ_ONLY, MY_FORM, writes=""),
    "community:ask_mentor": Row(
        "in 200 200 404 200 200 200 200", "in 422 on 404 on on on on",
        args=lambda cast: [cast.mentor.user.public_id], data=lambda cast: {"message": "Please"},
        writes="other instructor moderator coordinator admin",
    ),
    "community:mentorship": Row(
        "in 200 404 200 404 404 404 404", READ_ONLY, args=lambda cast: [cast.mentorship.pk],
        writes="",
    ),
    "community:mentorship_act": Row(
        READ_ONLY, "in on 404 on 404 404 404 404",
        args=lambda cast: [cast.mentorship.pk, "leave"], writes="learner mentor",
    ),
    "community:log_contact": Row(
        READ_ONLY, "in 404 404 on 404 404 404 404", args=lambda cast: [cast.mentorship.pk],
        data=lambda cast: {"day": timezone.localdate(), "minutes": "9", "what": "A call"},
        writes="mentor",
    ),
    "community:contact_act": Row(
        READ_ONLY, MY_FORM, args=lambda cast: [cast.contact.pk, "object"], writes="",
    ),
}  # fmt: skip

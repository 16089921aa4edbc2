"""Mentors and their mentees."""

from django.urls import reverse

from community.models import Mentor
from tests.browser.steps import press

from .acts import send
from .screen import Screen


def pause_for_ever(page, world):
    page.get_by_label("Pause until").fill("2099-01-01")
    press(page, "Save")


def ask_a_mentor(world):
    """Of one who has room: whom the waiting questions went to this week has none."""
    mentor = next(row for row in Mentor.objects.on_duty() if row.has_room())
    return reverse("community:ask_mentor", args=[mentor.user.public_id])


SCREENS = [
    Screen("mentors: learner", "Your mentor until", "community:mentors", "learner"),
    Screen("mentors: mentor", "Statement of your mentoring", "community:mentors", "mentor"),
    Screen("mentors: invited", "Would you help the next person?", "community:mentors",
           "graduate"),
    Screen("mentors: by topic", "Simone", "/community/mentors/?topic=ethics-and-safety", "blank"),
    Screen("mentoring: settings", "Stop mentoring", "community:mentoring", "mentor"),
    Screen("mentoring: begin", "Become a mentor", "community:mentoring", "graduate"),
    Screen("mentoring: error", "There is a problem", "community:mentoring", "mentor", status=422,
           act=pause_for_ever),
    Screen("ask a mentor: form", "to be your mentor", ask_a_mentor, "finisher"),
    Screen("ask a mentor: no room", "There is no room",
           lambda w: reverse("community:ask_mentor", args=[w.person("lorraine.petit").public_id]),
           "finisher"),
    Screen("ask a mentor: error", "There is a problem", ask_a_mentor, "finisher", act=send("Ask"),
           status=422),
    Screen("mentorship: mentee", "I remember it otherwise", lambda w: w.mentorship("learner"),
           "learner"),
    Screen("mentorship: mentor", "Note it", lambda w: w.mentorship("learner"), "mentor"),
    Screen("mentorship: asked", "Accept", lambda w: w.mentorship("newcomer"), "mentor"),
    Screen("mentorship: asking", "Take the request back", lambda w: w.mentorship("newcomer"),
           "newcomer"),
    Screen("mentorship: ended", "This ended on", lambda w: w.mentorship("peter.vandersloot"),
           "mentor"),
    Screen("mentorship: error", "There is a problem", lambda w: w.mentorship("learner"), "mentor",
           act=send("Note it"), status=422),
]  # fmt: skip

"""Institutions and cohorts."""

from django.urls import reverse
from django.utils import timezone

from learning.institutions.ninety_days import periods
from tests.browser.steps import press

from .acts import send
from .screen import Screen


def paste_a_list(page, world):
    page.get_by_label("Course", exact=True).select_option(index=1)
    page.get_by_label("Or paste the list").fill("email,unit\nnew@example.net,Careers\nnobody\n")
    press(page, "See what would happen")


def invitation(world):
    return reverse("learning:invitation", args=[world.invitation_token])


SCREENS = [
    Screen("institution: people", "people in courses", lambda w: w.of_institution(),
           "coordinator"),
    Screen("institution: no match", "Nobody matches",
           lambda w: w.of_institution() + "?since=2099-01-01", "coordinator"),
    Screen("institution: several", "Your institutions", "learning:institutions", "moderator"),
    Screen("institution: nobody", "Nobody here yet", lambda w: w.of_institution(bare=True),
           "moderator"),
    Screen("institution: end", "They belong to", lambda w: w.of_institution(
        "end_membership", w.seated("finisher").pk), "coordinator"),
    Screen("roster: form", "See what would happen", lambda w: w.of_institution("enroll_people"),
           "coordinator"),
    Screen("roster: dry run", "What would happen", lambda w: w.of_institution("enroll_people"),
           "coordinator", act=paste_a_list),
    Screen("roster: error", "There is a problem", lambda w: w.of_institution("enroll_people"),
           "coordinator", act=send("See what would happen"), status=422),
    Screen("roster: no seats", "no seats in a course",
           lambda w: w.of_institution("enroll_people", bare=True), "moderator"),
    Screen("seats: filled", "Invited, not here yet",
           lambda w: w.of_institution("institution_seats"), "coordinator"),
    Screen("seats: none", "Make a code",
           lambda w: w.of_institution("institution_seats", bare=True), "moderator"),
    Screen("ninety days: filled", "Commitments kept",
           lambda w: w.of_institution("ninety_days"), "coordinator"),
    Screen("ninety days: a quarter", "Quarter",
           lambda w: w.of_institution("ninety_days")
           + f"?period={list(periods(timezone.localdate()))[1].key}", "coordinator"),
    Screen("ninety days: too few", "no number is shown",
           lambda w: w.of_institution("ninety_days", bare=True), "moderator"),
    Screen("accreditors: form", "Download the file",
           lambda w: w.of_institution("institution_accreditation"), "coordinator"),
    Screen("accreditors: nobody", "Nobody of yours",
           lambda w: w.of_institution("institution_accreditation", bare=True), "moderator"),
    Screen("accreditors: course", "Download the file", lambda w: w.of_course("accreditation"),
           "instructor"),
    Screen("invitation: visitor", "Create account", invitation),
    Screen("invitation: signed in", "Accept and enroll", invitation, "blank"),
    Screen("invitation: error", "There is a problem", invitation, "blank",
           act=send("Accept and enroll"), status=422),
    Screen("invitation: gone", "works no more", "/learning/invitations/gone/", status=404),
    Screen("membership: leave", "its coordinator sees", lambda w: reverse(
        "learning:leave_institution",
        args=[w.person("finisher").memberships.get(ended_at=None).pk]), "finisher"),
    Screen("cohorts: mine", "Port Ellery, fall", "learning:cohorts", "finisher"),
    Screen("cohorts: none", "You are in none", "learning:cohorts", "blank"),
    Screen("cohort: member", "Open the discussion", lambda w: w.cohort(), "finisher"),
    Screen("cohort: teacher", "Add them", lambda w: w.cohort(), "instructor"),
    Screen("cohort: error", "There is a problem", lambda w: w.cohort(), "instructor",
           act=send("Announce"), status=422),
    Screen("cohort: new", "Make a cohort", "learning:new_cohort", "instructor"),
    Screen("cohort: change", "Change the cohort", lambda w: w.cohort("edit_cohort"),
           "instructor"),
]  # fmt: skip

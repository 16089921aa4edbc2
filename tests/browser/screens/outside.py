"""What whoever comes by sees: the front page, the catalog, a course."""

from .screen import Screen

SCREENS = [
    Screen("front: visitor", "Start with this course", "/"),
    Screen("front: learner", "Continue learning", "/", "learner"),
    Screen("catalog: visitor", "courses", "/courses/"),
    Screen("catalog: learner", "In progress", "/courses/", "learner"),
    Screen("catalog: filtered", "Clear", "/courses/?q=board&level=introductory"),
    Screen("catalog: empty", "No courses match", "/courses/?q=zeppelin"),
    Screen("course: visitor", "Sign in to enroll", lambda w: w.course.get_url()),
    Screen("course: enrolled", "Start: ", lambda w: w.course.get_url(), "newcomer"),
    Screen("course: half way", "Continue: ", lambda w: w.course.get_url(), "learner"),
    Screen("course: finished", "Get certificate", lambda w: w.course.get_url(), "graduate"),
    Screen("course: closed", "Closed for enrollment", lambda w: w.closed_course.get_url()),
    Screen("course: not yet", "Beyond", lambda w: w.next_course.get_url(), "blank"),
    Screen("info: help", "Help", "/help/"),
    Screen("info: contact", "Contact", "/contact/"),
    Screen("info: privacy", "rivacy", "/privacy/"),
    Screen("info: terms", "erms", "/terms/", "learner"),
]  # fmt: skip

"""The pages of the CMS that are the site's own, as an instructor of the demonstration has them."""

from django.urls import reverse

from courses.models import LibraryItem
from learning.models import Enrollment, Reflection

from .screen import Screen


def of_course(name):
    return lambda world: reverse(name, args=[world.course.pk])


def library_item(world):
    return reverse("library_item", args=[LibraryItem.objects.first().pk])


def lesson_library(world):
    return reverse("lesson_library", args=[world.lessons[0].pk])


def learner(world):
    row = Enrollment.objects.get(user=world.person("learner"), course=world.course)
    return reverse("learner_override", args=[row.pk])


def of_certificate(name):
    return lambda world: reverse(name, args=[world.certificate.pk])


def review(world):
    row = Reflection.objects.shared_with(world.person("instructor")).first()
    return reverse("review", args=[row.pk])


def screen(name, shows, address, person="instructor"):
    return Screen(name, shows, address, person)


SCREENS = [
    screen("cms: first screen", "do not get through", "wagtailadmin_home"),
    screen("cms: courses", "New course", "course_list"),
    screen("cms: new course", "Start the course", "course_new"),
    screen("cms: outline", "Add lesson", of_course("course_outline")),
    screen("cms: preflight", "To mend before publishing", of_course("course_preflight")),
    screen("cms: people", "Who had which part", of_course("course_people")),
    screen("cms: versions", "Add version", of_course("course_versions")),
    screen("cms: library", "Options and feedback", "library"),
    screen("cms: library item", "Used", library_item),
    screen("cms: library for a lesson", "Where to insert", lesson_library),
    screen("cms: my courses", "question", "course_reports"),
    screen("cms: funnel", "A step counts everybody", of_course("report_funnel")),
    screen("cms: lessons", "Stopped here", of_course("report_lessons")),
    screen("cms: questions", "Those who do best elsewhere", of_course("report_items")),
    screen("cms: commitments", "Commitments", of_course("report_commitments")),
    screen("cms: learners", "Lessons complete", "learners_report"),
    screen("cms: evaluations", "In their words", "evaluations_report"),
    screen("cms: learner", "Reflections shared with you", learner),
    Screen("cms: certificates", "by Ingrid Solheim", "issued_certificates", "admin"),
    Screen(
        "cms: certificate",
        "Only an administrator",
        of_certificate("issued_certificate"),
        "instructor",
    ),
    Screen(
        "cms: certificate revoked",
        "(Ingrid Solheim)",
        lambda world: reverse("issued_certificate", args=[world.revoked.pk]),
        "admin",
    ),
    Screen(
        "cms: revoke a certificate", "What happens", of_certificate("revoke_certificate"), "admin"
    ),
    screen("cms: reviews", "Apply", "review_queue"),
    screen("cms: review", "What they wrote", review),
    screen("cms: phrases", "Save the phrase", "review_phrases"),
    screen("cms: posts", "Written", "posts_report", "moderator"),
    screen("cms: acts", "Moderation acts", "acts_report", "moderator"),
]

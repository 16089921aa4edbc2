"""What an author changes in a course that people take."""

from django.urls import reverse

from tests import builders

LABEL, NOTE = "2027", "Lesson 2 has a new check."


def versions_url(course):
    return reverse("course_versions", args=[course.pk])


def release(client, course, **data):
    return client.post(versions_url(course), {"label": LABEL, "note": NOTE, **data}, follow=True)


def text_of(response):
    return " ".join(response.content.decode().split())


def complete(enrollment, *lessons):
    for lesson in lessons:
        builders.do_everything(enrollment, lesson)
        enrollment.complete_lesson(lesson)

"""The reports of a course, and how they are opened and read."""

from django.urls import reverse

from learning.models import Enrollment

REPORTS = ["report_funnel", "report_lessons", "report_items"]
QUERIES = 26
HOSTILE = ["=cmd|'/c calc'!A0", "<script>alert(1)</script>", "\u202eeltit \u05d0", "W" * 200]


def everybody(course):
    return Enrollment.objects.filter(course_key=course.key)


def page_of(client, name, course, **query):
    response = client.get(reverse(name, args=[course.pk]), query)
    assert response.status_code == 200
    return response.content.decode()

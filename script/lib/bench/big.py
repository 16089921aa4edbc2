"""A course with 10,000 enrollments and 200,000 answers: the size that the reports are built for.

It is made, in seconds, only when a page that needs it is about to be measured, after all other
pages: their tables stay as long as they were.
"""

from django.contrib.auth.models import Group
from django.db import connection

from accounts.models import User
from courses.models import CoursePage, CourseRole
from tests import crowd

LEARNERS = 10_000
SLUG, TEACHER = "a-long-course", "long@example.org"
TEACHERS = [TEACHER] * 8  # a browser for each client


def load():
    """Make it, once."""
    if CoursePage.objects.filter(slug=SLUG).exists():
        return
    teacher = User.objects.create_user(TEACHER, display_name="Long Course")
    teacher.groups.add(Group.objects.get(name="Instructors"))
    course = crowd.long_course(SLUG)
    CourseRole.objects.create(course=course, user=teacher)
    crowd.work(course, crowd.enroll(course, LEARNERS))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

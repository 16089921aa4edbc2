"""What is where in the demonstration."""

from courses.models import LessonPage
from coursesite.demo import FOLDER
from learning.models import Enrollment

COURSE = "beyond-the-job-board"
COURSES = [COURSE, "alumni-mentor-network", "measuring-community", "rules-and-risks-2026"]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def page(slug):
    return LessonPage.objects.get(slug=slug)


def enrollment_of(email):
    return Enrollment.objects.get(user__email=email, course__slug=COURSE)


def files():
    return sorted(FOLDER.glob("*/*/*.yaml"))

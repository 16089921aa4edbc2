"""What learning adds to a person's digest."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.mail.digests import digest_part
from courses.models.outlines import outline_of_course

from .course_state import CourseState
from .models import Enrollment


@digest_part(90, gettext_lazy("Where you left off"), suffices=False, at_most=1)
def go_on(user, since):
    """The next lesson of the course this person was in last. No reason for a mail by itself."""
    rows = [row for row in Enrollment.objects.of(user).defer("plan") if row.is_active]
    states = CourseState.many([(row, outline_of_course(row.course_id)) for row in rows])
    going = [
        state
        for state in states
        if state.outline.course_live and not state.completed_at and state.next_lesson
    ]
    if going:
        state = max(going, key=lambda state: state.last_activity)
        words = {"lesson": state.next_lesson.title, "course": state.outline.course_title}
        yield _("Continue with “%(lesson)s” in %(course)s") % words, state.continue_url

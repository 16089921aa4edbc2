"""How templates of lessons and courses read the learner's state."""

from django import template
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalog import prerequisites_of
from courses.previewing import reader_of
from learning.answer_reading import given, is_graded, told
from learning.course_state import CourseState
from learning.lessons.body import render_body
from learning.lessons.outline import OutlineCard, drawn_outline
from learning.lessons.sample_work import sample_course_state
from learning.lessons.state import LessonState
from learning.models import Enrollment
from learning.models.enrollments import unmet_prerequisites
from learning.panels import sample_panel

register = template.Library()

# From here on a remaining time is told in hours.
HOURS_FROM = 90


@register.filter
def hours(value):
    """Contact hours as they are printed: "6.0", "2.25"."""
    shown = f"{value:.2f}"
    return shown.removesuffix("0")


@register.filter
def duration(minutes):
    """Minutes as people say them: "40 minutes", "about 3 hours"; rounded to half hours."""
    if minutes < HOURS_FROM:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    whole, half = divmod(round(minutes / 30), 2)
    if half:
        return _("about %(n)d½ hours") % {"n": whole}
    return ngettext("about %(n)d hour", "about %(n)d hours", whole) % {"n": whole}


@register.simple_tag(takes_context=True)
def completed_courses_of(context, person):
    """The courses a person completed, by title, if they show them to this reader."""
    if not person.shows("courses", context["user"]):
        return []
    finished = Enrollment.objects.of(person).finished().filter(course__live=True)
    return [row.course for row in finished.select_related("course").order_by("course__title")]


@register.simple_tag(takes_context=True)
def lesson_state(context):
    """The reader's state of the lesson page being shown."""
    return LessonState.for_request(context["request"], context["page"])


@register.simple_tag(takes_context=True)
def sample_check(context, bound_block):
    """A check as the gallery of blocks shows it: asked of nobody."""
    block = bound_block.block
    panel = sample_panel(block, bound_block.value)
    return render_to_string(block.meta.template, {"panel": panel}, context.get("request"))


@register.simple_tag
def read_answer(attempt):
    """What an answer consists of and what it brought, for paper."""
    return {"parts": given(attempt), "told": told(attempt), "graded": is_graded(attempt)}


@register.simple_tag(takes_context=True)
def lesson_body(context):
    """The lesson's blocks, each as this reader should see it."""
    request, page = context["request"], context["page"]
    return render_body(page, LessonState.for_request(request, page), context)


@register.simple_tag
def lesson_outline(state):
    """The outline of the course, beside the lesson."""
    return drawn_outline(OutlineCard.of(state))


@register.simple_tag(takes_context=True)
def course_state(context):
    """The reader's state of the course page being shown, with prerequisites not yet met."""
    request, course = context["request"], context["page"]
    kept = request.__dict__.setdefault("course_state_by_key", {})
    if course.key not in kept:
        kept[course.key] = _course_state(request, course)
    return kept[course.key]


def _course_state(request, course):
    if reader := reader_of(request):
        state = sample_course_state(course.outline, reader)
        state.unmet, state.certificate = [], None
        return state
    enrollment = Enrollment.objects.of(request.user).filter(course_key=course.key).first()
    state = CourseState.of(enrollment, course.outline)
    state.unmet = []
    if not state.completed_at:
        state.unmet = unmet_prerequisites(request.user, course, prerequisites_of(course))
    state.certificate = enrollment.certificates.newest() if state.completed_at else None
    return state

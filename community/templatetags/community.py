"""How templates of lessons show what is said at their prompts."""

from django import template
from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from community.lesson_talk import LessonTalk
from community.models import Thread
from community.standing import is_host, is_moderator

register = template.Library()


@register.filter
def ago(moment):
    """How long ago, in one unit: "3 days ago". Exact times stand in the element around it."""
    return _("%(time)s ago") % {"time": timesince(moment, depth=1)}


@register.simple_tag(takes_context=True)
def lesson_talk(context, block_id):
    """The discussion at one prompt of the lesson being shown, for this reader."""
    return LessonTalk(context["request"], context["state"], context["page"], block_id)


@register.simple_tag(takes_context=True)
def waiting_question(context):
    """The latest question that anybody may read and nobody has answered yet, or None."""
    user = context["request"].user
    waiting = Thread.objects.visible_to(AnonymousUser()).awaiting_answer()
    waiting = waiting.filter(kind=Thread.Kind.QUESTION, answer=None)
    return (
        waiting.for_list(user)
        .order_by(F("first_answer_at").asc(nulls_first=True), "-created_at")
        .first()
    )


@register.simple_tag(takes_context=True)
def moderates(context):
    """Whether the reader looks after the whole community."""
    return is_moderator(context["request"].user)


@register.simple_tag(takes_context=True)
def hosts_something(context):
    """Whether the reader looks after the community or a course in it."""
    return is_host(context["request"].user)

"""How templates of lessons show what is said at their prompts."""

from django import template

from community.lesson_talk import LessonTalk

register = template.Library()


@register.simple_tag(takes_context=True)
def lesson_talk(context, block_id):
    """The discussion at one prompt of the lesson being shown, for this reader."""
    return LessonTalk(context["request"], context["state"], context["page"], block_id)

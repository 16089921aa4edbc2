"""Links to signing in, and from there back to where one was."""

from django import template

from accounts.way_back import way_back

register = template.Library()


@register.simple_tag(takes_context=True)
def come_back(context):
    """The query string that brings a person back here after signing in; a blank where one is."""
    return context["way_back"] if "way_back" in context else way_back(context.get("request"))

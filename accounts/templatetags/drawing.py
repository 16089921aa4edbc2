"""Pieces of a page that are drawn once for equal values."""

from django import template

from accounts.drawing import blanks_of, draw

register = template.Library()


@register.simple_tag(takes_context=True)
def draw_once(context, name, **things):
    """As ``{% include name with ... only %}``, run once for equal things: see accounts/drawing.py.

    The token of the page's forms and the way back after signing in are there, too, as blanks.
    """
    return draw(name, blanks_of(context), **things)

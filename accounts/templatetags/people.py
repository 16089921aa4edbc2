"""What templates show of a person: only what its reader may see."""

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def shown(context, person, field):
    """The field's value if the reader sees it, else "".

    Who may see it stands with the person, so a list costs no query for it.
    """
    user = context.get("user") or getattr(context.get("request"), "user", None)
    return person.shown(field, user)

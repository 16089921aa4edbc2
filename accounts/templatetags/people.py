"""What templates show of a person: only what its reader may see."""

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def shown(context, person, field):
    """The field's value if the reader sees it, else "".

    Who may see it stands with the person, so a list costs no query for it.
    """
    return person.shown(field, _reader(context))


@register.inclusion_tag("accounts/face.html", takes_context=True)
def face(context, person):
    """The person's photo if the reader sees it, else their initials."""
    photo = person.shown("photo", _reader(context))
    return {"photo_url": photo.url if photo else "", "initials": person.initials}


def _reader(context):
    return context.get("user") or getattr(context.get("request"), "user", None)

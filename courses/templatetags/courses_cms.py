"""What the pages for authors need in templates."""

from django import template
from django.urls import reverse

from courses.blocks.text import VAGUE_LINKS

register = template.Library()


@register.filter
def address(problem, page):
    """Where a problem is mended; from there the way back leads to the course's outline."""
    return problem.url(page.pk, reverse("course_outline_of", args=[page.pk]))


@register.simple_tag
def vague_links():
    """Texts of links that do not say where these lead, for the script that looks for them."""
    return "|".join(sorted(VAGUE_LINKS))

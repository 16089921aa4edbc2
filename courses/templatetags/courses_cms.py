"""What the pages for authors need in templates."""

from django import template
from django.urls import reverse

register = template.Library()


@register.filter
def address(problem, page):
    """Where a problem is mended; from there the way back leads to the course's outline."""
    return problem.url(page.pk, reverse("course_outline_of", args=[page.pk]))

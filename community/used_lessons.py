"""Lessons and courses whose discussions hold threads stay, as those do that were learned from."""

from django.db.models import Q

from learning.used_pages import uses_pages

from .models import Thread


@uses_pages
def have_threads(course_keys, lesson_keys):
    spaces = Q(space__course_key__in=course_keys) | Q(space__lesson_key__in=lesson_keys)
    return Thread.objects.filter(spaces).exists()

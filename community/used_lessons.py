"""Pages whose discussions hold threads stay, as those do that were learned from."""

from django.db.models import Q

from learning.used_pages import uses_pages

from .models import SharedFile, Thread


@uses_pages
def have_threads(keys):
    spaces = Q(space__course_key__in=keys) | Q(space__lesson_key__in=keys)
    return Thread.objects.filter(spaces | Q(space__page_key__in=keys)).exists()


@uses_pages
def have_files(keys):
    """Files that people shared with a course."""
    return SharedFile.objects.filter(course_key__in=keys).exists()

"""The stylesheet of an accent chosen in the CMS: the policy of the site allows no inline one."""

from django.http import HttpResponse
from django.views.decorators.cache import cache_control

from accounts.models.brand import current_look

YEAR = 60 * 60 * 24 * 365


@cache_control(public=True, max_age=YEAR, immutable=True)
def stylesheet(request):
    """Kept by browsers for good: pages link it under a version of its content."""
    return HttpResponse(current_look().css, content_type="text/css; charset=utf-8")

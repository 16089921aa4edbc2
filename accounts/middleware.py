"""What a signed-in person changes about a response."""

import zoneinfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from wagtail.users.models import UserProfile


class TimeZoneMiddleware:
    """Show times in the reader's own time zone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        zone = getattr(request.user, "time_zone", "") if request.user.is_authenticated else ""
        if zone:
            timezone.activate(zoneinfo.ZoneInfo(zone))
        else:
            timezone.deactivate()
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()


class CmsTimeZoneMiddleware:
    """In the CMS as well, where Wagtail would go by a second choice, of its own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(reverse("wagtailadmin_home")) and request.user.is_authenticated:
            self._tell_wagtail(request.user)
        return self.get_response(request)

    def _tell_wagtail(self, user):
        profile = getattr(user, "wagtail_userprofile", None)
        elsewhere = user.time_zone not in ("", settings.TIME_ZONE)
        if profile is None and elsewhere and user.has_perm("wagtailadmin.access_admin"):
            profile = UserProfile.get_for_user(user)
        if profile:
            profile.current_time_zone = user.time_zone


class PrivatePagesMiddleware:
    """What a signed-in person is shown is stored by no cache, not even their browser's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

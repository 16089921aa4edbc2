"""What every template may need."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from .models import Notification
from .models.brand import current_look


def site(request):
    """The look is read when a template first asks for it: an error page may not be able to."""
    look = SimpleLazyObject(current_look)
    return {
        "look": look,
        "site_name": SimpleLazyObject(lambda: look.site_name),
        "demo": settings.DEMO,
        "unread_notifications": SimpleLazyObject(lambda: _unread(request)),
    }


def _unread(request):
    return Notification.objects.count_unread(request.user) if hasattr(request, "user") else 0

"""What every template may need."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from .models import Notification
from .models.brand import current_look


def site(request):
    """The brand is read when a template first asks for it: an error page may not be able to."""
    brand = SimpleLazyObject(current_look)
    return {
        "brand": brand,
        "site_name": SimpleLazyObject(lambda: brand.site_name),
        "demo": settings.DEMO,
        "unread_notifications": SimpleLazyObject(lambda: _unread(request)),
    }


def _unread(request):
    return Notification.objects.count_unread(request.user) if hasattr(request, "user") else 0

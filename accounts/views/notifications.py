"""What one is told of, in one place."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.events import described
from accounts.models import Notification

AT_ONCE = 40


@login_required
@require_safe
def notifications(request):
    """The newest first. Looking clears nothing: seeing the thing itself does."""
    rows = Notification.objects.of(request.user)
    page = Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "groups": grouped(described(request.user, page.object_list))}
    return render(request, "accounts/notifications.html", context)


def grouped(rows):
    """The same thing happening to the same thing again is one entry: the newest, and how many."""
    groups = {}
    for row in rows:
        groups.setdefault((row.event, row.target, row.read_at is None), []).append(row)
    return [(group[0], len(group) - 1) for group in groups.values()]


@login_required
@require_POST
def clear_notifications(request):
    """Mark everything as seen."""
    Notification.objects.seen(request.user)
    return redirect("notifications")

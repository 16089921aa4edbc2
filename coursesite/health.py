"""Whether the site is up, and whether it can serve."""

from datetime import timedelta

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import OutgoingMail

STALLED_AFTER = timedelta(minutes=5)


def healthz(request):
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request):
    """Database, cache and queue work; 503 and the names of those that do not, otherwise.

    Mail that is late is a warning only: the site serves all the same, and another
    machine behind the same mail server would fare no better.
    """
    checks = {"database": _database, "cache": _cache, "queue": _queue}
    failed = [name for name, check in checks.items() if not _holds(check)]
    warnings = [] if "database" in failed or _holds(_mail) else ["mail"]
    answer = {"ready": not failed, "failed": failed, "warnings": warnings}
    return JsonResponse(answer, status=503 if failed else 200)


def _holds(check):
    try:
        return check()
    except Exception:
        return False


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _cache():
    cache.set("readyz", "1", 10)
    return cache.get("readyz") == "1"


def _queue():
    """No task has been waiting for long: a worker is running."""
    due_before = timezone.now() - STALLED_AFTER
    return not DBTaskResult.objects.ready().filter(enqueued_at__lt=due_before).exists()


def _mail():
    """No mail has been waiting for an hour: the mail server takes them."""
    return not OutgoingMail.objects.late().exists()

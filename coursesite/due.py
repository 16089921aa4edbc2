"""What is due for the site itself."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.due import due

KEEP_TASKS = timedelta(days=1)


@due
def publish_what_is_scheduled():
    call_command("publish_scheduled", verbosity=0)


@due
def forget_old_sessions():
    call_command("clearsessions", verbosity=0)


@due
def forget_finished_tasks():
    """They hold the text of mails, codes included: no longer than needed."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_TASKS).delete()

"""``manage.py tick``: do whatever is due. Cron or ``script/server`` runs it every minute."""

from datetime import timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from learning.tasks import render_missing_files


class Command(BaseCommand):
    help = "Do whatever is due: scheduled publishing, certificates not yet rendered, expiries."

    def handle(self, *args, **options):
        call_command("publish_scheduled", verbosity=0)
        render_missing_files()
        call_command("clearsessions", verbosity=0)
        # Finished tasks hold the text of mails, codes included: no longer than needed.
        yesterday = timezone.now() - timedelta(days=1)
        DBTaskResult.objects.finished().filter(finished_at__lt=yesterday).delete()

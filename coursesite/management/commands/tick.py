"""``manage.py tick``: do whatever is due. Cron or ``script/server`` runs it every minute."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from learning.tasks import render_missing_files


class Command(BaseCommand):
    help = "Do whatever is due: scheduled publishing, certificates not yet rendered, expiries."

    def handle(self, *args, **options):
        call_command("publish_scheduled", verbosity=0)
        render_missing_files()
        call_command("clearsessions", verbosity=0)

"""``manage.py tick``: do whatever is due. Cron or ``script/server`` runs it every minute."""

from django.core.management.base import BaseCommand, CommandError

from accounts.due import do_what_is_due


class Command(BaseCommand):
    help = "Do whatever is due: publishing, certificates, unanswered posts, mail, expiries."

    def handle(self, *args, **options):
        if failed := do_what_is_due():
            raise CommandError(f"Not everything could be done: {', '.join(failed)}.")

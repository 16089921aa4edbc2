"""``manage.py demo``: the demonstration, with its course, its people and their histories."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from accounts.demo import PASSWORD
from courses.demo.files import ContentError
from coursesite.demo import load


class Command(BaseCommand):
    help = "Load the demonstration. Safe to run again; needs DEMO=1."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError(
                "The demonstration has accounts with a known password. Set DEMO=1 to load it."
            )
        try:
            report = load(say=self.stdout.write)
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(report.made)} pages made, {len(report.updated)} updated.")
        for page in Page.objects.filter(pk__in=report.left_alone):
            self.stdout.write(f"Left alone, since it was edited in the CMS: {page.title}")
        self.stdout.write(f"Sign in as learner@example.org with the password {PASSWORD}.")

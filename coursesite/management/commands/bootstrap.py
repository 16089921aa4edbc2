"""``manage.py bootstrap``: an empty site with a first administrator."""

import getpass
import secrets
import sys

from django.core.management.base import BaseCommand, CommandError
from django.core.validators import ValidationError, validate_email

from coursesite.bootstrap import bootstrap, first_administrator
from learning.certificates.badge import signing_key


class Command(BaseCommand):
    help = "Make the page tree, groups and a first administrator on an empty database."

    def add_arguments(self, parser):
        parser.add_argument("--email", help="The administrator's e-mail address.")
        parser.add_argument(
            "--password", help="Their password; asked for, or made up and printed, if left out."
        )

    def handle(self, *args, email=None, password=None, **options):
        bootstrap()
        signing_key()  # so that the first backup has it
        self.stdout.write("The page tree and the groups are in place.")
        if not email:
            self.stdout.write("For an administrator: manage.py bootstrap --email you@example.org")
            return
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        made_up = None
        if not password:
            if sys.stdin.isatty():
                password = getpass.getpass("Password for the administrator: ")
            password = password or (made_up := secrets.token_urlsafe(12))
        _user, made = first_administrator(email, password)
        if not made:
            self.stdout.write(f"{email} has an account already; it was left alone.")
        elif made_up:
            self.stdout.write(f"Administrator {email}, password {made_up}")
        else:
            self.stdout.write(f"Administrator {email}")

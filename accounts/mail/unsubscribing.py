"""The links in mails that end them, for whoever holds the mail: no sign-in is asked.

A link carries a random number of the person's that serves nothing else, and what it
ends; it is signed, does not run out, and tells nobody whose it is.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.events import Channel, event_named
from accounts.models import ChannelChoice, MailSettings, OutgoingMail

SALT = "accounts.unsubscribe"
DIGEST = OutgoingMail.Kind.DIGEST


def unsubscribe_url(person, names):
    """An address that ends mail of these events; the digest is called "digest"."""
    secret = MailSettings.objects.make(person).secret
    token = signing.Signer(salt=SALT).sign_object([secret.hex, *sorted(names)])
    return f"{settings.SITE_URL}{reverse('unsubscribe', args=[token])}"


def read_token(token):
    """(the person's settings, what it ends), or None for a token that is not ours."""
    try:
        secret, *names = signing.Signer(salt=SALT).unsign_object(token)
        return MailSettings.objects.select_related("user").get(secret=secret), names
    except (signing.BadSignature, MailSettings.DoesNotExist):
        return None


def labels_of(names):
    """What the events are called, the digest aside."""
    return [event_named(name).label for name in names if name != DIGEST]


def end_mail(row, names):
    """These are told in the site from now on; the digest stops."""
    for name in names:
        if name == DIGEST:
            row.digest = row.Digest.NEVER
        else:
            ChannelChoice.objects.choose(row.user, name, Channel.SITE)
    row.plan()
    row.save(update_fields=["digest", "next_digest_at"])


def end_all_mail(row):
    """Nothing but what concerns the account itself."""
    row.no_mail = True
    row.plan()
    row.save(update_fields=["no_mail", "next_digest_at"])

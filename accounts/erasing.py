"""What of an account itself goes with it: ways to sign in, what one was told, sessions."""

from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import APIToken, ModelLogEntry, PageSubscription
from wagtail.users.models import UserProfile

from .erasure import erases
from .models import ChannelChoice, MailSettings, Membership, Notification, OutgoingMail


@erases
def forget_how_they_signed_in(person):
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    APIToken.objects.filter(user=person).delete()
    person.groups.clear()
    person.user_permissions.clear()


@erases
def forget_what_they_were_told(person):
    Notification.objects.filter(recipient=person).delete()
    OutgoingMail.objects.of(person).delete()
    ChannelChoice.objects.filter(user=person).delete()
    MailSettings.objects.filter(user=person).delete()


@erases
def forget_where_they_belonged(person):
    Membership.objects.filter(user=person).delete()


@erases
def forget_their_desk_in_the_cms(person):
    """How it looked to them, what they had open, what they wanted to hear of."""
    for model in (UserProfile, EditingSession, FormState, PageSubscription):
        model.objects.filter(user=person).delete()


@erases
def forget_their_name_in_the_cms_log(person):
    rows = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(person), object_id=str(person.pk)
    )
    rows.update(label=person.FORMER)


@erases
def end_their_sessions(person):
    """A session's owner stands inside it, so each that still counts is opened.

    Deleted through the engine, which also forgets what it keeps in the cache.
    """
    engine = import_module(settings.SESSION_ENGINE)
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            engine.SessionStore(session.session_key).delete()

"""What follows when an image changes, a person moves, or somebody signs in."""

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from .models import MailSettings
from .models.brand import forget_look

ENTERS_CMS = "enters_cms"


@receiver([post_save, post_delete], sender=settings.WAGTAILIMAGES_IMAGE_MODEL)
def forget_changed_logo(sender, **kwargs):
    """The logo may be this image, cropped anew or gone."""
    transaction.on_commit(forget_look)


@receiver(post_save, sender=settings.AUTH_USER_MODEL)
def plan_digest_in_new_time_zone(sender, instance, update_fields, **kwargs):
    """The hour of their digest is an hour of where they are."""
    if update_fields and "time_zone" in update_fields:
        row = MailSettings.objects.of(instance)
        if row.pk:
            row.plan()
            row.save(update_fields=["next_digest_at"])


@receiver(user_logged_in)
def know_who_may_enter_the_cms(sender, request, user, **kwargs):
    """For the menu on every page, which must not ask for permissions each time."""
    if request is not None:
        request.session[ENTERS_CMS] = user.has_perm("wagtailadmin.access_admin")

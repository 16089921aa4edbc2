"""What has to be forgotten when an image changes."""

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from .models.brand import forget_look


@receiver([post_save, post_delete], sender=settings.WAGTAILIMAGES_IMAGE_MODEL)
def forget_changed_logo(sender, **kwargs):
    """The logo may be this image, cropped anew or gone."""
    transaction.on_commit(forget_look)

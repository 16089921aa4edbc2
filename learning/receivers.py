"""What follows inside learning when something is committed."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from courses.receivers import forget

from .models import Example
from .signals import course_completed
from .tasks import render_certificate


@receiver(course_completed)
def render_its_certificate(sender, enrollment, certificate, **kwargs):
    if certificate is not None:
        render_certificate.enqueue(certificate.pk)


@receiver([post_save, post_delete], sender=Example)
def forget_examples(sender, **kwargs):
    """What is shown to everybody is kept in memory, and gone from there at once."""
    forget()

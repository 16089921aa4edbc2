"""What follows inside learning when something is committed."""

from django.dispatch import receiver

from .signals import course_completed
from .tasks import render_certificate


@receiver(course_completed)
def render_its_certificate(sender, enrollment, certificate, **kwargs):
    if certificate is not None:
        render_certificate.enqueue(certificate.pk)

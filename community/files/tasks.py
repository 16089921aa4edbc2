"""Work outside the request."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.due import due
from community.models import FileVersion

from . import scan as file_scan

AT_ONCE = 20
TASK_LOST_AFTER = timedelta(minutes=5)


@task()
def scan_file(version_pk):
    """Look into one version of a shared file."""
    file_scan.scan(version_pk)


def scan_later(version):
    """Let it be scanned once it is committed, where files are scanned."""
    if file_scan.is_scanned():
        transaction.on_commit(lambda: scan_file.enqueue(version.pk))


@due
def scan_waiting_files():
    """Sweep up versions whose task was lost, or whose scanner did not answer."""
    since = timezone.now() - TASK_LOST_AFTER
    waiting = FileVersion.objects.unchecked().filter(made_at__lt=since).order_by("made_at")
    for pk in list(waiting.values_list("pk", flat=True)[:AT_ONCE]):
        file_scan.scan(pk)


@due
def remove_withdrawn_files():
    """Take off the disk what was withdrawn long enough ago; the rows stay."""
    for version in FileVersion.objects.to_remove()[:AT_ONCE]:
        version.remove_bytes()

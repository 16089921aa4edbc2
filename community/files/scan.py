"""Looking for harmful programs in shared files, with whatever scanner the operator runs."""

import logging
import subprocess

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.events import Channel, Event, Part, declare, describes
from accounts.models import Notification
from community.models import FileVersion, SharedFile

SECONDS = 120
CLEAN, FOUND = 0, 1
REFUSED = "file_refused"

logger = logging.getLogger(__name__)

declare(
    Event(
        REFUSED,
        gettext_lazy("A file of yours did not pass the check"),
        Channel.MAIL,
        part=Part.SHARED,
    )
)


def is_scanned():
    """Whether files wait for a scanner's word at all."""
    return bool(settings.FILE_SCAN_COMMAND)


def scan(pk):
    """Let the scanner look at a version that waits for it; twice at once does as once.

    A scanner that fails says nothing about the file: it goes on waiting.
    """
    version = FileVersion.objects.unchecked().select_related("file__owner").filter(pk=pk).first()
    if version is None:
        return
    if not is_scanned():
        version.pass_check()
        return
    code = _run(version.stored.path)
    if code == CLEAN:
        version.pass_check()
    elif code == FOUND and version.fail_check():
        file = version.file
        key = f"file_refused:{version.pk}"
        Notification.objects.tell([file.owner], REFUSED, key, file.target, file=file.pk)


def _run(path):
    command = [part.replace("{path}", path) for part in settings.FILE_SCAN_COMMAND]
    try:
        done = subprocess.run(  # noqa: S603 - the operator's own command, without a shell
            command, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        logger.exception("The scanner of shared files did not answer")
        return None
    if done.returncode not in (CLEAN, FOUND):
        logger.error("The scanner of shared files ended with %s", done.returncode)
    return done.returncode


@describes(REFUSED)
def describe(recipient, notifications):
    files = SharedFile.objects.open_to(recipient).in_bulk(
        {row.parameters["file"] for row in notifications}
    )
    for row in notifications:
        if file := files.get(row.parameters["file"]):
            row.url = file.get_absolute_url()
            row.sentence = _("“%(title)s” did not pass the check for harmful programs") % {
                "title": file.title
            }

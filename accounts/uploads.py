"""How much of a file is read that somebody sends: nothing of one that is too large."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

FORM_ALLOWANCE = 256 * 1024  # what a form's other fields may take
# A body up to this size is read to its end and thrown away, so that the browser sees the
# answer; of a larger one the rest is never read.
READ_AND_DROPPED = 100 * 1024 * 1024


def upload_limit(limit):
    """Say how many bytes a view takes in a file: ``limit(user)`` is asked before it is read."""

    def mark(view):
        view.upload_limit = limit
        return view

    return mark


class LimitedUpload(FileUploadHandler):
    """The first of the upload handlers. Fields that stand before a refused file are kept.

    ``request.upload_refused`` says that a file was not read. Nobody signed out sends
    files, and only who works in the CMS sends more than the limit: its own hold there.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.length = content_length

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        limit = self._limit()
        if limit is not None and self.length > limit + FORM_ALLOWANCE:
            self.request.upload_refused = True
            raise StopUpload(connection_reset=self.length > READ_AND_DROPPED)

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None

    def _limit(self):
        user = getattr(self.request, "user", None)
        match = getattr(self.request, "resolver_match", None)
        if user is None or not user.is_authenticated:
            return -FORM_ALLOWANCE
        own = getattr(match.func, "upload_limit", None) if match else None
        if own is not None:
            return own(user)
        if user.has_perm("wagtailadmin.access_admin"):
            return None
        return settings.UPLOAD_LIMIT

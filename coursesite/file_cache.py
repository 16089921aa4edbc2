"""A cache in files that the workers of one machine share safely."""

import fcntl
import os
from contextlib import contextmanager

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class FileCache(FileBasedCache):
    """Django's file cache with an ``add`` that succeeds for exactly one of many callers.

    Django's looks first and writes then, so that two workers may both be told that
    they were the first. Sign-in limits take a lock by ``add`` before they count; with
    this one no attempt goes uncounted on one machine. Several machines need Redis.
    """

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        with self._alone():
            return super().add(key, value, timeout, version)

    @contextmanager
    def _alone(self):
        """One process or thread at a time. The lock ends with the process that holds it."""
        self._createdir()
        fd = os.open(f"{self._dir}/add.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX)
            yield
        finally:
            os.close(fd)

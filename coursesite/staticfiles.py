"""Static files with a hash in their name, joined and compressed once when they are collected."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'^@import "(?P<name>[\w-]+\.css)";\n', re.MULTILINE)


class HashedFilesStorage(CompressedManifestStaticFilesStorage):
    """Join the families of styles, and compress only what the site's visitors get.

    The admin's own files are hashed as well, but compressing them took most of
    the time of a first start and no learner ever loads them.
    """

    visitors_get = ("css/", "js/", "fonts/", "django_htmx/", "mfa/", "account/")
    joined = ("css/site.css",)

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in self.joined:
                self._join(name, paths)
        yield from super().post_process(paths, dry_run, **options)

    def _join(self, name, paths):
        """Put the files that a style sheet imports in place of its imports.

        Reads the sources, never what was collected before: that may be joined already.
        """
        if name not in paths:
            return
        folder = name.rpartition("/")[0]

        def source(path):
            storage, source_path = paths[path]
            with storage.open(source_path) as file:
                return file.read().decode()

        whole = IMPORT.sub(lambda found: source(f"{folder}/{found['name']}"), source(name))
        self.delete(name)
        self._save(name, ContentFile(whole.encode()))

    def compress_files(self, paths):
        return super().compress_files([p for p in paths if p.startswith(self.visitors_get)])

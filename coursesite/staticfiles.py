"""Static files with a hash in their name, joined and compressed once when they are collected."""

import re

from django.core.files.base import ContentFile
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

CSS_IMPORT = re.compile(r'^@import "(?P<name>[\w-]+\.css)";\n', re.MULTILINE)
CSS_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
JS_IMPORT = re.compile(r'^import "\./(?P<name>[\w-]+\.js)";\n', re.MULTILINE)


def join_styles(text, part):
    """The style sheet with what it imports in place, without comments."""
    whole = CSS_IMPORT.sub(lambda found: part(found["name"]), text)
    return CSS_COMMENT.sub("", whole)


def join_scripts(text, part):
    """The script with what it imports in place, each in a block: names stay its own."""
    whole = JS_IMPORT.sub(lambda found: f"{{\n{part(found['name'])}\n}}\n", text)
    return jsmin(whole)


class HashedFilesStorage(CompressedManifestStaticFilesStorage):
    """Join styles and scripts, and compress only what the site's visitors get.

    The admin's own files are hashed as well, but compressing them took most of
    the time of a first start and no learner ever loads them. Nor is anything
    asked for under its name without a hash.
    """

    visitors_get = ("css/", "js/", "django_htmx/htmx-2.min.", "mfa/", "account/")
    joined = {"css/site.css": join_styles, "js/site.js": join_scripts}

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name, join in self.joined.items():
                self._join(name, join, paths)
        yield from super().post_process(paths, dry_run, **options)

    def _join(self, name, join, paths):
        """Put the files that ``name`` imports in place of its imports.

        Reads the sources, never what was collected before: that may be joined already.
        The outcome becomes the source of all that follows, which would read the original.
        """
        if name not in paths:
            return
        folder = name.rpartition("/")[0]

        def source(path):
            storage, source_path = paths[path]
            with storage.open(source_path) as file:
                return file.read().decode()

        whole = join(source(name), lambda part: source(f"{folder}/{part}"))
        self.delete(name)
        self._save(name, ContentFile(whole.encode()))
        paths[name] = (self, name)

    def compress_files(self, paths):
        served = set(self.hashed_files.values())
        chosen = [p for p in paths if p in served and p.startswith(self.visitors_get)]
        return super().compress_files(chosen)

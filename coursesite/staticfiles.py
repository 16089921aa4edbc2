"""Static files with a hash in their name, compressed once when they are collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFilesStorage(CompressedManifestStaticFilesStorage):
    """Compress only what the site's visitors get.

    The admin's own files are hashed as well, but compressing them took most of
    the time of a first start and no learner ever loads them.
    """

    visitors_get = ("css/", "js/", "fonts/", "django_htmx/", "mfa/", "account/")

    def compress_files(self, paths):
        return super().compress_files([p for p in paths if p.startswith(self.visitors_get)])

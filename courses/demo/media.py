"""The images, downloads and films of a course folder, stored as an author's uploads are."""

import hashlib
import re
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Collection

from courses.models import CourseDocument, CourseImage, CourseMedia


class MediaFolder:
    """The ``media`` folder of a course, kept in a collection of the course's own.

    A file is known by its title in that collection. Its bytes are compared with
    what is stored, so that an unchanged file is never stored again.
    """

    def __init__(self, folder, title):
        self.folder = folder
        self.collection = Collection.objects.filter(depth=2, name=title).first()
        if self.collection is None:
            root = Collection.get_first_root_node()
            self.collection = root.add_child(instance=Collection(name=title))

    def image(self, name, description="", credit=""):
        image = self._row(CourseImage, _title(name))
        if self._store(image, {"file": name}):
            image._set_image_file_metadata()
            image.save()
            image.renditions.all().delete()
        self._note(image, description=description[:255], credit=credit)
        return image

    def document(self, name, title):
        document = self._row(CourseDocument, title)
        if self._store(document, {"file": name}):
            document._set_document_file_metadata()
            document.save()
        return document

    def video(self, name, title, captions, poster="", **facts):
        video = self._row(CourseMedia, title)
        if self._store(video, {"file": name, "captions": captions, "thumbnail": poster}):
            video.save()
        self._note(video, type="video", **facts)
        return video

    def _note(self, row, **facts):
        """What the content file says about a file, saved only where it is news."""
        if any(getattr(row, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(row, name, value)
            row.save()

    def _row(self, model, title):
        row = model.objects.filter(collection=self.collection, title=title).first()
        return row or model(collection=self.collection, title=title)

    def _store(self, row, files):
        """Give the row the files whose bytes differ; says whether any did. Saves no row."""
        stored_any = False
        for field, name in files.items():
            if not name:
                continue
            content = (self.folder / name).read_bytes()
            stored = getattr(row, field)
            if _digest_of(stored) != hashlib.sha256(content).digest():
                if stored:
                    transaction.on_commit(partial(stored.storage.delete, stored.name))
                setattr(row, field, ContentFile(content, name=name))
                stored_any = True
        return stored_any


def _digest_of(stored):
    if not stored:
        return None
    try:
        with stored.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except FileNotFoundError:
        return None


def _title(name):
    """“m5-first-moves.png” as “First moves”: what an editor sees in the chooser."""
    stem = re.sub(r"^m\d+-", "", name.rpartition(".")[0])
    return stem.replace("-", " ").replace("_", " ").capitalize()

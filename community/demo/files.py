"""The demonstration's shared files: what its people made for their own desks.

``files/files.yaml`` lists them, the files themselves lie beside it:
``title, by, at, description, license, alternative, topics, file``, and where they are
needed ``visibility, course, versions: [{file, at, note}]``, the first version first.
"""

from dataclasses import replace
from pathlib import Path

import yaml
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile

from community.files.check import checked
from community.models import SharedFile
from courses.demo.files import Source
from courses.models import CoursePage, Topic

from .discussions import Cast, moment

FOLDER = Path(__file__).parent / "files"


def load_files(folder=FOLDER):
    """Share the files that are not there yet. Returns how many were shared."""
    listed = folder / "files.yaml"
    if not listed.is_file():
        return 0
    cast = Cast()
    shared = 0
    for values in yaml.safe_load(listed.read_text(encoding="utf-8")) or []:
        with Source(f"{listed}: {values.get('title')}", values) as keys:
            shared += _share(folder, keys, cast)
    return shared


def _share(folder, keys, cast):
    """Whether it was shared just now."""
    owner, title = cast.user(keys.take("by"), keys), keys.take("title")
    if SharedFile.objects.filter(owner=owner, title=title).exists():
        keys.values.clear()
        return False
    course = keys.take("course", None)
    versions = keys.take("versions", [])
    at = moment(keys, owner)
    file = SharedFile.objects.share(
        owner,
        _content(folder, keys, keys.take("file")),
        at=at,
        title=title,
        description=keys.take("description"),
        alternative=keys.take("alternative", ""),
        license=_license(keys),
        visibility=SharedFile.Visibility(keys.take("visibility", "members")),
        course_key=CoursePage.objects.get(slug=course).key if course else None,
        topics=[Topic.objects.get(name=name) for name in keys.take("topics", [])],
    )
    for values in versions:
        with Source(keys.path, values) as version:
            later = moment(version, owner)
            if later <= at:
                raise version.error("a version is newer than the one before it")
            content = _content(folder, version, version.take("file"))
            file.add_version(owner, content, note=version.take("note", ""), at=later)
            at = later
    return True


def _content(folder, keys, name):
    """What any upload has to pass, these pass, too."""
    path = folder / name
    if not path.is_file():
        raise keys.error(f"there is no file {name}")
    with path.open("rb") as opened:
        upload = File(opened, name=name)
        try:
            content = checked(upload)
        except ValidationError as error:
            raise keys.error(f"{name}: {' '.join(error.messages)}") from error
        return _read(content)


def _read(content):
    """The same, apart from the file on the disk, which is closed again."""
    content.file.seek(0)
    return replace(content, file=ContentFile(content.file.read(), name=content.name))


def _license(keys):
    """By its value, as ``cc-by``, or by its name, as ``CC BY 4.0``."""
    written = keys.take("license")
    for value, label in SharedFile.License.choices:
        if written == value or str(label).startswith(written):
            return value
    raise keys.error(f"there is no license {written}")

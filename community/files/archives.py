"""Office files are archives: looked into before anybody opens one."""

import io
import zipfile
import zlib

from .kinds import MAIN_PARTS, TYPES

MAX_ENTRIES = 3000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200  # of all that is unpacked to the file; XML rarely packs above 1 to 50
MAX_PART = 32 * 1024 * 1024  # of a part that is an office file itself
BLOCK = 256 * 1024
ENCRYPTED = 0x1
LOCAL_HEADER = 30
# Parts that run when the file is opened, or that hold what would be refused by itself.
ACTIVE = ("vbaproject", "vbadata", "macrosheets/", "activex/", "oleobject", "basic/", "scripts/")
REFUSED = (
    ".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".jar", ".cab", ".iso", ".exe", ".dll",
    ".com", ".scr", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".hta", ".lnk", ".msi", ".docm", ".xlsm",
    ".pptm", ".dotm", ".xltm", ".xlsb", ".html", ".htm", ".svgz",
)  # fmt: skip


class Refused(Exception):
    """The archive is not what it says, too large unpacked, or holds something active."""


class Budget:
    """How much may be unpacked of one upload, all that is nested in it included."""

    def __init__(self, packed):
        self.left = min(MAX_UNPACKED, max(packed, 64 * 1024) * MAX_RATIO)

    def take(self, count):
        self.left -= count
        if self.left < 0:
            raise Refused("too large when unpacked")


def check_office_file(file, extension, budget=None, depth=0):
    """Raise Refused for anything but a plain office file of this kind."""
    budget = budget or Budget(file.size)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_names(entries)
            parts = {
                entry.filename: _unpack(file, entry, budget, keep=_keeps(entry))
                for entry in entries
                if not entry.is_dir()
            }
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError) as error:
        raise Refused("broken") from error
    _check_kind(parts, entries, extension)
    for name, content in parts.items():
        inner = name.rpartition(".")[2].lower()
        if content is not None and inner in TYPES:
            if depth:
                raise Refused("nested too deep")
            check_office_file(io.BytesIO(content), inner, budget, depth + 1)


def _check_names(entries):
    if len(entries) > MAX_ENTRIES:
        raise Refused("too many parts")
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) != len(names):
        raise Refused("two parts of one name")
    for name, entry in zip(names, entries, strict=True):
        if entry.flag_bits & ENCRYPTED:
            raise Refused("encrypted")
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise Refused("a path that leads outside")
        if name.endswith(REFUSED) or any(part in name for part in ACTIVE):
            raise Refused("an active part")


def _keeps(entry):
    """Whether a part is looked at, and not only counted."""
    name = entry.filename.lower()
    return name in ("[content_types].xml", "mimetype") or _is_office_name(name)


def _is_office_name(name):
    extension = name.rpartition(".")[2]
    return extension in MAIN_PARTS or extension in ("odt", "ods", "odp")


def _unpack(file, entry, budget, keep):
    """Unpack a part for real: what its header says of its size may be a lie."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("packed in an unusual way")
    file.seek(entry.header_offset)
    header = file.read(LOCAL_HEADER)
    if len(header) != LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise Refused("broken")
    skipped = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    file.seek(skipped, io.SEEK_CUR)
    unpacked, kept = 0, io.BytesIO()
    for block in _blocks(file, entry):
        unpacked += len(block)
        budget.take(len(block))
        if keep:
            if unpacked > MAX_PART:
                raise Refused("an embedded file that is too large")
            kept.write(block)
    if unpacked != entry.file_size:
        raise Refused("a size that is not true")
    return kept.getvalue() if keep else None


def _blocks(file, entry):
    left = entry.compress_size
    inflate = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0 and (packed := file.read(min(BLOCK, left))):
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed:
            yield inflate.decompress(packed, BLOCK)
            packed = inflate.unconsumed_tail
    if inflate is not None:
        yield inflate.flush()


def _check_kind(parts, entries, extension):
    """The archive says of itself what its name says."""
    if extension in MAIN_PARTS:
        types = parts.get("[Content_Types].xml") or b""
        if MAIN_PARTS[extension] not in types or b"macroEnabled" in types:
            raise Refused("another kind")
    elif _says_first(entries, parts) != TYPES[extension]:
        raise Refused("another kind")


def _says_first(entries, parts):
    """What an OpenDocument file says of itself in its first part."""
    if not entries or entries[0].filename != "mimetype":
        return ""
    return (parts["mimetype"] or b"").decode("ascii", "replace").strip()

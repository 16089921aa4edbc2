"""PDF files are looked into from the first byte to the last, before anybody opens one.

What a reader shows depends on where the file says that its objects are. So nothing is
skipped unseen: text, comments, and the contents of streams may not look like objects, and
objects that are packed into a stream are unpacked and read as well. Names are compared as
readers understand them, whatever way they are written.
"""

import re
import zlib

MAX_STEPS = 800_000  # so many marks of structure are read, in a second or two
RARE = 100  # steps that something counts for which hardly ever stands where it is looked for
MAX_PART = 16 * 1024 * 1024  # of one stream of objects, unpacked
MAX_UNPACKED = 48 * 1024 * 1024  # of all of them
MAX_DEPTH = 100
HEADER_WITHIN = TRAILER_WITHIN = 2048

# What runs, starts or carries something when the file is opened or clicked.
ACTIVE = {
    b"JavaScript", b"JS", b"Launch", b"EmbeddedFile", b"EmbeddedFiles", b"EF", b"GoToE",
    b"RichMedia", b"Rendition", b"XFA", b"SubmitForm", b"ImportData",
}  # fmt: skip

HEADER = re.compile(rb"%PDF-[12]\.\d")
END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
TABLE_OR_OBJECT = re.compile(rb"\s*(?:xref\b|\d{1,10}\s+\d{1,5}\s+obj\b)")
# Each of them begins with a letter or sign of its own: so it is found fast.
MARK = re.compile(rb"<<|>>|\[|\]|\(|%|<|/|endobj\b|obj\b|stream[ \t]*(?:\r\n|\n|\r)")
NAME = re.compile(rb"[^\x00\t\n\f\r ()<>\[\]{}/%]*")
LINE = re.compile(rb"[^\r\n]*")
DIGITS = re.compile(rb"[0-9A-Fa-f\x00\s]*>")
IN_TEXT = re.compile(rb"\\.|[()]", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJ = re.compile(rb"obj(?![A-Za-z0-9])")
SPACE = b"\x00\t\n\f\r "
LOOKED_BACK = 64


class BrokenPdf(Exception):
    """It is not a PDF file that readers agree about."""


class LockedPdf(Exception):
    """It is encrypted, so that nobody sees what is in it."""


class ActivePdf(Exception):
    """It holds something that runs, or that carries another file."""


def check_pdf(content):
    """Raise for these bytes unless they are a plain PDF file. Takes bounded time and memory."""
    header = HEADER.search(content[:HEADER_WITHIN])
    ends = list(END.finditer(content[-TRAILER_WITHIN:]))
    if not header or not ends:
        raise BrokenPdf("no header, or no end")
    start = int(ends[-1][1])
    if not any(TABLE_OR_OBJECT.match(content, at) for at in (start, start + header.start())):
        raise BrokenPdf("no table where the end says")
    reading = Reading()
    try:
        reading.read(content)
    except BrokenPdf as error:
        if b"/Encrypt" in content:
            raise LockedPdf from error
        raise
    if b"Encrypt" in reading.names:
        raise LockedPdf
    if ACTIVE & reading.names:
        raise ActivePdf
    if not {b"Root", b"Catalog", b"Pages"} <= reading.names:
        raise BrokenPdf("no pages")


class Reading:
    """What was met in the whole file: its names, and how much is left to read."""

    def __init__(self):
        self.names = set()
        self.steps = MAX_STEPS
        self.unpacked = MAX_UNPACKED

    def step(self, steps=1):
        self.steps -= steps
        if self.steps < 0:
            raise BrokenPdf("too much of it")

    def read(self, content, has_streams=True):
        """Go through the marks of structure; every one is a step."""
        at, depth, ended, names = 0, 0, -1, set()
        while found := MARK.search(content, at):
            self.step()
            mark, start, at = found[0], found.start(), found.end()
            if mark == b"/":
                at = self._name(content, at, names)
            elif mark in (b"<<", b"["):
                depth += 1
            elif mark in (b">>", b"]"):
                depth, ended = depth - 1, at
            elif mark in (b"(", b"%", b"<"):
                at = self._end_of_words(mark, content, at)
            elif content[start - 1 : start].isalpha():
                continue  # the end of another word
            elif depth or not has_streams:
                raise BrokenPdf("an object within another")
            elif mark.startswith(b"stream"):
                if ended < 0 or content[ended:start].strip(SPACE):
                    raise BrokenPdf("a stream without a description")
                at = self._skip_stream(content, at, names)
            else:
                self.names |= names
                names = set()
            if not 0 <= depth <= MAX_DEPTH:
                raise BrokenPdf("brackets that do not match")
        if depth:
            raise BrokenPdf("cut off")
        self.names |= names

    def _name(self, content, at, names):
        found = NAME.match(content, at)
        name = found[0]
        names.add(ESCAPED.sub(_unescaped, name) if b"#" in name else name)
        return found.end()

    def _end_of_words(self, mark, content, at):
        """Where a text in brackets, a text in digits, or a comment ends."""
        if mark == b"<":
            if not (found := DIGITS.match(content, at)):
                raise BrokenPdf("a text in digits that is none")
            return found.end()
        end = LINE.match(content, at).end() if mark == b"%" else self._end_of_text(content, at)
        self._holds_no_object(content, at, end)
        return end

    def _end_of_text(self, content, at):
        depth = 1
        while depth:
            found = IN_TEXT.search(content, at)
            if found is None:
                raise BrokenPdf("a text without an end")
            self.step()
            depth += {b"(": 1, b")": -1}.get(found[0], 0)
            at = found.end()
        return at

    def _holds_no_object(self, content, start, end):
        """What is not read may hold nothing that the file could point to as an object.

        An object begins with two numbers and "obj", with spaces or comments between.
        """
        for found in OBJ.finditer(content, start, end):
            self.step(RARE)
            before = content[max(start, found.start() - LOOKED_BACK) : found.start()]
            words = before.rstrip(SPACE)
            after_comment = any(mark in before[len(words) :] for mark in (b"\n", b"\r"))
            if before and (not words or words[-1:].isdigit() or after_comment):
                raise BrokenPdf("an object in a place for none")

    def _skip_stream(self, content, start, names):
        end = content.find(b"endstream", start)
        if end < 0:
            raise BrokenPdf("a stream without an end")
        self._holds_no_object(content, start, end)
        if b"ObjStm" in names or {b"N", b"First"} <= names:
            self.read(self._objects_in(content[start:end], names), has_streams=False)
        return end + len("endstream")

    def _objects_in(self, packed, names):
        """Objects that are packed together, as every program that writes them packs them."""
        if b"FlateDecode" not in names:
            if b"Filter" in names:
                raise BrokenPdf("objects packed in an unusual way")
            return packed
        others = {name for name in names if name.endswith((b"Decode", b"Crypt"))}
        if others != {b"FlateDecode"} or b"Predictor" in names:
            raise BrokenPdf("objects packed in an unusual way")
        unpack = zlib.decompressobj()
        most = min(MAX_PART, self.unpacked)
        try:
            objects = unpack.decompress(packed, most + 1)
        except zlib.error as error:
            raise BrokenPdf("objects that cannot be unpacked") from error
        if len(objects) > most or not unpack.eof:
            raise BrokenPdf("too much packed into it, or cut off")
        self.unpacked -= len(objects)
        return objects


def _unescaped(found):
    return bytes([int(found[1], 16)])

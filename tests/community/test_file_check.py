"""What is taken as a file, and what is refused before anybody else can open it."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from community import file_archives
from community.file_check import checked, safe_name
from community.file_kinds import MAX_BYTES
from tests.accounts.test_photo import SVG, flood, picture

pytestmark = pytest.mark.without_database

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def archive(parts, method=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def docx(types=WORD, **parts):
    content = {
        "[Content_Types].xml": f'<Types><Override ContentType="{types}"/></Types>',
        "word/document.xml": "<w:document/>",
    }
    return archive(content | {name.replace("__", "/"): value for name, value in parts.items()})


def odt(kind="application/vnd.oasis.opendocument.text", **parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("mimetype", kind)
        file.writestr("content.xml", "<office/>", zipfile.ZIP_DEFLATED)
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def check(content, name):
    return checked(ContentFile(content, name=name))


def refusal(content, name):
    with pytest.raises(ValidationError) as error:
        check(content, name)
    return error.value.messages[0]


@pytest.mark.parametrize(
    ("content", "name", "sent_as"),
    [
        (PDF, "guide.pdf", "application/pdf"),
        (docx(), "Sheet.DOCX", "application/vnd.openxmlformats"),
        (odt(), "sheet.odt", "application/vnd.oasis.opendocument.text"),
        ("Zoë asks: why?\n".encode(), "notes.txt", "text/plain; charset=utf-8"),
        ("\ufeffname;hours\r\nZoë;3\r\n".encode(), "hours.csv", "text/csv; charset=utf-8"),
        (b"BMI and other words\n", "bmi.md", "text/markdown; charset=utf-8"),
        (picture("PNG"), "plan.png", "image/png"),
        (picture("JPEG"), "desk.jpeg", "image/jpeg"),
        (picture("WEBP"), "desk.webp", "image/webp"),
    ],
)
def test_what_may_be_shared(content, name, sent_as):
    found = check(content, name)
    assert found.content_type.startswith(sent_as)
    assert found.name == f"{name.rpartition('.')[0]}.{name.rpartition('.')[2].lower()}"
    assert found.size == found.file.size and len(found.sha256) == 64


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (SVG, "logo.svg", "cannot be shared"),
        (b"<html><script>1</script>", "page.html", "cannot be shared"),
        (docx(), "letter.docm", "cannot be shared"),
        (archive({"a.txt": "a"}), "all.zip", "cannot be shared"),
        (b"MZ", "run.exe", "cannot be shared"),
        (b"x", "README", "cannot be shared"),
        (b"", "empty.txt", "is empty"),
        (SVG, "logo.txt", "not TXT"),
        (b"  <!DOCTYPE html><p>Hello", "page.md", "not MD"),
        (PDF, "guide.txt", "not in UTF-8"),
        (b"%PDF-1.7 all letters", "guide.txt", "not TXT"),
        (b"a\x00b", "data.csv", "not CSV"),
        ("Zoë".encode("cp1252"), "names.csv", "UTF-8"),
        (docx(), "guide.pdf", "not PDF"),
        (b"<html>", "guide.pdf", "not PDF"),
        (PDF, "sheet.docx", "not DOCX"),
        (PDF, "plan.png", "not PNG"),
        (picture("PNG"), "plan.jpg", "not JPG"),
        (SVG, "plan.png", "not PNG"),
        (picture("GIF"), "plan.webp", "not WEBP"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "plan.png", "Choose a different one"),
        (flood(), "plan.png", "too many pixels"),
        (b"a" * (MAX_BYTES + 1), "long.txt", "larger than 20"),
    ],
)
def test_what_is_refused(content, name, why):
    assert why in refusal(content, name)


# Pictures


def test_place_and_comments_of_a_picture_stay_behind():
    exif = Image.Exif()
    exif[0x010E] = "Taken at home"
    exif[0x8825] = {1: "N", 2: (51.0, 3.0, 1.0)}
    content = check(picture(exif=exif, comment=b"secret"), "desk.jpg")
    made = content.file.read()
    assert b"Taken at home" not in made and b"secret" not in made
    with Image.open(io.BytesIO(made)) as stored:
        assert not dict(stored.getexif()) and stored.size == (900, 600)


def test_a_png_keeps_its_transparency_and_loses_its_words():
    info = PngInfo()
    info.add_text("Author", "Somebody at home")
    content = check(picture("PNG", pnginfo=info), "plan.png").file.read()
    assert b"Somebody at home" not in content
    made = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(made, "PNG")
    with Image.open(check(made.getvalue(), "clear.png").file) as stored:
        assert stored.getpixel((1, 1))[3] == 0


# Office files


@pytest.mark.parametrize(
    "content",
    [
        docx(types=WORD.replace("document.main", "document.macroEnabled.main")),
        docx(word__vbaProject="x"),
        docx(word__activeX__activeX1="x"),
        docx(word__embeddings__oleObject1="x"),
        archive({"[Content_Types].xml": WORD, "word/embeddings/run.exe": "MZ"}),
        archive({"[Content_Types].xml": WORD, "more.zip": archive({"a": "b"})}),
        archive({"[Content_Types].xml": WORD, "../../outside.xml": "x"}),
        archive({"[Content_Types].xml": WORD.replace("wordprocessing", "spreadsheet")}),
        archive({"a.txt": "no office file at all"}),
        archive({"[Content_Types].xml": WORD, **{f"word/{n}.xml": "" for n in range(3001)}}),
        archive({"[Content_Types].xml": WORD}, zipfile.ZIP_LZMA),
        docx()[:120],
        b"PK\x03\x04" + b"\0" * 400,
    ],
)
def test_office_files_hold_no_programs_and_are_what_they_say(content):
    assert "broken, locked by a password" in refusal(content, "sheet.docx")


@pytest.mark.parametrize(
    "content",
    [
        odt("application/vnd.oasis.opendocument.spreadsheet"),
        odt(Basic__Standard__Module1="x"),
        odt(Scripts__python__x="x"),
        archive({"content.xml": "", "mimetype": "application/vnd.oasis.opendocument.text"}),
    ],
)
def test_open_documents_as_well(content):
    assert "broken, locked by a password" in refusal(content, "sheet.odt")


def test_a_chart_s_own_table_is_looked_into_and_no_deeper():
    table = archive({"[Content_Types].xml": "spreadsheetml.sheet.main+xml"})
    assert check(archive({"[Content_Types].xml": WORD, "word/embeddings/a.xlsx": table}), "a.docx")
    worse = archive(
        {"[Content_Types].xml": "spreadsheetml.sheet.main+xml", "xl/vbaProject.bin": "x"}
    )
    deep = archive({"[Content_Types].xml": "spreadsheetml.sheet.main+xml", "xl/b.xlsx": table})
    for inner in (worse, deep):
        outer = archive({"[Content_Types].xml": WORD, "word/embeddings/a.xlsx": inner})
        assert "broken" in refusal(outer, "a.docx")


def test_an_archive_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = archive({"[Content_Types].xml": WORD, "word/document.xml": b"\0" * 60_000_000})
    assert len(bomb) < 100_000
    unpacked = []
    take = file_archives.Budget.take
    monkeypatch.setattr(
        file_archives.Budget,
        "take",
        lambda self, count: (unpacked.append(count), take(self, count))[1],
    )
    assert "broken" in refusal(bomb, "sheet.docx")
    assert sum(unpacked) < 25_000_000


def test_a_size_that_is_not_true_is_found_out():
    content = bytearray(docx(word__a="A" * 100_000))
    central = content.rindex(b"PK\x01\x02")
    content[central + 24 : central + 28] = struct.pack("<I", 10)
    content[central + 16 : central + 20] = struct.pack("<I", zlib.crc32(b"A" * 10))
    assert "broken" in refusal(bytes(content), "sheet.docx")


def test_an_encrypted_part_is_refused():
    content = bytearray(docx())
    central = content.rindex(b"PK\x01\x02")
    content[central + 8] |= 1
    assert "password" in refusal(bytes(content), "sheet.docx")


# Names


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\plan.txt", "plan.txt"),
        ("Zoë’s plan – 2026.txt", "Zoë’s plan – 2026.txt"),
        ("invoice\u202etxt.exe.txt", "invoicetxt.exe.txt"),
        ('a"b\r\nSet-Cookie: x.txt', "a bSet-Cookie x.txt"),
        ("<b>.txt", "b.txt"),
        (".txt", "file.txt"),
        ("a" * 300 + ".txt", "a" * 120 + ".txt"),
    ],
)
def test_names_are_plain(typed, name):
    assert safe_name(typed, "txt") == name

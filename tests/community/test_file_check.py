"""What is taken as a file, and what is refused before anybody else can open it."""

import io
import struct
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from community.files import archives as file_archives
from community.files.check import checked, safe_name
from community.files.kinds import MAX_BYTES
from tests.accounts.test_photo import SVG, flood, picture

pytestmark = pytest.mark.without_database


def pdf(*objects, more=b"", trailer=b"/Root 1 0 R"):
    """A PDF file of these objects; the first two are its catalog and its one page."""
    parts = [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        b"1 0 obj<</Type/Catalog/Pages 2 0 R" + more + b">>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n",
        *objects,
    ]
    body = b"".join(parts)
    return b"%sxref\n0 1\n0000000000 65535 f \ntrailer<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        body, trailer, len(body),
    )  # fmt: skip


def stream(content, keys=b"", number=3):
    return b"%d 0 obj<<%s>>stream\n%s\nendstream endobj\n" % (number, keys, content)


def packed(objects, keys=b"/Type/ObjStm"):
    keys += b"/N 1/First 4/Filter/FlateDecode"
    return stream(zlib.compress(b"9 0 " + objects), keys)


PDF = pdf(stream(b"BT (Ask, then wait.) Tj ET"))
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def archive(parts, method=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts.items():
            file.writestr(part(name), content, method)
    return made.getvalue()


def part(name):
    """Of no hour: a test is named after its bytes, and every worker must read the same name."""
    return zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))


def docx(types=WORD, **parts):
    content = {
        "[Content_Types].xml": f'<Types><Override ContentType="{types}"/></Types>',
        "word/document.xml": "<w:document/>",
    }
    return archive(content | {name.replace("__", "/"): value for name, value in parts.items()})


def odt(kind="application/vnd.oasis.opendocument.text", **parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(part("mimetype"), kind)
        file.writestr(part("content.xml"), "<office/>", zipfile.ZIP_DEFLATED)
        for name, content in parts.items():
            file.writestr(part(name.replace("__", "/")), content)
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


# PDF


def written(change=lambda file: None, **options):
    """A file as a program writes it that many use."""
    made = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        change(file)
        file.save(made, **options)
    return made.getvalue()


def with_script(file):
    file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_attachment(file):
    file.attachments["run.exe"] = b"MZ"


PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
PLAIN = {"object_stream_mode": pikepdf.ObjectStreamMode.disable}
GUIDE = Path(__file__).parents[2] / "community/demo/files/conversation-guide.pdf"


@pytest.mark.parametrize(
    "content",
    [
        PDF,
        GUIDE.read_bytes(),
        pdf(stream(b"x", b"/Title(See \\(/JavaScript\\) and \\r(/Launch))")),
        pdf(packed(b"<</Type/Annot>>")),
        pdf(more=b"/Names<</Dests<0A1b>>>/Lang(en)% /JS is not here\n"),
    ],
)
def test_a_plain_pdf_may_be_shared(content):
    assert check(content, "guide.pdf").content_type == "application/pdf"


@pytest.mark.parametrize("options", [PACKED, PLAIN, PACKED | {"linearize": True}])
def test_so_may_what_programs_write(options):
    assert check(written(**options), "guide.pdf")


def test_and_what_this_site_prints():
    made = weasyprint.HTML(string="<h1>Statement</h1><p>Nine hours").write_pdf()
    assert check(made, "statement.pdf")


@pytest.mark.parametrize("options", [PACKED, PLAIN])
@pytest.mark.parametrize("change", [with_script, with_attachment])
def test_a_pdf_that_runs_or_carries_something_is_refused(change, options):
    assert "holds scripts" in refusal(written(change, **options), "guide.pdf")


@pytest.mark.parametrize(
    "content",
    [
        pdf(more=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"),
        pdf(more=b"/OpenAction<</S/Launch/F(run.exe)>>"),
        pdf(more=b"/Names<</EmbeddedFiles 4 0 R>>"),
        pdf(stream(b"MZ", b"/Type/EmbeddedFile")),
        pdf(b"3 0 obj<</Type/Filespec/EF<</F 4 0 R>>>>endobj\n"),
        pdf(more=b"/OpenAction<</S/J#61vaScr#69pt>>"),  # the same name in other letters
        pdf(packed(b"<</S/JavaScript>>")),
        pdf(packed(b"<</S/J#53>>", b"/Type 8 0 R")),
        pdf(more=b"/Title(no end of it \\) here)/AA<</S/JS>>"),
        pdf(more=b"/Title% (\n/OpenAction<</S/JavaScript>>% )\n"),  # no text, a comment
    ],
)
def test_however_it_is_written_down(content):
    assert "holds scripts" in refusal(content, "guide.pdf")


def test_a_locked_pdf_is_refused():
    locked = pikepdf.Encryption(owner="o", user="u")
    for options in (PACKED, PLAIN):
        assert "is locked" in refusal(written(encryption=locked, **options), "guide.pdf")


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        PDF[:-30],
        PDF.replace(b"startxref\n", b"startxref\n9"),
        PDF.replace(b"/Type/Catalog", b"/Type/Else"),
        pdf(trailer=b"/Size 4"),
        pdf(b"3 0 obj<</A[1 2>>endobj\n")[:-2],
        pdf(b"3 0 obj<</A<</B 1>>endobj\n"),
        pdf(b"3 0 obj<</A (no end>>endobj\n"),
        pdf(b"3 0 obj<</A <not digits>>>endobj\n"),
        pdf(b"3 0 obj<</Length 3>>stream\nabc"),
        # Objects to which the file could point, in places that are not read
        pdf(stream(b"x\n9 0 obj<</S/JavaScript>>endobj")),
        pdf(b"3 0 obj(9 0 obj<</S/JavaScript>>)endobj\n"),
        pdf(b"% 9 0 obj<</S/JavaScript>>\n"),
        pdf(stream(b"x\n9 0" + b" " * 200 + b"obj<</S/JavaScript>>endobj")),
        pdf(stream(b"x\n9 0 %" + b"a" * 200 + b"\nobj<</S/JavaScript>>endobj")),
        # What some readers take for a stream and others do not
        pdf(b"3 0 obj<</A<<>>stream\n/S/JavaScript endstream>>endobj\n"),
        pdf(b"3 0 obj stream\n/S/JavaScript endstream endobj\n"),
        # Packed objects that cannot be read for what they are
        pdf(stream(b"x\x9c nonsense", b"/N 1/First 4/Filter/FlateDecode")),
        pdf(stream(b"9 0 <</S>>", b"/Type/ObjStm/Filter/LZWDecode")),
        pdf(packed(b"x", b"/Type/ObjStm/DecodeParms<</Predictor 12>>")),
        pdf(packed(b"x" * 20 * 1024 * 1024)),
    ],
)
def test_a_pdf_about_which_readers_could_disagree_is_refused(content):
    assert "broken" in refusal(content, "guide.pdf")


@pytest.mark.parametrize(
    "unit", [b"/a", b"(", b"()", b"<", b"<a", b"%\n", b"[]", b"obj ", b"<<>>stream\nendstream "]
)
def test_a_pdf_made_to_take_long_is_given_up_soon(unit):
    content = pdf(unit * (8 * 1024 * 1024 // len(unit)))
    before = time.thread_time()
    assert "broken" in refusal(content, "guide.pdf")
    assert time.thread_time() - before < 10


def test_a_pdf_that_unpacks_to_very_much_is_given_up_soon():
    content = pdf(packed(b" " * 15 * 1024 * 1024) * 200)
    tracemalloc.start()
    before = time.thread_time()
    assert "broken" in refusal(content, "guide.pdf")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.thread_time() - before < 10 and peak < 80 * 1024 * 1024


# Office files


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            docx(types=WORD.replace("document.main", "document.macroEnabled.main")),
            id="macros",
        ),
        pytest.param(docx(word__vbaProject="x"), id="macro project"),
        pytest.param(docx(word__activeX__activeX1="x"), id="active x"),
        pytest.param(docx(word__embeddings__oleObject1="x"), id="embedded object"),
        pytest.param(
            archive({"[Content_Types].xml": WORD, "word/embeddings/run.exe": "MZ"}),
            id="program",
        ),
        pytest.param(
            archive({"[Content_Types].xml": WORD, "more.zip": archive({"a": "b"})}),
            id="archive within",
        ),
        pytest.param(
            archive({"[Content_Types].xml": WORD, "../../outside.xml": "x"}),
            id="path outside",
        ),
        pytest.param(
            archive({"[Content_Types].xml": WORD.replace("wordprocessing", "spreadsheet")}),
            id="another kind",
        ),
        pytest.param(archive({"a.txt": "no office file at all"}), id="no office file"),
        pytest.param(
            archive({"[Content_Types].xml": WORD, **{f"word/{n}.xml": "" for n in range(3001)}}),
            id="too many parts",
        ),
        pytest.param(archive({"[Content_Types].xml": WORD}, zipfile.ZIP_LZMA), id="lzma"),
        pytest.param(docx()[:120], id="cut short"),
        pytest.param(b"PK\x03\x04" + b"\0" * 400, id="zeros"),
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

"""Posts for a broadcast audit from a CSV file: read kindly, tried dry, then added."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from learning.auditing import posts_file
from learning.auditing.typed_days import day_meant
from learning.list_file import UnreadableFile, text_of
from learning.models import Audit
from tests.learning.audits import filled

URL, CONFIRM = "/learning/audit/file/", "/learning/audit/file/confirm/"
TODAY = date(2026, 11, 23)
HEAD = "date,purpose,content,words\n"


@pytest.fixture
def audit(learner):
    return Audit.objects.begin(learner)


def dry(client, text="", content=None):
    data = {"text": text}
    if content is not None:
        data["file"] = SimpleUploadedFile("posts.csv", content)
    return client.post(URL, data)


def whats(response):
    return [line.what.value for line in response.context["plan"].lines]


# Days


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-03", date(2026, 11, 3)),
        ("2026-11-03 00:00:00", date(2026, 11, 3)),
        ("11/3/2026", date(2026, 11, 3)),
        ("11/3/26", date(2026, 11, 3)),
        ("3.11.2026", date(2026, 11, 3)),
        ("11/3", date(2026, 11, 3)),
        ("12/24", date(2025, 12, 24)),
        (" 11/23 ", TODAY),
    ],
)
def test_a_day_is_understood_as_people_write_it(typed, day):
    assert day_meant(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed", ["2/30", "2026-13-01", "2026-11-24", "1999-01-01", "soon", "٣/١", "1/1/1", "9" * 400]
)
def test_what_is_no_day_of_the_last_years_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011
        day_meant(typed, TODAY)


# Reading


@pytest.mark.parametrize(
    "content",
    [
        "date,purpose,content,words\n2026-11-03,invite,advice,Zoë’s résumé\n".encode(),
        "\ufeffdate;purpose;content;words\r\n2026-11-03;Invite;Advice;Zoë’s résumé\r\n".encode(),
        "words\tcontent\tpurpose\tdate\nZoë’s résumé\ttips\tI\t2026-11-03\n".encode("utf-16"),
        "Purpose,What it was about,Words,Posted on\ninvitation,Tips or advice,"
        "Zoë’s résumé,2026-11-03\n".replace("’", "'").encode("latin-1"),
    ],
    ids=["utf-8", "bom-and-semicolons", "utf-16-and-tabs", "latin-1"],
)
def test_it_reads_what_spreadsheets_write(content):
    (entry,) = posts_file.read(text_of(content)).entries
    assert (entry.purpose, entry.content, entry.day) == ("invite", "advice", "2026-11-03")
    assert entry.words.replace("'", "’") == "Zoë’s résumé"


def test_the_lessons_tally_sheet_is_read_as_it_is():
    text = (
        'Post,Date,"What it said, in a few words (no names)",Purpose,What the reader can do,'
        '"Keep, combine or trade?"\n1,2026-11-02,Drop-in,Announce,Note,Combine\n2,,,,,\n'
    )
    found = posts_file.read(text)
    (entry,) = found.entries
    assert (entry.purpose, entry.words, found.has_content) == ("announce", "Drop-in", False)
    assert found.unknown == ["Post", "What the reader can do", "Keep, combine or trade?"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nothing in the list"),
        ("\n , \n", "nothing in the list"),
        ("purpose\n", "only headings"),
        ("a,b\nannounce,job\n", "No column says"),
        ("purpose\n" + "announce\n" * 201, "201 rows"),
        ("purpose\n" + '"' + "x" * 200_000, "This is no list"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(text, said):
    with pytest.raises(UnreadableFile, match=said):
        posts_file.read(text)


def test_the_template_says_what_it_wants_and_can_be_uploaded(as_learner, audit):
    response = as_learner.get(reverse("learning:audit_template"))
    assert response["Content-Disposition"] == 'attachment; filename="posts.csv"'
    assert whats(dry(as_learner, content=response.content)) == ["add"] * 3


# The dry run


def test_limits_are_told_before(as_learner, audit):
    html = as_learner.get(URL).content.decode()
    assert "up to 60 posts and 64 kB" in html and reverse("learning:audit_template") in html


def test_the_dry_run_says_what_happens_to_each_line_and_writes_nothing(as_learner, learner, audit):
    text = HEAD + (
        "2026-01-02,announce,job,Drop-in\n"
        "never,announce,job,Bad day\n"
        ",shout,job,Bad purpose\n"
        ",invite,,No content\n"
        ",invite,question,<b>Who</b>\n"
    )
    as_learner.post(CONFIRM, {"text": HEAD + "2026-01-02,announce,job,Drop-in\n"})
    response = dry(as_learner, text)
    assert whats(response) == ["twice", "bad", "bad", "bad", "add"]
    html = response.content.decode()
    assert "Write the date like 11/3" in html and "Choose what it was for" in html
    assert "Add 1 post" in html and "<b>Who" not in html
    assert audit.posts.count() == 1


def test_lines_beyond_sixty_are_left_out_and_said(as_learner, learner):
    audit = filled(learner, "a" * 58)
    text = "purpose\n" + "invite\n" * 4
    response = dry(as_learner, text)
    assert whats(response) == ["add", "add", "full", "full"]
    assert "No column says what the posts were about" in response.content.decode()
    as_learner.post(CONFIRM, {"text": text, "after": 58})
    assert audit.posts.count() == 60 and audit.posts.last().content == "other"


def test_confirming_adds_what_was_shown_and_twice_is_once(as_learner, audit):
    text = HEAD + ",announce,job,\n,nonsense,job,\n,invite,event,Alumni night\n"
    after = dry(as_learner, text).context["after"]
    for _press in range(2):
        response = as_learner.post(CONFIRM, {"text": text, "after": after}, follow=True)
    assert "2 posts are added." in response.content.decode()
    assert [post.purpose for post in audit.posts.all()] == ["announce", "invite"]


def test_our_own_download_comes_back_word_for_word(as_learner, learner):
    first = filled(learner, "ai", words="=SUM(A1)")
    content = as_learner.get(reverse("learning:audit_csv", args=[first.pk])).content
    text = posts_file.read(text_of(content)).as_csv()
    first.posts.all().delete()
    as_learner.post(CONFIRM, {"text": text})
    assert [post.words for post in first.posts.all()] == ["=SUM(A1)"] * 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04" + b"\0" * 40, "not a text file"),
        (b"", "nothing in the list"),
        (b"purpose\n" + b"announce\n" * 9000, "too large"),
        (b"\xff\xfea", "cannot be read"),
    ],
)
def test_a_file_that_is_none_is_told_with_422(as_learner, audit, content, said):
    response = dry(as_learner, content=content)
    assert response.status_code == 422
    html = response.content.decode()
    assert said in html and "<title>Error:" in html


def test_a_huge_file_is_not_even_read(as_learner, audit):
    response = dry(as_learner, content=b"x" * (posts_file.BYTES_AT_MOST + 400_000))
    assert response.status_code == 422 and "too large" in response.content.decode()


@pytest.mark.parametrize("words", ["=cmd|' /C calc'!A0", "\u202eRTL", "x" * 5000, "a\0b", "🧵"])
def test_hostile_cells_break_nothing(as_learner, audit, words):
    content = (HEAD + f',announce,job,"{words}"\n').encode()
    response = dry(as_learner, content=content)
    if "\0" in words:
        assert response.status_code == 422
    else:
        assert whats(response) == (["bad"] if len(words) > 120 else ["add"])


def test_without_an_open_count_there_is_nothing_to_upload_to(as_learner):
    assert as_learner.get(URL).status_code == 404
    assert as_learner.post(URL, {"text": HEAD}).status_code == 404
    assert as_learner.post(CONFIRM, {"text": HEAD}).status_code == 404


@pytest.mark.parametrize("size", [2, 60])
def test_a_dry_run_costs_the_same_however_long(
    as_learner, audit, django_assert_max_num_queries, size
):
    with django_assert_max_num_queries(10):
        dry(as_learner, HEAD + ",announce,job,\n" * size)

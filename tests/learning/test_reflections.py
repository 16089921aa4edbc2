"""All of one's own reflections: the page and the two downloads."""

import io

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse

from learning.models import Reflection, ReflectionComment
from learning.reflections import pdf as reflections_pdf
from tests import builders
from tests.html import body_of

URL = "learning:reflections"


def write(person, lesson, text, **kwargs):
    block = builders.blocks_of(lesson, "reflection")[0]
    row = Reflection.objects.begin(person, lesson, block)
    row.submit(text, row.revision, **kwargs)
    return row


@pytest.fixture
def url(db):
    return reverse(URL)


def test_mine_are_listed_by_course_in_the_order_of_the_lessons(
    as_learner, learner, enrollment, lessons, url
):
    for lesson in reversed(lessons):
        write(learner, lesson, f"About **{lesson.title}**")
    page = body_of(as_learner.get(url))
    places = [page.index(f"About <strong>{lesson.title}</strong>") for lesson in lessons]
    assert places == sorted(places)
    assert page.count("Beyond the Job Board</h2>") == 1
    assert "Only me" in page
    assert "Saved " in page


def test_a_draft_that_was_never_saved_says_so(as_learner, learner, enrollment, lesson, url):
    block = builders.blocks_of(lesson, "reflection")[0]
    Reflection.objects.begin(learner, lesson, block).keep_draft("Only begun", 0)
    page = body_of(as_learner.get(url))
    assert "Only begun" in page
    assert "not saved yet" in page


def test_a_newer_draft_is_pointed_out(as_learner, learner, enrollment, lesson, url):
    write(learner, lesson, "Saved words").keep_draft("Newer words", 1)
    page = body_of(as_learner.get(url))
    assert "Saved words" in page
    assert "Newer words" not in page
    assert "You have changed it since, without saving." in page


def test_one_that_was_begun_and_left_empty_is_not_listed(
    as_learner, learner, enrollment, lesson, url
):
    block = builders.blocks_of(lesson, "reflection")[0]
    Reflection.objects.begin(learner, lesson, block)
    assert "No reflections yet" in body_of(as_learner.get(url))


def test_nothing_yet_says_what_to_do(as_learner, url):
    page = body_of(as_learner.get(url))
    assert "No reflections yet" in page
    assert reverse("learning:dashboard") in page


def test_those_of_an_unpublished_lesson_stay(as_learner, learner, enrollment, lesson, url):
    write(learner, lesson, "Still here")
    lesson.unpublish()
    page = body_of(as_learner.get(url))
    assert "Still here" in page
    assert "No longer available" in page


@pytest.mark.parametrize("name", ["reflections", "reflections_markdown", "reflections_pdf"])
def test_nobody_elses_are_there(
    name, client_for, learner, other_learner, instructor, admin, enrollment, lesson
):
    write(learner, lesson, "Privateword", visibility="instructor")
    for person in (other_learner, instructor, admin):
        response = client_for(person).get(reverse(f"learning:{name}"))
        content = response.content
        if name == "reflections_pdf":
            content = text_of(content).encode()
        assert b"Privateword" not in content


@pytest.mark.parametrize("name", ["reflections", "reflections_markdown", "reflections_pdf"])
def test_signed_out_they_ask_to_sign_in(name, client, db):
    url = reverse(f"learning:{name}")
    assert client.get(url).url == f"{reverse('account_login')}?next={url}"
    assert client.post(url).status_code in (302, 405)


@pytest.mark.parametrize("name", ["reflections", "reflections_markdown", "reflections_pdf"])
def test_they_only_answer_reading(name, as_learner):
    assert as_learner.post(reverse(f"learning:{name}")).status_code == 405


def test_as_markdown_with_prompt_date_audience_and_the_source(
    as_learner, learner, enrollment, lesson
):
    write(learner, lesson, "We **ask** & <listen>\n\n- one\n- two")
    response = as_learner.get(reverse("learning:reflections_markdown"))
    text = body_of(response)
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="reflections.md"'
    assert "no-store" in response["Cache-Control"]
    assert "# My reflections" in text
    assert "## Beyond the Job Board" in text
    assert "> What will you change first?" in text
    assert "We **ask** & <listen>\n\n- one\n- two" in text
    assert "Only me" in text


def remark(reflection, author, text):
    ReflectionComment.objects.create(reflection=reflection, author=author, text=text)


@pytest.mark.parametrize("name", ["reflections_markdown", "reflections_pdf"])
def test_what_the_instructor_said_is_in_both_downloads(
    name, as_learner, learner, other_learner, instructor, enrollment, lesson
):
    row = write(learner, lesson, "We ask one thing.", visibility="instructor")
    remark(row, instructor, "Which thing, & <b>when</b>?")
    remark(row, learner, "Group interviews.")
    content = as_learner.get(reverse(f"learning:{name}")).content
    text = text_of(content) if name == "reflections_pdf" else content.decode()
    words = ["We ask one thing.", "Between you and the instructor", instructor.get_full_name(),
             "Which thing, & <b>when</b>?", "Group interviews."]  # fmt: skip
    assert [text.index(each) for each in words] == sorted(text.index(each) for each in words)
    assert text.count("Between you and the instructor") == 1


def text_of(pdf):
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_as_pdf_tagged_upright_and_readable(as_learner, learner, enrollment, lesson, caplog):
    write(learner, lesson, "We **ask** one thing.\n\n- Ünïcode\n- مرحبا\n- 你好\n- नमस्ते")
    response = as_learner.get(reverse("learning:reflections_pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="reflections.pdf"'
    text = text_of(response.content)
    assert "My reflections" in text
    assert "Beyond the Job Board" in text
    assert "What will you change first?" in text
    assert "We ask one thing." in text
    assert "Ünïcode" in text
    assert "你好" in text
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en"
        assert "My reflections" in str(pdf.docinfo["/Title"])
        _left, _bottom, width, height = (float(side) for side in pdf.pages[0].mediabox)
        assert height > width
    assert not [record for record in caplog.records if record.name.startswith("weasyprint")]


def test_as_pdf_hostile_text_is_text_and_fetches_nothing(
    as_learner, learner, enrollment, lesson, caplog
):
    write(
        learner,
        lesson,
        '<img src="file:///etc/passwd"> ![x](http://127.0.0.1:9/x.png)\n\n' + "> " * 500 + "deep",
    )
    response = as_learner.get(reverse("learning:reflections_pdf"))
    assert response.status_code == 200
    assert '<img src="file:///etc/passwd">' in text_of(response.content)
    assert not [record for record in caplog.records if record.name.startswith("weasyprint")]


def test_as_pdf_what_would_take_too_long_is_named_instead(
    as_learner, learner, enrollment, lessons, monkeypatch
):
    monkeypatch.setattr(reflections_pdf, "MOST", 1000)
    write(learner, lessons[0], "Short enough")
    write(learner, lessons[1], "> " + "- *a*\n" * 500)
    write(learner, lessons[2], "Afterwards")
    text = text_of(as_learner.get(reverse("learning:reflections_pdf")).content)
    assert "Short enough" in text
    assert text.count("Left out of this PDF") == 2
    assert "Map people" in text


def test_as_pdf_with_nothing_yet(as_learner):
    response = as_learner.get(reverse("learning:reflections_pdf"))
    assert "No reflections yet." in text_of(response.content)


@pytest.mark.parametrize("name", ["reflections", "reflections_markdown"])
def test_fifty_cost_as_many_queries_as_five(
    name, as_learner, learner, instructor, enrollment, course, django_assert_max_num_queries
):
    url = reverse(f"learning:{name}")
    module = builders.make_module(course)
    counts = []
    for many in (5, 50):
        while Reflection.objects.count() < many:
            lesson = builders.make_lesson(
                module, f"Lesson {Reflection.objects.count()}", [builders.reflection()]
            )
            remark(write(learner, lesson, "Words"), instructor, "Why?")
        as_learner.get(url)
        with django_assert_max_num_queries(12) as queries:
            assert as_learner.get(url).content.decode().count("Words") == many
        counts.append(len(queries))
    assert counts[0] == counts[1]

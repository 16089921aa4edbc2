"""The statement of mentoring hours: what it says, whose it is, that its PDF can be read."""

import io
from datetime import UTC, date, datetime

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse

from community.mentoring import statement as mentoring_statement
from community.mentoring.statement import Statement, as_hours
from community.models import HelpedMark, Mentor, Mentorship, Space, Thread
from tests import builders

pytestmark = pytest.mark.django_db

URL = reverse("community:mentor_statement")
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)


@pytest.fixture
def rosa(site, learner, other_learner):
    """Since August: two mentees, 25 + 35 + 30 minutes counted, 45 objected to; three answers.

    By hand: August 25, October 65, so 90 minutes, "1 h 30 min"; two of the answers were
    marked, one of them twice.
    """
    rosa = Mentor.objects.begin(
        builders.make_person("Rosa Okafor", "rosa@example.org"),
        weekly_cap=2,
        since=datetime(2026, 8, 3, 14, tzinfo=UTC),
    )
    for person, contacts in [
        (learner, [(date(2026, 8, 20), 25, None), (date(2026, 10, 2), 35, None)]),
        (other_learner, [(date(2026, 10, 9), 30, None), (date(2026, 10, 16), 45, NOW)]),
    ]:
        row = Mentorship.objects.request(person, rosa, "Please")
        row.accept(datetime(2026, 8, 10, 14, tzinfo=UTC))
        for day, minutes, objected in contacts:
            row.notes.create(day=day, minutes=minutes, what="A call", objected_at=objected)
    space = Space.objects.create(kind="community", slug="desk", title="Desk", visibility="members")
    at = datetime(2026, 9, 1, 14, tzinfo=UTC)
    thread = Thread.objects.start(learner, space, "How?", at=at)
    posts = [thread.reply(rosa.user, f"So {n}.", at=at) for n in range(3)]
    for post, person in [(0, learner), (0, other_learner), (1, learner)]:
        HelpedMark.objects.create(post=posts[post], user=person)
    return rosa


def test_it_adds_up(rosa):
    statement = Statement.of(rosa, NOW)
    assert statement.hours == [(date(2026, 8, 1), "25 min"), (date(2026, 10, 1), "1 h 5 min")]
    assert statement.total == "1 h 30 min"
    assert (statement.mentees, statement.answers, statement.helpful) == (2, 3, 2)


@pytest.mark.parametrize(("minutes", "read"), [(0, "0 min"), (60, "1 h"), (61, "1 h 1 min")])
def test_hours_as_they_are_read(minutes, read):
    assert as_hours(minutes) == read


def text_of(content):
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_the_pdf_says_the_same_and_is_tagged(rosa):
    content = mentoring_statement.render(rosa, NOW)
    text = text_of(content)
    for line in (
        "Statement of mentoring", "Rosa Okafor", "Mentor from August 3, 2026 to November 20, 2026",
        "2 colleagues mentored", "1 h 30 min of contact", "3 answers in the discussions",
        "2 of them marked as helpful", "October 2026",
    ):  # fmt: skip
        assert line in text
    assert "Amara" not in text  # no mentee is named
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "/StructTreeRoot" in pdf.Root and str(pdf.Root.Lang).startswith("en")
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Statement of mentoring: Rosa Okafor"


def test_a_statement_without_anything_says_zero(site):
    person = builders.make_person("Ada Ray", "ada@example.org")
    text = text_of(mentoring_statement.render(Mentor.objects.begin(person)))
    assert "0 colleagues mentored" in text and "0 min of contact" in text


def test_it_is_one_s_own_and_one_click_away(client, client_for, rosa, learner):
    browser = client_for(rosa.user)
    assert URL in browser.get(reverse("community:mentors")).content.decode()
    response = browser.get(URL)
    assert response["Content-Type"] == "application/pdf" and response.content[:4] == b"%PDF"
    assert client_for(learner).get(URL).status_code == 404
    assert client.get(URL).status_code == 302
    assert browser.post(URL).status_code == 405


def test_who_stopped_keeps_the_statement(client_for, rosa):
    rosa.stop()
    assert client_for(rosa.user).get(URL).status_code == 200

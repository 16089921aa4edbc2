"""From what somebody wrote in a lesson to a plan on paper, and to a check-in a month later."""

import re
from datetime import timedelta

import docx
import pypdfium2
import pytest
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import expect

from accounts.due import do_what_is_due
from accounts.models import Notification
from learning.models import CheckIn, Commitment
from tests import builders
from tests.accounts.conftest import mail_server  # noqa: F401  a fixture

from .steps import follow, heading, press, reflection_box, reflection_state

WORDS = "We posted 22 notices and 2 questions."
MORE = "From January each post ends on a question, and two of us look for answers every day."
CUE, ACT = "I plan next month’s posts", "turn three notices into questions"
MONTH = timedelta(days=30)


@pytest.fixture
def lesson(course):
    """A lesson whose reflection feeds the first section of a plan."""
    section = builders.plan_section("P1", "Purpose")
    prompt = builders.reflection("What did your audit show?")
    prompt["value"]["plan_section"] = section.pk
    module = builders.make_module(course, "Plan")
    return builders.make_lesson(module, "Read your tally", [builders.text(), prompt], slug="tally")


@pytest.fixture
def late_morning(learner):
    """The learner lives where it is ten now."""
    ahead = 10 - timezone.now().hour
    ahead += 24 if ahead < -12 else 0
    learner.time_zone = f"Etc/GMT{-ahead:+d}"
    learner.save()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_a_reflection_to_an_exported_plan_and_a_check_in(
    browse, live_server, settings, mail_server, late_morning, enrollment, lesson, scripts,  # noqa: F811
):  # fmt: skip
    settings.SITE_URL = live_server.url
    learner = enrollment.user
    page = browse(live_server, learner, scripts=scripts)
    reflect(page, lesson)
    write_the_section(page)
    read_the_files(page)
    commit(page)
    a_month_passes()
    link = mailed_link(mail_server)
    assert link.startswith(live_server.url)
    answer(browse(live_server, scripts=scripts), link)
    page.goto("/learning/")
    expect(page.locator("main")).to_contain_text("Nothing due. Next check-in")
    follow(page, "All your commitments")
    expect(page.locator("main")).to_contain_text("Last answer: Partly")


def reflect(page, lesson):
    page.goto(lesson.get_url())
    reflection_box(page).fill(WORDS)
    press(page, "Save reflection")
    expect(reflection_state(page)).to_contain_text("Saved at")


def write_the_section(page):
    """Bring the reflection in, write on, and call the section ready."""
    page.goto("/learning/plan/")
    follow(page, "P1 · Purpose")
    page.get_by_role("button", name="Bring in").click()
    box = page.locator("textarea[name=text]")
    expect(box).to_have_value(re.compile(re.escape(WORDS)))
    expect(page.locator("main")).to_contain_text("What did your audit show?")
    box.fill(f"{box.input_value()}\n\n{MORE}")
    press(page, "Save and mark ready")
    expect(page.get_by_role("button", name="Save and call it a draft again")).to_be_visible()
    page.goto("/learning/plan/")
    expect(page.locator(".lead").first).to_contain_text("1 of 1 section ready")


def read_the_files(page):
    """Export, then open what was downloaded: the PDF and the Word file say the same."""
    press(page, "Export")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("PDF, Letter.*revision 1")).first.click()
    document = pypdfium2.PdfDocument(download.value.path())
    sheets = [sheet.get_textpage().get_text_range() for sheet in document]
    document.close()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Word.*revision 1")).first.click()
    paragraphs = docx.Document(download.value.path()).paragraphs
    for text in (" ".join(sheets), "\n".join(paragraph.text for paragraph in paragraphs)):
        text = " ".join(text.split())
        for wanted in ("Larkspur Community College", "Purpose", WORDS, MORE):
            assert wanted in text, wanted


def commit(page):
    page.goto("/learning/commitments/")
    follow(page, "Make a commitment")
    page.get_by_label("When …").fill(CUE)
    page.get_by_label("I will …").fill(ACT)
    page.get_by_label("By …").fill((timezone.localdate() + MONTH).isoformat())
    page.get_by_label("4", exact=True).check()
    press(page, "Read it back")
    expect(heading(page)).to_have_text("Is this what you will do?")
    press(page, "Make this commitment")
    assert Commitment.objects.get().sentence.startswith(f"When {CUE}, I will {ACT} by ")


def a_month_passes():
    """The clock stays and the rows go back; then the minutes in which a mail is collected."""
    Commitment.objects.update(made_at=F("made_at") - MONTH)
    CheckIn.objects.update(due_on=F("due_on") - MONTH)
    assert do_what_is_due() == []
    Notification.objects.update(made_at=F("made_at") - timedelta(minutes=11))
    assert do_what_is_due() == []


def mailed_link(server):
    """The address in the only mail, which says what it is about."""
    [message] = server.messages
    text = message.get_payload()[0].get_payload(decode=True).decode()
    assert ACT in " ".join(text.split())
    return re.search(r"https?://\S+/check-ins/[\w-]+/", text).group(0)


def answer(page, link):
    """Whoever holds the mail opens the page; opening it writes nothing."""
    page.goto(link)
    expect(heading(page)).to_have_text("How did it go after 30 days?")
    assert not CheckIn.objects.answered().exists()
    page.get_by_label("Partly", exact=True).check()
    page.get_by_label(re.compile("What helped")).fill("Two of three; the fair stayed a notice.")
    press(page, "Keep the answer")
    expect(page.locator("main")).to_contain_text("Your answer: Partly.")
    assert CheckIn.objects.answered().get().outcome == "partly"

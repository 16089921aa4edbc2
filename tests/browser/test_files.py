"""A file goes from one browser to another; one that cannot be taken is named before it is sent."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from community.models import SharedFile, Space, Thread

from .steps import press


@pytest.fixture
def sharer(learner, space):
    """Somebody who is not new here any more."""
    for n in range(3):
        Thread.objects.start(learner, space, f"Post {n}")
    return learner


@pytest.fixture
def space(lesson, enrollment):
    return Space.objects.get(lesson_key=lesson.key)


@pytest.fixture
def fill(tmp_path):
    """Say what the file is for, and choose it."""

    def into(page, name="sheet.txt", content=b"Ask, then wait."):
        (tmp_path / name).write_bytes(content)
        page.get_by_label("Title").fill("Interview sheet")
        page.get_by_label("What is it for?").fill("For a first talk.")
        page.set_input_files("[name=file]", tmp_path / name)

    return into


@pytest.mark.parametrize("scripts", [True, False], ids=["scripted", "plain"])
def test_sharing_and_downloading(scripts, browse, live_server, sharer, other_learner, fill):
    page = browse(live_server, sharer, scripts=scripts)
    page.goto("/community/files/")
    page.get_by_role("link", name="Share a file").click()
    expect(page.get_by_text("You have 200 MB of 200 MB left")).to_be_visible()
    fill(page)
    press(page, "Share")
    expect(page.get_by_role("heading", level=1)).to_have_text("Interview sheet")

    other = browse(live_server, other_learner, scripts=scripts)
    other.goto("/community/files/")
    with other.expect_download() as download:
        other.get_by_role("link", name="Download Interview sheet (TXT").click()
    assert download.value.suggested_filename == "sheet.txt"
    assert Path(download.value.path()).read_bytes() == b"Ask, then wait."


def test_what_cannot_be_taken_is_said_before_it_is_sent(browse, live_server, sharer, fill):
    page = browse(live_server, sharer)
    page.goto("/community/files/new/")
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    alert = page.get_by_role("alert")
    for name, content, why in (
        ("logo.svg", b"<svg/>", "This kind of file cannot be shared here"),
        ("long.txt", b"a" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ):
        fill(page, name, content)
        expect(alert).to_contain_text(why)
        press(page, "Share")
        expect(page.locator("[name=file]")).to_be_focused()
    assert sent == [] and not SharedFile.objects.exists()
    fill(page)
    expect(alert).to_have_text("")
    press(page, "Share")
    expect(page.get_by_role("heading", level=1)).to_have_text("Interview sheet")


def test_too_large_without_scripts_keeps_the_words(browse, live_server, sharer, watch, fill):
    watch.tolerate("422")
    page = browse(live_server, sharer, scripts=False)
    page.goto("/community/files/new/")
    fill(page, "long.txt", b"a" * (21 * 1024 * 1024))
    press(page, "Share")
    expect(page.get_by_role("alert")).to_contain_text("larger than 20 MB")
    expect(page.get_by_label("Title")).to_have_value("Interview sheet")
    assert not SharedFile.objects.exists()

"""One section of the plan: writing, drafts, two texts, versions, and how it stands."""

import pytest
from django.urls import reverse

from learning.models import Plan, SectionText
from tests import builders, rows
from tests.html import line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    builders.plan_section("P1", "Purpose")
    builders.plan_section("P3", "Spaces")
    return builders.plan_section("P2", "Map", guidance="List five groups.")


@pytest.fixture
def url(section):
    return reverse("learning:plan_section", args=["P2"])


@pytest.fixture
def draft_url(section):
    return reverse("learning:draft_section", args=["P2"])


@pytest.fixture
def row(learner, section):
    row = Plan.objects.begin(learner).text_of(section)
    row.submit("We **ask** one group.", 0)
    row.submit("We ask two groups.", 1)
    return row


def text_of(learner):
    return SectionText.objects.get(plan__user=learner)


# The page


def test_it_shows_guidance_place_and_neighbors(as_learner, url):
    page = line_of(as_learner.get(url))
    assert "<h1>P2 · Map</h1>" in page
    assert "List five groups." in page
    assert "Section 2 of 3" in page
    for code, words in [("P1", "Previous: Purpose"), ("P3", "Next: Spaces")]:
        address = reverse("learning:plan_section", args=[code])
        rel = words.split(":")[0][:4].lower()
        assert f'href="{address}" rel="{rel}">{words}</a>' in page
    assert f'href="{url}" aria-current="page">P2 · Map' in page


def test_looking_begins_nothing(as_learner, url):
    before = rows.everything()
    assert "None yet. Each press of “Save section” keeps one." in line_of(as_learner.get(url))
    assert rows.everything() == before


def test_a_code_that_there_is_not_is_not_found(as_learner, section):
    assert as_learner.get("/learning/plan/P9/").status_code == 404
    assert as_learner.post("/learning/plan/P9/", {"text": "x"}).status_code == 404


def test_a_section_that_ones_courses_do_not_feed_can_be_written(
    as_learner, enrollment, lesson, section, url
):
    from courses.models import LessonPage

    block = builders.reflection()
    block["value"]["plan_section"] = builders.plan_section("P1").pk
    lesson.body = LessonPage.body.field.stream_block.to_python([block])
    builders.publish(lesson)
    page = line_of(as_learner.get(url))
    assert "Section 2 of" not in page and "Save section" in page
    as_learner.post(url, {"text": "Mine", "revision": 0})
    assert "Section 2 of 2" in line_of(as_learner.get(url))


# Saving, and how it stands


def test_saving_keeps_a_version_and_returns_here(as_learner, learner, url):
    response = as_learner.post(url, {"text": "Five groups.", "revision": 0})
    assert response.url == url
    row = text_of(learner)
    assert (row.saved_text, row.status, row.versions.count()) == ("Five groups.", "draft", 1)
    assert "Draft · <time" in line_of(as_learner.get(url))


def test_saving_the_same_text_again_keeps_no_second_version(as_learner, row, url):
    as_learner.post(url, {"text": "We ask two groups.", "revision": 2})
    assert row.versions.count() == 2


def test_ready_is_what_its_writer_says(as_learner, row, url):
    as_learner.post(url, {"text": "We ask two groups.", "revision": 2, "ready": "yes"})
    row.refresh_from_db()
    assert row.status == "ready"
    page = line_of(as_learner.get(url))
    assert "Ready · <time" in page and "Save and call it a draft again" in page
    as_learner.post(url, {"text": "We ask three.", "revision": 2})
    row.refresh_from_db()
    assert (row.status, row.saved_text) == ("ready", "We ask three.")
    as_learner.post(url, {"text": "We ask three.", "revision": 3, "ready": "no"})
    row.refresh_from_db()
    assert row.status == "draft"
    assert "Save and mark ready" in line_of(as_learner.get(url))


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_is_not_ready(as_learner, row, url, text):
    response = as_learner.post(url, {"text": text, "revision": 2, "ready": "yes"})
    page = line_of(response)
    assert response.status_code == 422
    assert "<title>Error:" in page and "There is a problem" in page
    assert "Write something, then mark the section ready." in page
    row.refresh_from_db()
    assert (row.saved_text, row.ready_at) == ("We ask two groups.", None)


def test_an_emptied_section_is_empty_and_its_versions_stay(as_learner, row, url):
    as_learner.post(url, {"text": "We ask two groups.", "revision": 2, "ready": "yes"})
    as_learner.post(url, {"text": "  ", "revision": 2})
    row.refresh_from_db()
    assert (row.status, row.ready_at) == ("empty", None)
    assert row.versions.count() == 3
    assert "We ask two groups." in line_of(as_learner.get(url))


def test_too_long_a_text_comes_back_whole(as_learner, learner, url):
    response = as_learner.post(url, {"text": "x" * 20_001, "revision": 0})
    assert response.status_code == 422
    assert "x" * 20_001 in response.content.decode()
    assert "at most 20000" in line_of(response)
    assert text_of(learner).saved_text == ""


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "‮مركز", "🧭 x", "w" * 200]
)
def test_hostile_words_are_kept_and_shown_as_text(as_learner, learner, url, text):
    as_learner.post(url, {"text": text, "revision": 0})
    assert text_of(learner).saved_text == text
    page = as_learner.get(url).content.decode()
    assert "<script>alert" not in page


def test_nul_and_line_ends_become_plain(as_learner, learner, url):
    as_learner.post(url, {"text": "a\x00b\r\nc\rd", "revision": 0})
    assert text_of(learner).saved_text == "ab\nc\nd"


# Drafts


def test_a_draft_is_kept_and_saves_nothing(as_learner, learner, draft_url):
    response = as_learner.post(draft_url, {"text": "Typing", "revision": 0})
    assert response.json()["revision"] == 1
    assert "Draft kept at" in response.json()["label"]
    row = text_of(learner)
    assert (row.draft, row.saved_text, row.status) == ("Typing", "", "empty")


def test_a_draft_of_an_older_text_is_told_of_the_other(as_learner, row, draft_url):
    response = as_learner.post(draft_url, {"text": "Elsewhere", "revision": 1})
    assert response.status_code == 409
    assert response.json()["text"] == "We ask two groups."
    row.refresh_from_db()
    assert row.draft == "We ask two groups."


def test_a_draft_of_somebody_signed_out_is_refused(client, draft_url):
    response = client.post(draft_url, {"text": "Typing", "revision": 0})
    assert response.status_code == 401
    assert "Sign in again" in response.json()["message"]


def test_the_page_says_where_drafts_go_and_under_whose_name_copies_are_kept(
    as_learner, learner, url, draft_url
):
    page = as_learner.get(url).content.decode()
    assert f'data-draft="{draft_url}"' in page
    assert f'data-key="{learner.public_id}:plan:P2"' in page


# Two texts


def test_two_texts_and_a_choice(as_learner, row, url):
    response = as_learner.post(url, {"text": "Other", "revision": 1, "ready": "yes"})
    page = line_of(response)
    assert response.status_code == 409
    assert "<title>Error:" in page and "Two versions of a section of your plan" in page
    assert "You also edited this in another tab" in page
    assert "Other" in page and "We ask two groups." in page
    assert '<input type="hidden" name="ready" value="yes">' in page
    assert '<input type="hidden" name="revision" value="2">' in page
    row.refresh_from_db()
    assert row.saved_text == "We ask two groups."


@pytest.mark.parametrize(
    ("keep", "saved"),
    [
        ("mine", "Other"),
        ("both", "We ask two groups.\n\nOther"),
        ("saved", "We ask two groups."),
    ],
)
def test_either_or_both_is_saved(as_learner, row, url, keep, saved):
    data = {"text": "Other", "revision": 2, "ready": "yes", "keep": keep}
    assert as_learner.post(url, data).url == url
    row.refresh_from_db()
    assert row.saved_text == saved
    assert bool(row.ready_at) == (keep != "saved")


# Versions


def test_an_earlier_version_comes_back_into_the_box_and_changes_nothing_yet(as_learner, row, url):
    page = as_learner.get(url, {"version": 1}).content.decode()
    assert ">\nWe **ask** one group.</textarea>" in page
    assert "Version 1 is in the box. Save it to keep it." in page
    row.refresh_from_db()
    assert row.draft == "We ask two groups."
    as_learner.post(url, {"text": "We **ask** one group.", "revision": 2})
    assert [version.number for version in row.versions.all()] == [3, 2, 1]


@pytest.mark.parametrize("version", ["99", "x", "-1", "²", "9" * 40])
def test_a_version_that_is_none_shows_the_draft(as_learner, row, url, version):
    response = as_learner.get(url, {"version": version})
    assert response.status_code == 200
    assert ">\nWe ask two groups.</textarea>" in response.content.decode()


def test_as_many_queries_for_many_versions_as_for_one(
    as_learner, row, url, django_assert_max_num_queries
):
    as_learner.get(url)
    with django_assert_max_num_queries(14):
        as_learner.get(url)
    for number in range(20):
        row.submit(f"Version {number}", row.revision)
    with django_assert_max_num_queries(14):
        page = line_of(as_learner.get(url))
    assert page.count("Bring version") == 20 and "?page=2" in page


# Signed out


def test_signed_out_it_asks_to_sign_in(client, url):
    assert client.get(url).url == f"{reverse('account_login')}?next={url}"


def test_what_was_typed_after_signing_out_waits_for_its_writer(client, learner, row, url):
    typed = {"text": "Typed late", "revision": 2, "writer": str(learner.public_id)}
    response = client.post(url, typed)
    assert response.url == f"{reverse('account_login')}?next={url}"
    sign_in = {"login": learner.email, "password": builders.PASSWORD}
    assert client.post(response.url, sign_in).url == url
    page = client.get(url).content.decode()
    assert ">\nTyped late</textarea>" in page
    assert "We kept what you typed. Save it to keep it." in page
    row.refresh_from_db()
    assert row.draft == "We ask two groups."
    client.post(url, typed)
    assert "We kept what you typed" not in client.get(url).content.decode()
    row.refresh_from_db()
    assert row.saved_text == "Typed late"


def test_it_waits_for_nobody_else(client, learner, other_learner, url):
    client.post(url, {"text": "Privateword", "revision": 0, "writer": str(learner.public_id)})
    client.post(
        reverse("account_login"), {"login": other_learner.email, "password": builders.PASSWORD}
    )
    assert "Privateword" not in client.get(url).content.decode()


def test_a_draft_takes_the_place_of_what_waited(client, learner, url, draft_url):
    client.post(url, {"text": "Waited", "revision": 0, "writer": str(learner.public_id)})
    client.post(reverse("account_login"), {"login": learner.email, "password": builders.PASSWORD})
    client.post(draft_url, {"text": "Typed on", "revision": 0})
    page = client.get(url).content.decode()
    assert ">\nTyped on</textarea>" in page and "Waited" not in page

"""Exporting the strategy plan: revisions that are numbered, kept, and one's own."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.personal_data import everything_of
from courses.models import CourseRole
from learning.models import Enrollment, Look, Plan, PlanFile, PlanRevision
from learning.models.certificates import Unchangeable
from learning.plan_export.content import content_of
from tests.learning.audits import frozen
from tests.learning.plans import export, make_commitment, make_plan, make_sections, pdf_text
from tests.learning.test_parallel import all_at_once

pytestmark = pytest.mark.django_db

URL = "/learning/plan/revisions/"


@pytest.fixture
def plan(learner):
    return make_plan(learner, "We **ask** before we announce.", "Alumni, juniors, employers.")


def markdown(revision):
    return revision.file("md").decode()


# What is in it


def test_an_export_holds_the_saved_words_and_no_draft(plan):
    row = plan.text_of(make_sections()[0])
    row.keep_draft("Secret thoughts", row.revision)
    content = content_of(plan)
    assert [section["text"] for section in content["sections"]] == [
        "We **ask** before we announce.", "Alumni, juniors, employers.", "",
    ]  # fmt: skip
    assert [section["status"] for section in content["sections"]] == ["ready", "ready", "empty"]
    assert "Secret thoughts" not in str(content)


def test_an_export_names_its_sources_with_their_dates(plan, learner):
    row = plan.text_of(make_sections()[1])
    learner.time_zone = "Pacific/Honolulu"
    learner.save()
    row.bring_in("reflection", "Nurses.", label="Your map", dated="2026-11-04T05:00:00Z")
    row.submit(row.draft, row.revision)
    content = content_of(Plan.objects.get(pk=plan.pk))
    assert content["sections"][1]["sources"] == [
        {"kind": "reflection", "label": "Your map", "dated": "2026-11-03"}
    ]


def test_an_export_names_no_source_of_words_that_are_not_saved(plan):
    for section in make_sections()[1:]:  # saved earlier, and never
        text = plan.text_of(section)
        text.bring_in("reflection", "Later.", label="Your map", dated=timezone.now())
    content = content_of(Plan.objects.get(pk=plan.pk))
    assert [row["sources"] for row in content["sections"]] == [[], [], []]


def test_an_export_holds_commitments_and_the_audit(plan, learner):
    kept = make_commitment(learner, act="ask one question")
    make_commitment(learner, act="call a graduate")
    kept.check_ins.get(days=30).answer("done")
    frozen(learner, "aaaaaaari", days_ago=90)
    content = content_of(plan)
    assert sorted(
        (row["sentence"].split(" by ")[0], row["outcome"]) for row in content["commitments"]
    ) == [
        ("When Monday comes, I will ask one question", "Done"),
        ("When Monday comes, I will call a graduate", ""),
    ]
    assert content["audit"]["baseline"]["posts"] == 9
    assert content["audit"]["baseline"]["shares"][0][:2] == ["Announce", 7]
    assert content["audit"]["repeat"] is None


# Revisions


def test_the_button_makes_a_numbered_revision(plan, as_learner):
    response = as_learner.post(URL, follow=True)
    assert "Revision 1 is made" in response.content.decode()
    plan.text_of(make_sections()[2]).submit("A group for juniors.", 0)
    as_learner.post(URL)
    assert list(plan.revisions.values_list("number", flat=True)) == [2, 1]


def test_unchanged_words_make_no_second_revision(plan, as_learner):
    first = export(plan)
    response = as_learner.post(URL, follow=True)
    assert "Revision 1 says this already" in response.content.decode()
    assert list(plan.revisions.all()) == [first]


def test_another_day_alone_makes_no_second_revision(plan, time_machine):
    time_machine.move_to("2026-11-23T12:00:00Z")
    first = export(plan)
    time_machine.move_to("2026-12-24T12:00:00Z")
    assert export(plan) == first


def test_who_has_no_plan_yet_exports_its_gaps(as_learner, learner):
    make_sections()
    as_learner.post(URL)
    revision = PlanRevision.objects.get(plan__user=learner)
    assert "Not written yet: P1 Purpose and shift statement; P2 Community map" in markdown(revision)


def test_looking_makes_no_plan(as_learner, learner):
    assert as_learner.get(URL).status_code == 200
    assert not Plan.objects.filter(user=learner).exists()


def test_a_revision_never_changes(plan):
    revision = export(plan)
    revision.number = 7
    with pytest.raises(Unchangeable):
        revision.save()
    revision.refresh_from_db()
    revision.file("md")
    kept = revision.files.get()
    kept.content = b"other"
    with pytest.raises(Unchangeable):
        kept.save()


def test_an_earlier_revision_keeps_its_words_names_and_titles(plan, learner):
    sections = make_sections()
    early, later_rendered = export(plan), None
    before = early.file("md")
    plan.text_of(sections[0]).submit("All new.", 1)
    later_rendered = export(plan)
    sections[0].title = "Renamed"
    sections[0].save()
    plan.center = "Elsewhere"
    plan.save()
    learner.display_name = "Another Name"
    learner.save()
    again = PlanRevision.objects.get(pk=early.pk)
    assert again.file("md") == before
    assert "Amara Delgado-Lindqvist" in before.decode()
    late = markdown(PlanRevision.objects.get(pk=later_rendered.pk))  # rendered only now
    assert "Renamed" not in late and "Elsewhere" not in late and "Another Name" not in late


def test_a_file_is_rendered_once(plan, monkeypatch):
    revision = export(plan)
    first = revision.file("md")
    monkeypatch.setattr("learning.models.plan_revisions.RENDERERS", {})
    assert PlanRevision.objects.get(pk=revision.pk).file("md") == first
    assert PlanFile.objects.count() == 1


def test_a_number_is_given_once(plan):
    export(plan)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanRevision.objects.create(plan=plan, number=1, content={})


@pytest.mark.django_db(transaction=True)
def test_exports_at_the_same_moment_make_one_revision(learner):
    plan = make_plan(learner, "The same words.")
    results = all_at_once(lambda number: export(Plan.objects.get(pk=plan.pk)).number, times=8)
    assert results == [1] * 8
    assert plan.revisions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_different_words_at_the_same_moment_get_one_number_each(learner):
    plan = make_plan(learner, "Words.")

    def work(number):
        row = Plan.objects.get(pk=plan.pk)
        return PlanRevision.objects.make(row, lambda plan: content_of(plan) | {"name": str(number)})

    numbers = [revision.number for revision in all_at_once(work, times=8)]
    assert sorted(numbers) == list(range(1, 9))


@pytest.mark.django_db(transaction=True)
def test_downloads_at_the_same_moment_keep_one_file(learner):
    revision = export(make_plan(learner, "Words."))
    contents = all_at_once(
        lambda number: PlanRevision.objects.get(pk=revision.pk).file("docx"), times=8
    )
    assert len(set(contents)) == 1
    assert revision.files.count() == 1


# The page


def test_the_page_says_what_an_export_leaves_out(plan, as_learner):
    assert "An export holds what you saved" in as_learner.get(URL).content.decode()
    row = plan.text_of(make_sections()[1])
    row.keep_draft("Not yet", row.revision)
    page = as_learner.get(URL).content.decode()
    assert "One section has a draft that is not saved" in page and "Community map" in page


def test_the_plan_s_page_offers_the_newest_revision(plan, as_learner):
    page = as_learner.get("/learning/plan/").content.decode()
    assert f'action="{URL}"' in page and "plan.docx" not in page
    export(plan)
    page = as_learner.get("/learning/plan/").content.decode()
    assert f"{URL}1/plan.docx" in page


def revisions_of(plan, how_many):
    start = plan.revisions.count() + 1
    PlanRevision.objects.bulk_create(
        PlanRevision(plan=plan, number=number, content=content_of(plan))
        for number in range(start, start + how_many)
    )


def test_more_revisions_cost_no_more_queries(plan, as_learner, django_assert_max_num_queries):
    revisions_of(plan, 2)
    as_learner.get(URL)
    with django_assert_max_num_queries(12):
        as_learner.get(URL)
    revisions_of(plan, 38)
    with django_assert_max_num_queries(12):
        page = as_learner.get(URL).content.decode()
    assert page.count("plan.docx") == 20 and "Page 1 of 2" in page


# Downloads, and for whom


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("plan.pdf?paper=a4", "application/pdf"),
        ("plan.pdf?paper=letter", "application/pdf"),
        ("plan.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("plan.md", "text/markdown; charset=utf-8"),
    ],
)
def test_files_are_the_owner_s_alone(
    plan, as_learner, client_for, other_learner, admin, name, content_type
):
    export(plan)
    plan.share("community")
    response = as_learner.get(f"{URL}1/{name}")
    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["Cache-Control"] == "private, no-store"
    assert as_learner.get(f"{URL}1/{name}").content == response.content
    for person in (other_learner, admin):
        assert client_for(person).get(f"{URL}1/{name}").status_code == 404
    assert as_learner.get(f"{URL}2/{name}").status_code == 404


def test_a_paper_that_does_not_exist_is_not_found(plan, as_learner):
    export(plan)
    assert as_learner.get(f"{URL}1/plan.pdf?paper=a0").status_code == 404


LEVELS = {
    # who reads the PDF: owner reviewer instructor learner coordinator visitor
    "private": "200 404 404 404 404 302",
    "reviewers": "200 200 404 404 404 302",
    "instructors": "200 200 200 404 404 302",
    "community": "200 200 200 200 200 302",
}


@pytest.mark.parametrize("level", LEVELS)
def test_who_reads_the_pdf_at_each_level(
    plan, course, learner, mentor, instructor, other_learner, coordinator, client_for, client, level
):
    Enrollment.objects.enroll(learner, course)
    assert CourseRole.objects.filter(user=instructor).exists()
    Look.objects.create(plan=plan, reviewer=mentor)
    export(plan)
    plan.share(level)
    url = reverse("learning:shared_plan_pdf", args=[plan.public_id])
    people = [learner, mentor, instructor, other_learner, coordinator]
    clients = [*(client_for(person) for person in people), client]
    assert [str(c.get(url).status_code) for c in clients] == LEVELS[level].split()


def test_readers_get_no_sources_commitments_or_audit(plan, learner):
    make_commitment(learner)
    frozen(learner, "aaaaaari")
    row = plan.text_of(make_sections()[0])
    row.bring_in("reflection", "More.", label="My private one", dated="2026-11-04T12:00:00Z")
    row.submit(row.draft, row.revision)
    revision = export(plan)
    printed = str(pdf_text(revision.file("open-a4")))
    mine = str(pdf_text(revision.file("pdf-a4")))
    for words in ("My private one", "Monday comes", "Broadcast audit"):
        assert words in mine and words not in printed
    assert "before we announce" in printed


def test_readers_get_no_words_that_the_page_says_no_longer(plan, other_learner, client_for):
    export(plan)
    plan.share("community")
    url, reader = (
        reverse("learning:shared_plan_pdf", args=[plan.public_id]),
        client_for(other_learner),
    )
    assert reader.get(url).status_code == 200
    row = plan.text_of(make_sections()[0])
    row.submit("Milder words.", row.revision)
    assert reader.get(url).status_code == 404
    export(plan)
    assert reader.get(url).status_code == 200


def test_the_shared_page_offers_the_pdf_while_it_says_the_same(plan, other_learner, client_for):
    plan.share("community")
    reader, url = client_for(other_learner), plan.get_absolute_url()
    assert "plan.pdf" not in reader.get(url).content.decode()
    export(plan)
    assert f"{url}plan.pdf" in reader.get(url).content.decode()
    row = plan.text_of(make_sections()[0])
    row.submit("Milder words.", row.revision)
    assert "plan.pdf" not in reader.get(url).content.decode()


def test_taking_the_sharing_back_ends_the_pdf_at_once(plan, other_learner, client_for):
    export(plan)
    plan.share("community")
    url, reader = (
        reverse("learning:shared_plan_pdf", args=[plan.public_id]),
        client_for(other_learner),
    )
    assert reader.get(url).status_code == 200
    plan.share("private")
    assert reader.get(url).status_code == 404


# Personal data


def test_my_data_lists_revisions_and_deleting_the_account_deletes_them(plan, learner):
    export(plan).file("md")
    (row,) = everything_of(learner)["plan_revisions"]
    assert row["number"] == 1 and row["files"] == ["Markdown"]
    assert row["content"]["sections"][0]["text"] == "We **ask** before we announce."
    learner.erase()
    assert not PlanRevision.objects.exists() and not PlanFile.objects.exists()

"""A plan as others read it: whom its owner lets, the saved words, and nothing else."""

import uuid

import pytest
from django.urls import reverse

from courses.models import CourseRole
from learning.models import Enrollment, Look, Plan
from tests import builders
from tests.html import line_of

pytestmark = pytest.mark.django_db

NOBODY = "in 404 404 404 404 404 404"
# sharing: signed out, stranger, asked colleague, instructor, coordinator, moderator, administrator
WHO_READS = {
    "private": "in 404 404 404 404 404 404",
    "reviewers": "in 404 200 404 404 404 404",
    "instructors": "in 404 200 200 404 404 404",
    "community": "in 200 200 200 200 200 200",
}


@pytest.fixture
def section():
    builders.plan_section("P2", "Map")
    return builders.plan_section("P1", "Purpose")


@pytest.fixture
def plan(learner, enrollment, section):
    plan = Plan.objects.begin(learner)
    plan.name_center("Larkspur Careers")
    row = plan.text_of(section)
    row.submit("Savedword **strong**", 0, True)
    row.bring_in("reflection", "Draftword", label="Sourcelabel", dated=plan.begun_at)
    return plan


@pytest.fixture
def viewers(
    client, client_for, other_learner, mentor, instructor, coordinator, moderator, admin, plan
):
    Look.objects.create(plan=plan, reviewer=mentor)
    people = [other_learner, mentor, instructor, coordinator, moderator, admin]
    return [client, *map(client_for, people)]


def seen(client, plan):
    response = client.get(plan.get_absolute_url())
    if response.status_code == 302:
        assert response.url.startswith(reverse("account_login"))
        return "in"
    if response.status_code == 404:
        assert b"Savedword" not in response.content
    return str(response.status_code)


@pytest.mark.parametrize("sharing", Plan.Sharing.values)
def test_who_reads_it_at_each_level(sharing, viewers, plan):
    plan.share(sharing)
    assert [seen(client, plan) for client in viewers] == WHO_READS[sharing].split()


@pytest.mark.parametrize("sharing", Plan.Sharing.values)
def test_its_owner_always_does_and_is_told_who_else(as_learner, plan, sharing):
    plan.share(sharing)
    page = line_of(as_learner.get(plan.get_absolute_url()))
    assert "This is what your readers see: the sections as you saved them, no drafts" in page
    assert str(Plan.MEANING[sharing]) in page


def test_nobody_reads_what_was_taken_back(viewers, plan):
    plan.share("community")
    plan.share("private")
    assert [seen(client, plan) for client in viewers] == NOBODY.split()


def test_a_colleague_who_declined_or_is_asked_no_more_reads_nothing(viewers, plan):
    plan.share("reviewers")
    look = Look.objects.get()
    for name in ("declined_at", "withdrawn_at"):
        Look.objects.update(declined_at=None, withdrawn_at=None)
        Look.objects.update(**{name: look.asked_at})
        assert seen(viewers[2], plan) == "404"


def test_an_instructor_of_another_course_or_of_one_that_was_left_reads_nothing(
    client_for, mentor, viewers, plan, enrollment
):
    plan.share("instructors")
    CourseRole.objects.create(course=builders.make_course("Another"), user=mentor)
    Look.objects.all().delete()
    assert seen(viewers[2], plan) == "404"
    Enrollment.objects.get(pk=enrollment.pk).leave()
    assert seen(viewers[3], plan) == "404"


def test_the_plan_of_a_closed_account_is_nobodys(viewers, plan, learner):
    plan.share("community")
    learner.is_active = False
    learner.save()
    assert [seen(client, plan) for client in viewers[1:]] == ["404"] * 6


def test_it_holds_the_saved_words_and_no_draft_and_no_source(viewers, plan):
    plan.share("community")
    page = line_of(viewers[1].get(plan.get_absolute_url()))
    assert "Savedword <strong>strong</strong>" in page
    assert "Larkspur Careers" in page and "P1 · Purpose" in page and "Ready" in page
    assert "Draftword" not in page and "Sourcelabel" not in page
    assert "P2 · Map" in page and "Empty" in page
    assert "<textarea" not in page


def test_it_is_kept_by_no_cache_and_no_search_engine(viewers, plan):
    plan.share("community")
    response = viewers[1].get(plan.get_absolute_url())
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in line_of(response)


def test_an_id_that_there_is_not_is_not_found(as_learner, plan):
    address = reverse("learning:shared_plan", args=[uuid.uuid4()])
    assert as_learner.get(address).status_code == 404
    assert as_learner.post(plan.get_absolute_url()).status_code == 405


def test_hostile_words_are_shown_as_text(viewers, plan, section):
    plan.share("community")
    plan.name_center("<script>alert(1)</script>")
    row = plan.text_of(section)
    row.submit("<script>alert(2)</script> [x](javascript:alert(3)) ‮ab 🧭", row.revision)
    page = viewers[1].get(plan.get_absolute_url()).content.decode()
    assert "<script>alert" not in page and 'href="javascript' not in page
    assert "&lt;script&gt;alert(2)" in page and "🧭" in page


def test_as_many_queries_for_eight_sections_as_for_one(
    viewers, plan, section, django_assert_max_num_queries
):
    plan.share("community")
    viewers[1].get(plan.get_absolute_url())
    with django_assert_max_num_queries(30) as few:
        viewers[1].get(plan.get_absolute_url())
    as_for_one = len(few)
    for number in range(2, 9):
        plan.text_of(builders.plan_section(f"P{number}", "More")).submit("Words", 0)
    viewers[1].get(plan.get_absolute_url())  # the outlines are warm again
    with django_assert_max_num_queries(as_for_one):
        viewers[1].get(plan.get_absolute_url())

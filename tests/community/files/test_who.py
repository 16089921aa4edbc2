"""Who may do what with a file."""

import pytest
from django.test import Client

from community.models import SharedFile
from tests import builders

from .sheets import url

pytestmark = pytest.mark.django_db


# state: signed out, stranger, taking the course, owner, moderator
PAGES = {
    ("public", "published"): "200 200 200 200 200",
    ("members", "published"): "404 200 200 200 200",
    ("enrolled", "published"): "404 404 200 200 200",
    ("members", "held"): "404 404 404 200 200",
    ("public", "hidden"): "404 404 404 200 200",
    ("public", "withdrawn"): "410 410 410 410 410",
    ("members", "withdrawn"): "404 410 410 410 410",
    ("enrolled", "withdrawn"): "404 404 410 410 410",
}


@pytest.mark.parametrize(("visibility", "state"), PAGES)
def test_who_may_see_and_download_what(
    visibility, state, client_for, learner, stranger, moderator, course, other_learner,
    other_enrollment,
):  # fmt: skip
    file = builders.shared_file(learner, visibility=visibility, course_key=course.key)
    if state == "withdrawn":
        file.withdraw()
    else:
        SharedFile.objects.update(state=state)
    people = [None, stranger, other_learner, learner, moderator]
    expected = PAGES[visibility, state].split()
    for person, status in zip(people, expected, strict=True):
        browser = client_for(person) if person else Client()
        for address in (
            file.get_absolute_url(),
            url("download_file", file.pk),
            url("download_version", file.pk, 1),
        ):
            assert str(browser.get(address).status_code) == status, (person, address)
        listed = "Interview sheet" in browser.get(url("files")).content.decode()
        owns_it = person == learner and state == "held"
        assert listed == (owns_it or (state == "published" and status == "200")), person
        found = bool(SharedFile.objects.visible_to(browser.get("/").wsgi_request.user))
        assert found == listed


@pytest.mark.parametrize("name", ["edit_file", "replace_file", "withdraw_file"])
def test_only_its_owner_changes_a_file(name, client, client_for, learner, stranger, moderator):
    file = builders.shared_file(learner)
    assert client.get(url(name, file.pk)).status_code == 302
    for person in (stranger, moderator):
        for method in ("get", "post"):
            browser = client_for(person)
            assert getattr(browser, method)(url(name, file.pk)).status_code == 404
    file.refresh_from_db()
    assert file.is_published


def test_who_leaves_a_course_cannot_download_its_files_any_more(
    client_for, learner, course, other_learner, other_enrollment
):
    file = builders.shared_file(learner, visibility="enrolled", course_key=course.key)
    client = client_for(other_learner)
    assert client.get(url("download_file", file.pk)).status_code == 200
    other_enrollment.leave()
    assert client.get(url("download_file", file.pk)).status_code == 404


def test_an_instructor_sees_the_files_of_their_course_and_no_other(
    client_for, instructor, learner, course
):
    builders.shared_file(learner, "Theirs", visibility="enrolled", course_key=course.key)
    other = builders.make_course()
    builders.shared_file(learner, "Not theirs", visibility="enrolled", course_key=other.key)
    page = client_for(instructor).get(url("files")).content.decode()
    assert ">Theirs<" in page and "Not theirs" not in page

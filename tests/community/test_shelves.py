"""Shelves: making, sharing, looking, and what a colleague may learn from one."""

import pytest
from django.urls import reverse

from community.models import Suspension
from learning import bookmark_targets
from learning.models import Bookmark, Shelf
from tests import builders
from tests.html import body_of

from .test_bookmarks import GOOD, keep_address

NEW = "/community/bookmarks/shelves/new/"
SHARED = "/community/bookmarks/shelves/"


def url_of(shelf, act=""):
    return reverse(f"community:{act}shelf", args=[shelf.pk])


@pytest.fixture
def shelf(learner):
    return Shelf.objects.create(owner=learner, title="For new advisers", is_shared=True)


@pytest.fixture
def private(learner):
    return Shelf.objects.create(owner=learner, title="Only mine")


def test_a_shelf_is_made_and_is_private_unless_shared(as_learner, learner):
    as_learner.post(NEW, {"title": "  For   Monday ", "description": "What I send"})
    as_learner.post(NEW, {"title": "For all", "is_shared": "on"})
    rows = {row.title: row for row in Shelf.objects.of(learner)}
    assert not rows["For Monday"].is_shared and rows["For all"].is_shared
    assert rows["For Monday"].description == "What I send"


def test_a_name_serves_once_for_each_person(as_learner, as_other, shelf):
    response = as_learner.post(NEW, {"title": "for new ADVISERS"})
    assert response.status_code == 422 and "You have a shelf of this name" in body_of(response)
    assert as_other.post(NEW, {"title": shelf.title}).status_code == 302
    assert as_learner.post(NEW, {"title": ""}).status_code == 422
    assert Shelf.objects.count() == 2


def test_it_is_renamed_and_no_longer_shared(as_learner, as_other, shelf):
    assert as_other.get(url_of(shelf)).status_code == 200
    as_learner.post(url_of(shelf, "edit_"), {"title": "Another name"})
    shelf.refresh_from_db()
    assert shelf.title == "Another name" and not shelf.is_shared
    assert as_other.get(url_of(shelf)).status_code == 404


def test_removing_asks_first_and_leaves_the_bookmarks(as_learner, learner, shelf):
    row = keep_address(learner, shelf=shelf)
    assert "stay yours" in body_of(as_learner.get(url_of(shelf, "delete_")))
    assert Shelf.objects.exists()
    as_learner.post(url_of(shelf, "delete_"))
    row.refresh_from_db()
    assert row.shelf is None and not Shelf.objects.exists()


@pytest.mark.parametrize("act", ["edit_", "delete_"])
def test_nobody_else_changes_one(as_other, client_for, moderator, client, shelf, act):
    for theirs in (as_other, client_for(moderator)):
        assert theirs.get(url_of(shelf, act)).status_code == 404
        assert theirs.post(url_of(shelf, act), {"title": "Mine now"}).status_code == 404
    assert reverse("account_login") in client.post(url_of(shelf, act)).url
    shelf.refresh_from_db()
    assert shelf.title == "For new advisers"


def test_a_private_one_is_found_by_its_owner_alone(
    as_learner, as_other, client, client_for, moderator, private
):
    assert "Only you see it" in body_of(as_learner.get(url_of(private)))
    assert as_other.get(url_of(private)).status_code == 404
    assert client_for(moderator).get(url_of(private)).status_code == 404
    assert reverse("account_login") in client.get(url_of(private)).url


def test_shared_ones_are_listed_for_colleagues(as_other, client, shelf, private):
    page = body_of(as_other.get(SHARED))
    assert shelf.title in page and shelf.owner.display_name in page
    assert private.title not in page
    assert reverse("account_login") in client.get(SHARED).url


def test_a_colleague_sees_what_they_may_open_and_can_change_nothing(
    as_other, learner, shelf, lesson
):
    row = bookmark_targets.save(learner, "lesson", lesson.key)
    row.shelf, row.note = shelf, "Start with this"
    row.save()
    row.set_tags(["begin"])
    outside = keep_address(learner, shelf=shelf, title="A checklist")
    page = body_of(as_other.get(url_of(shelf)))
    assert lesson.get_url() in page and "Start with this" in page and "begin" in page
    assert f'<a href="{GOOD}" rel="nofollow ugc noopener">A checklist</a>' in page
    assert reverse("community:edit_bookmark", args=[outside.pk]) not in page
    assert "Rename or share" not in page


def test_and_nothing_of_what_they_may_not_read(as_other, as_learner, learner, shelf, thread):
    row = bookmark_targets.save(learner, "thread", thread.pk)
    row.shelf, row.note = shelf, "What Rosa wrote about her students"
    row.save()
    row.set_tags(["confidential"])
    page = body_of(as_other.get(url_of(shelf)))
    assert "Something you cannot open" in page
    for secret in (thread.title, row.note, "confidential", thread.get_absolute_url()):
        assert secret not in page
    assert thread.title in body_of(as_learner.get(url_of(shelf)))


def test_those_of_who_may_not_post_are_out_of_sight(as_other, as_learner, learner, shelf):
    Suspension.objects.create(user=learner)
    assert shelf.title not in body_of(as_other.get(SHARED))
    assert as_other.get(url_of(shelf)).status_code == 404
    assert as_learner.get(url_of(shelf)).status_code == 200
    response = as_learner.post(NEW, {"title": "Another", "is_shared": "on"})
    assert response.status_code == 422 and "cannot share at the moment" in body_of(response)
    assert as_learner.post(NEW, {"title": "Another"}).status_code == 302


def test_so_are_those_of_closed_accounts(as_other, learner, shelf):
    learner.is_active = False
    learner.save()
    assert as_other.get(url_of(shelf)).status_code == 404
    assert shelf.title not in body_of(as_other.get(SHARED))


def test_with_an_account_its_shelves_and_bookmarks_go(learner, other_learner, shelf):
    keep_address(learner, shelf=shelf).set_tags(["one"])
    keep_address(other_learner)
    learner.erase()
    assert not Shelf.objects.exists()
    assert Bookmark.objects.get().user == other_learner


def test_an_empty_shelf_says_what_to_do(as_learner, as_other, shelf):
    assert "Choose this shelf when you change a bookmark" in body_of(as_learner.get(url_of(shelf)))
    assert "Look at what others share" in body_of(as_other.get(url_of(shelf)))
    Shelf.objects.all().delete()
    assert "Nobody shares a shelf yet" in body_of(as_other.get(SHARED))


def test_lists_cost_the_same_however_long(
    as_other, learner, course, shelf, django_assert_max_num_queries
):
    module = builders.make_module(course)
    counts = []
    for many in (4, 40):
        while Bookmark.objects.count() < many:
            number = Bookmark.objects.count()
            page = builders.make_lesson(module, f"Lesson {number}", [])
            row = bookmark_targets.save(learner, "lesson", page.key)
            Bookmark.objects.filter(pk=row.pk).update(shelf=shelf)
            keep_address(learner, f"https://example.org/{number}", shelf=shelf)
            Shelf.objects.create(owner=learner, title=f"Shelf {number}", is_shared=True)
        for url in (url_of(shelf), SHARED):
            as_other.get(url)
            with django_assert_max_num_queries(12) as queries:
                as_other.get(url)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]

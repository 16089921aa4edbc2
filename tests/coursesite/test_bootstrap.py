"""``manage.py bootstrap``: an empty site with a first administrator."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision, Site

from accounts.models import User
from community.models import Space
from courses.models import CatalogPage, CoursePage, FrontPage, InfoPage
from coursesite.bootstrap import bootstrap

pytestmark = pytest.mark.django_db


def run(*args):
    out = StringIO()
    call_command("bootstrap", *args, stdout=out)
    return out.getvalue()


def test_makes_the_pages_and_groups_of_an_empty_site():
    run()
    front = FrontPage.objects.get()
    assert Site.objects.get(is_default_site=True).root_page_id == front.pk
    assert CatalogPage.objects.child_of(front).live().get().slug == "courses"
    assert set(InfoPage.objects.child_of(front).live().values_list("slug", flat=True)) == {
        "help", "contact", "privacy", "terms",
    }  # fmt: skip
    assert {"Instructors", "Mentors", "Community moderators", "Coordinators"} <= set(
        Group.objects.values_list("name", flat=True)
    )


def test_brings_neither_courses_nor_people_of_the_demonstration():
    run()
    assert not CoursePage.objects.exists()
    assert not User.objects.exists()


def test_twice_changes_nothing():
    run()
    before = [Page.objects.count(), Revision.objects.count(), Group.objects.count()]
    run()
    assert [Page.objects.count(), Revision.objects.count(), Group.objects.count()] == before


def test_leaves_edited_pages_alone():
    bootstrap()
    terms = InfoPage.objects.get(slug="terms")
    terms.body = "<p>Ours.</p>"
    terms.save_revision().publish()
    bootstrap()
    assert InfoPage.objects.get(slug="terms").body == "<p>Ours.</p>"


def test_makes_a_first_administrator_who_can_sign_in():
    assert "ada@example.edu" in run("--email", "ada@example.edu", "--password", "a-long-secret")
    user = User.objects.get()
    assert user.is_superuser and user.check_password("a-long-secret")
    assert user.emailaddress_set.filter(verified=True, primary=True).exists()


def test_never_prints_a_password_that_was_given():
    assert "a-long-secret" not in run("--email", "a@example.edu", "--password", "a-long-secret")


def test_makes_up_a_password_where_nobody_can_be_asked(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO())
    password = run("--email", "ada@example.edu").strip().rpartition(" ")[2]
    assert User.objects.get().check_password(password)


def test_leaves_an_existing_account_alone():
    run("--email", "ada@example.edu", "--password", "the-first-one")
    assert "left alone" in run("--email", "ADA@example.edu", "--password", "another-one")
    assert User.objects.get().check_password("the-first-one")


def test_refuses_what_is_not_an_address():
    with pytest.raises(CommandError, match="not an e-mail address"):
        run("--email", "ada")
    assert not User.objects.exists()


def test_pages_published_before_there_were_discussions_get_their_spaces(course, lessons):
    before = set(Space.objects.values_list("kind", "page_key", "lesson_key", "block_id"))
    Space.objects.all().delete()
    bootstrap()
    assert set(Space.objects.values_list("kind", "page_key", "lesson_key", "block_id")) == before

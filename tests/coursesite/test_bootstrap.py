"""``manage.py bootstrap``: an empty site with a first administrator."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Revision,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from accounts.models import Institution, Membership, User
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


def test_pages_are_not_handed_in_to_a_group_that_nobody_is_in():
    root = Page.objects.get(depth=1)
    group = Group.objects.get_or_create(name="Moderators")[0]
    task = GroupApprovalTask.objects.create(name="Moderators approval")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Moderators approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    theirs = WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})[0]
    member = User.objects.create_user(email="r@example.org", password="x", display_name="R")
    member.groups.add(group)
    bootstrap()
    assert theirs in WorkflowPage.objects.all()
    member.groups.clear()
    bootstrap()
    assert not WorkflowPage.objects.filter(page__depth=1).exists()


def test_who_writes_no_courses_finds_their_work_on_the_first_screen(
    client_for, moderator, coordinator, instructor, course
):
    institution = Institution.objects.get_or_create(name="Port Ellery")[0]
    Membership.objects.accept(coordinator, institution, Membership.Role.COORDINATOR)
    for person, link in ((moderator, "community:queue"), (coordinator, "learning:institutions")):
        page = client_for(person).get(reverse("wagtailadmin_home")).content.decode()
        assert reverse(link) in page and "Write courses for" not in page
    page = client_for(instructor).get(reverse("wagtailadmin_home")).content.decode()
    assert "Write courses for" in page


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

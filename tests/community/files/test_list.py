"""The list of files, and one's own."""

import pytest
from django.urls import reverse

from accounts.personal_data import everything_of
from courses.models import Topic
from tests import builders

from .sheets import url

pytestmark = pytest.mark.django_db


def test_the_list_is_narrowed_by_kind_topic_course_institution_and_words(
    client_for, stranger, learner, other_learner, course
):
    topic = Topic.objects.create(name="Interviews", slug="interviews")
    builders.shared_file(learner, "First", topics=[topic], course_key=course.key)
    builders.shared_file(other_learner, "Second", name="numbers.csv", text="a,b")
    other_learner.institution.kind = "secondary"
    other_learner.institution.save()
    client = client_for(stranger)
    for query, found in {
        "topic=interviews": ["First"],
        f"course={course.slug}": ["First"],
        "kind=table": ["Second"],
        "kind=document": ["First"],
        "institution=secondary": ["Second"],
        "q=numbers": ["Second"],
        "q=interviews first": ["First"],
        "q=student": ["First", "Second"],
        "q=%25": [],
        "kind=nonsense&topic=no": ["First", "Second"],
    }.items():
        page = client.get(f"{url('files')}?{query}").content.decode()
        assert [title for title in ("First", "Second") if f">{title}<" in page] == found, query
    assert "Nothing matches" in client.get(f"{url('files')}?q=zeppelin").content.decode()


def test_who_hides_their_institution_is_not_found_by_it(client_for, stranger, learner):
    learner.institution.kind = "secondary"
    learner.institution.save()
    learner.visibility = {"institution": "nobody"}
    learner.save()
    builders.shared_file(learner)
    client = client_for(stranger)
    page = client.get(f"{url('files')}?institution=secondary").content.decode()
    assert "Nothing matches" in page
    assert "Larkspur" not in client.get(url("files")).content.decode()


def test_an_empty_list_says_how_to_begin(client, as_learner, site):
    assert "open to everyone yet" in client.get(url("files")).content.decode()
    assert "Nobody has shared a file yet" in as_learner.get(url("files")).content.decode()


@pytest.mark.parametrize("size", [2, 30])
def test_the_list_costs_the_same_however_long(
    client_for, stranger, learner, size, django_assert_max_num_queries
):
    topic = Topic.objects.create(name="Interviews", slug="interviews")
    for n in range(size):
        builders.shared_file(learner, f"File {n}", topics=[topic])
    client = client_for(stranger)
    client.get(url("files"))
    with django_assert_max_num_queries(10):
        page = client.get(url("files")).content.decode()
    assert ("Next page" in page) == (size > 20)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("topic=interviews&kind=document", ["First"]),
        ("topic=interviews&kind=table", []),
        ("kind=table&institution=secondary&q=numbers", ["Second"]),
        ("institution=secondary&course=beyond", []),
        ("course=beyond&q=first", ["First"]),
        ("page=-1&topic=%00&kind=%F0%9F%98%80&institution=x&course='--", ["First", "Second"]),
        ("q=%00&page=99999999999999999999", ["First", "Second"]),
    ],
)
def test_several_choices_narrow_together_and_nonsense_narrows_nothing(
    client_for, stranger, learner, other_learner, course, query, found
):
    topic = Topic.objects.create(name="Interviews", slug="interviews")
    builders.shared_file(learner, "First", topics=[topic], course_key=course.key)
    builders.shared_file(other_learner, "Second", name="numbers.csv", text="a,b")
    other_learner.institution.kind = "secondary"
    other_learner.institution.save()
    response = client_for(stranger).get(f"{url('files')}?{query.replace('beyond', course.slug)}")
    shown = [file.title for file in response.context["page_obj"].object_list]
    assert response.status_code == 200 and sorted(shown) == found


@pytest.mark.parametrize("size", [2, 30])
def test_choices_of_the_list_cost_the_same_however_long(
    client_for, stranger, learner, course, size, django_assert_max_num_queries
):
    topic = Topic.objects.create(name="Interviews", slug="interviews")
    for n in range(size):
        builders.shared_file(learner, f"File {n}", topics=[topic], course_key=course.key)
    client = client_for(stranger)
    query = f"topic=interviews&kind=document&course={course.slug}&q=file"
    query += f"&institution={learner.institution.kind}"
    client.get(f"{url('files')}?{query}")
    with django_assert_max_num_queries(10):
        page = client.get(f"{url('files')}?{query}").content.decode()
    assert f"{size} files" in page


@pytest.mark.parametrize("size", [1, 12])
def test_a_file_costs_the_same_however_many_versions(
    client_for, stranger, learner, size, django_assert_max_num_queries
):
    file = builders.shared_file(learner)
    for n in range(size):
        builders.new_version(file, f"{n}")
    client = client_for(stranger)
    client.get(file.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(file.get_absolute_url())


def test_a_person_s_data_tells_of_their_files(learner, other_learner):
    file = builders.shared_file(learner)
    (row,) = everything_of(learner)["shared_files"]
    assert row["title"] == "Interview sheet" and row["address"] == file.get_absolute_url()
    assert row["versions"][0]["name"] == "sheet.txt"
    assert everything_of(other_learner)["shared_files"] == []


def test_a_deleted_account_leaves_what_others_may_pass_on(learner, client_for, stranger):
    free = builders.shared_file(learner, "Free")
    reserved = builders.shared_file(learner, "Reserved", license="reserved")
    learner.erase()
    client = client_for(stranger)
    page = client.get(free.get_absolute_url())
    assert page.status_code == 200 and "Former member" in page.content.decode()
    assert client.get(reserved.get_absolute_url()).status_code == 410


def test_looking_is_all_that_get_does(as_learner, known):
    file = builders.shared_file(known)
    builders.new_version(file)
    for name in ("withdraw_file", "replace_file", "edit_file"):
        assert as_learner.get(url(name, file.pk)).status_code == 200
    assert as_learner.get(url("remove_version", file.pk, 1)).status_code == 200
    file.refresh_from_db()
    assert file.is_published and file.versions.filter(withdrawn_at=None).count() == 2


def test_what_is_shared_stands_in_the_activity_of_who_may_see_it(
    client_for, client, stranger, learner, course
):
    builders.shared_file(learner, "For members")
    builders.shared_file(learner, "For some", visibility="enrolled", course_key=course.key)
    builders.shared_file(learner, "Not seen yet", state="held")
    page = client_for(stranger).get(url("feed")).content.decode()
    assert "Shared the file" in page and "For members" in page
    assert "For some" not in page and "Not seen yet" not in page
    assert "For members" not in client.get(url("feed")).content.decode()


def test_a_bookmark_of_a_file_outlives_it(client_for, stranger, learner):
    file = builders.shared_file(learner)
    client = client_for(stranger)
    assert "Interview sheet" in client.get(file.get_absolute_url()).content.decode()
    client.post(url("toggle_bookmark", "file", file.pk), {"keep": "1"})
    assert "No longer available" not in client.get(url("bookmarks")).content.decode()
    file.withdraw()
    page = client.get(url("bookmarks")).content.decode()
    assert "Interview sheet" in page and "No longer available" in page


def test_a_search_of_the_site_finds_what_one_may_see(client_for, client, stranger, learner, course):
    builders.shared_file(learner, "Zeppelin for members")
    builders.shared_file(learner, "Zeppelin for some", visibility="enrolled", course_key=course.key)
    builders.shared_file(learner, "Zeppelin not seen yet", state="held")
    address = f"{reverse('community:search')}?q=zeppelin"
    page = client_for(stranger).get(address).content.decode()
    assert "for members" in page and "for some" not in page and "not seen yet" not in page
    assert "for members" not in client.get(address).content.decode()

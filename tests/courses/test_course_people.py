"""Who writes a course: added by e-mail, changed, removed; and what they may follows at once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import CourseRole
from learning.personal_data import my_parts
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_for, instructor):
    return client_for(instructor)


@pytest.fixture
def friend(course):
    return builders.make_person("Fay Friend", "fay@example.org")


def people_url(course):
    return reverse("course_people", args=[course.pk])


def add(client, course, email="FAY@example.org", role="author"):
    return client.post(people_url(course), {"email": email, "role": role}, follow=True)


def change(client, role, **data):
    url = reverse("course_person", args=[role.course_id, role.pk])
    return client.post(url, data, follow=True)


def roles(course):
    return set(course.roles.values_list("user__display_name", "role"))


def may_publish(person, course):
    person = type(person).objects.get(pk=person.pk)  # as the next request finds them
    return course.permissions_for_user(person).can_publish()


def test_a_person_is_added_by_e_mail_and_may_write_at_once(
    client, client_for, course, lesson, friend
):
    friends = client_for(friend)
    editor = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert friends.get(editor).status_code == 302
    page = add(client, course).content.decode()
    assert "Fay Friend" in page and str(timezone.localdate().year) in page
    assert roles(course) == {("Imani Feldt", "instructor"), ("Fay Friend", "author")}
    assert friends.get(editor).status_code == 200
    assert not may_publish(friend, course)


def test_a_role_is_changed_and_taken_away_and_rights_follow(
    client, client_for, course, lesson, friend
):
    add(client, course)
    change(client, course.roles.get(user=friend))
    assert course.roles.get(user=friend).role == "instructor" and may_publish(friend, course)
    change(client, course.roles.get(user=friend))
    assert course.roles.get(user=friend).role == "author" and not may_publish(friend, course)
    change(client, course.roles.get(user=friend), remove="1")
    assert not course.roles.filter(user=friend).exists()
    editor = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert client_for(friend).get(editor).status_code == 302


@pytest.mark.parametrize("data", [{}, {"remove": "1"}])
def test_the_last_instructor_stays(client, course, friend, data):
    add(client, course)
    page = change(client, course.roles.get(role="instructor"), **data).content.decode()
    assert "is the last instructor of the course" in page
    assert roles(course) == {("Imani Feldt", "instructor"), ("Fay Friend", "author")}


def test_who_leaves_a_course_of_several_goes_back_to_the_others(client, course, friend, instructor):
    add(client, course, role="instructor")
    response = change(client, course.roles.get(user=instructor), remove="1")
    assert response.redirect_chain[-1][0] == reverse("course_list")
    assert client.get(people_url(course)).status_code == 404


def test_an_unknown_address_is_named_and_nothing_typed_is_lost(client, course):
    response = client.post(people_url(course), {"email": "no@example.org", "role": "author"})
    page = response.content.decode()
    assert response.status_code == 422 and "Nobody has an account with this address" in page
    assert 'value="no@example.org"' in page and course.roles.count() == 1


def test_an_author_sees_who_writes_it_and_changes_nothing(client, client_for, course, friend):
    add(client, course)
    before = roles(course)
    authors = client_for(friend)
    page = authors.get(people_url(course)).content.decode()
    assert "Imani Feldt" in page and "Add person" not in page
    add(authors, course, role="instructor")
    change(authors, course.roles.get(user=friend))
    change(authors, course.roles.get(role="instructor"), remove="1")
    assert roles(course) == before


def test_a_role_of_another_course_is_not_found_through_mine(client, course, friend):
    other = builders.make_course("Theirs")
    row = CourseRole.objects.create(course=other, user=friend)
    url = reverse("course_person", args=[course.pk, row.pk])
    assert client.post(url, {"remove": "1"}).status_code == 404
    assert CourseRole.objects.filter(pk=row.pk).exists()


# What was changed, by whom and when


def test_who_gave_and_took_which_part_is_kept_with_its_day(client, course, friend, instructor):
    add(client, course)
    change(client, course.roles.get(user=friend))
    page = change(client, course.roles.get(user=friend), remove="1").content.decode()
    mine, theirs = instructor.get_full_name(), friend.get_full_name()
    wanted = [
        f"{mine} took this part from {theirs}: Instructor",
        f"{mine} took this part from {theirs}: Author",
        f"{mine} gave {theirs} this part: Instructor",
        f"{mine} gave {theirs} this part: Author",
    ]
    assert [page.index(each) for each in wanted] == sorted(page.index(each) for each in wanted)
    assert timezone.localdate().strftime("%B %-d, %Y") in page
    history = client.get(reverse("wagtailadmin_pages:history", args=[course.pk])).content.decode()
    assert "Took away somebody&#x27;s part in the course: Instructor" in history


def test_another_course_has_a_log_of_its_own(client, course, friend, instructor):
    other = builders.make_course("Theirs")
    CourseRole.objects.create(course=other, user=friend)
    CourseRole.objects.create(course=other, user=instructor)
    assert friend.get_full_name() not in client.get(people_url(course)).content.decode()
    assert "gave Fay Friend" in client.get(people_url(other)).content.decode()


def test_a_name_in_the_log_is_shown_as_it_is_written(client, course, friend):
    friend.display_name = "<script>alert(1)</script>"
    friend.save()
    add(client, course)
    assert "<script>alert(1)" not in client.get(people_url(course)).content.decode()


@pytest.mark.parametrize("number", [1, 40])
def test_many_changes_cost_no_more_queries(
    client, course, friend, number, django_assert_max_num_queries
):
    for _ in range(number):
        CourseRole.objects.create(course=course, user=friend).delete()
    client.get(people_url(course))
    with django_assert_max_num_queries(30):
        client.get(people_url(course))


def test_their_own_data_says_which_part_they_had(client, course, friend, instructor):
    add(client, course)
    change(client, course.roles.get(user=friend), remove="1")
    told = [(row["course"], row["part"], row["taken_away"]) for row in my_parts(friend)]
    assert told == [(course.title, "Author", False), (course.title, "Author", True)]
    assert len(my_parts(instructor)) == 1

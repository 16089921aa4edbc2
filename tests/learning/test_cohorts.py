"""Cohorts: who runs, joins and sees one; announcements; a discussion of its own."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.due import do_what_is_due
from accounts.models import Notification, User
from accounts.personal_data import everything_of
from community.models import Space, Thread
from community.notices import tell_of
from courses.models import CourseRole
from learning.models import Announcement, Cohort
from tests import builders

from .institutions import make_institution, seat_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(course, institution):
    return Cohort.objects.create(course=course, institution=institution, name="Spring 2027")


@pytest.fixture
def member(cohort, learner, institution, course):
    return cohort.take_in(seat_member(learner, institution, course))


@pytest.fixture
def space(cohort, instructor):
    cohort.save()
    return Space.objects.get(cohort=cohort)


def url(name, *args):
    return reverse(f"learning:{name}", args=args)


def test_an_instructor_makes_one_and_changes_it(client_for, instructor, course, institution):
    browser = client_for(instructor)
    assert browser.get(url("new_cohort")).status_code == 200
    data = {"course": course.pk, "name": "Spring", "institution": institution.pk,
            "starts_on": "2027-01-10", "ends_on": "2027-03-10", "host": instructor.pk}  # fmt: skip
    wrong = browser.post(url("new_cohort"), {**data, "ends_on": "2026-01-01"})
    assert wrong.status_code == 422 and "comes before the first" in wrong.content.decode()
    assert browser.post(url("new_cohort"), data).status_code == 302
    cohort = Cohort.objects.get()
    assert cohort.course_key == course.key and cohort.host == instructor
    assert "Spring" in browser.get(url("cohorts")).content.decode()
    browser.post(url("edit_cohort", cohort.pk), {**data, "name": "Summer"})
    assert Space.objects.get(cohort=cohort).title == "Summer"


def test_only_courses_one_teaches(client_for, instructor, learner):
    other = builders.make_course("Other")
    data = {"course": other.pk, "name": "Spring"}
    assert client_for(instructor).post(url("new_cohort"), data).status_code == 422
    assert client_for(learner).post(url("new_cohort"), data).status_code == 404
    assert not Cohort.objects.exists()


def test_members_are_added_by_address_and_removed(
    client_for, instructor, cohort, enrollment, learner
):
    browser = client_for(instructor)
    typed = {"emails": "x@y.example, learner@example.org"}
    response = browser.post(url("add_members", cohort.pk), typed)
    page = response.content.decode()
    assert response.status_code == 422 and "x@y.example" in page and "learner@example.org" in page
    assert not cohort.members.exists()
    for _twice in range(2):
        browser.post(url("add_members", cohort.pk), {"emails": "LEARNER@example.org"})
    row = cohort.members.get()
    assert learner.display_name in browser.get(url("cohort", cohort.pk)).content.decode()
    browser.post(url("remove_member", cohort.pk, row.pk))
    assert not cohort.members.current().exists()
    assert enrollment.is_active
    with pytest.raises(ValueError, match="takes its course"):
        Cohort.objects.create(course=builders.make_course(), name="X").take_in(enrollment)


def test_who_sees_it(
    client_for, cohort, member, learner, other_learner, other_enrollment, instructor, coordinator,
    course,
):  # fmt: skip
    stranger = builders.make_person("Ko", "ko@example.org")
    make_institution(course, name="Port Ellery", coordinator=stranger)
    elsewhere = builders.make_person("In", "in@example.org")
    CourseRole.objects.create(course=builders.make_course("Other"), user=elsewhere)
    for person, seen in [
        (learner, 200), (instructor, 200), (coordinator, 200),
        (other_learner, 404), (stranger, 404), (elsewhere, 404),
    ]:  # fmt: skip
        assert client_for(person).get(url("cohort", cohort.pk)).status_code == seen
        listed = "Spring 2027" in client_for(person).get(url("cohorts")).content.decode()
        assert listed == (seen == 200)
    for person in (learner, coordinator, other_learner, stranger, elsewhere):
        browser = client_for(person)
        assert browser.get(url("edit_cohort", cohort.pk)).status_code == 404
        for name in ("announce", "add_members"):
            assert browser.post(url(name, cohort.pk), {}).status_code == 404
        assert browser.post(url("remove_member", cohort.pk, member.pk)).status_code == 404
    member.leave()
    assert client_for(learner).get(url("cohort", cohort.pk)).status_code == 404


def test_an_announcement_is_told_to_its_members_only(
    client_for, cohort, member, learner, other_learner, other_enrollment, instructor
):
    browser = client_for(instructor)
    wrong = browser.post(url("announce", cohort.pk), {"title": "", "text": "Kept words"})
    assert wrong.status_code == 422 and "Kept words" in wrong.content.decode()
    hostile = "<script>1</script>\nWe meet."
    browser.post(url("announce", cohort.pk), {"title": "Tuesday", "text": hostile})
    assert Notification.objects.filter(event="announced").count() == 1
    page = client_for(learner).get(url("cohort", cohort.pk)).content.decode()
    assert "Tuesday" in page and "&lt;script&gt;" in page and "<script>1" not in page
    noon = timezone.now().replace(hour=17) + timedelta(days=1)  # no quiet hour anywhere here
    Notification.objects.update(made_at=noon - timedelta(hours=1))
    with time_machine.travel(noon, tick=False):
        do_what_is_due()
    (message,) = mail.outbox
    assert message.to == [learner.email] and "Tuesday" in message.body
    told = client_for(learner).get(reverse("notifications")).content.decode()
    assert "Spring 2027: Tuesday" in told


def test_who_left_reads_of_it_no_more(client_for, cohort, member, learner, instructor):
    client_for(instructor).post(url("announce", cohort.pk), {"title": "Tuesday", "text": "A"})
    member.leave()
    assert "Tuesday" not in client_for(learner).get(reverse("notifications")).content.decode()


# Its discussion


def test_the_discussion_is_for_members_and_who_teaches(
    client_for, cohort, member, space, learner, other_learner, other_enrollment, instructor,
    coordinator, moderator,
):  # fmt: skip
    thread = Thread.objects.start(instructor, space, "What do you take home?", kind="question")
    for person, seen in [
        (learner, 200), (instructor, 200), (moderator, 200), (other_learner, 404),
        (coordinator, 404),
    ]:  # fmt: skip
        browser = client_for(person)
        assert browser.get(space.get_absolute_url()).status_code == seen, person
        assert browser.get(thread.get_absolute_url()).status_code == seen
        listed = (
            "What do you take home"
            in browser.get(reverse("community:discussions")).content.decode()
        )
        assert listed == (seen == 200)
    everyone = {learner.pk, other_learner.pk, instructor.pk, coordinator.pk, moderator.pk}
    assert space.readers_among(everyone) == {learner.pk, instructor.pk, moderator.pk}
    member.leave()
    assert client_for(learner).get(space.get_absolute_url()).status_code == 404
    assert learner.pk not in space.readers_among(everyone)


def test_who_is_not_in_it_is_told_nothing_of_it(
    cohort, member, space, learner, other_learner, other_enrollment, instructor
):
    thread = Thread.objects.start(instructor, space, f"@{other_learner.display_name}, come.")
    tell_of(thread.opening)
    assert not Notification.objects.filter(recipient=other_learner).exists()


def test_nobody_opens_it_to_everyone(client_for, space, instructor, other_learner):
    browser = client_for(instructor)
    settings = reverse("community:space_settings", args=[space.pk])
    assert 'name="visibility"' not in browser.get(settings).content.decode()
    browser.post(settings, {"visibility": "public", "host": instructor.pk})
    space.refresh_from_db()
    assert space.visibility == "enrolled"


def test_its_host_is_who_teaches_unless_one_is_named(cohort, space, instructor, learner):
    assert space.host == instructor
    cohort.host = learner
    cohort.save()
    space.refresh_from_db()
    assert space.host == learner


def test_my_data_and_erasure(cohort, member, learner, instructor, client_for):
    client_for(instructor).post(url("announce", cohort.pk), {"title": "Tuesday", "text": "A"})
    assert everything_of(learner)["cohorts"][0]["cohort"] == "Spring 2027"
    assert everything_of(instructor)["announcements"][0]["title"] == "Tuesday"
    cohort.host = instructor
    cohort.save()
    for person in (learner, instructor):
        User.objects.get(pk=person.pk).erase()
    cohort.refresh_from_db()
    assert cohort.host is None and not cohort.people.exists()
    assert Announcement.objects.get().author.get_full_name() == "Former member"


@pytest.mark.parametrize("number", [3, 60])
def test_it_costs_the_same_for_few_and_many(
    client_for, instructor, cohort, course, number, django_assert_max_num_queries
):
    from learning.models import Enrollment

    for n in range(number):
        person = User.objects.create(email=f"m{n}@example.org", display_name=f"M {n}")
        cohort.take_in(Enrollment.objects.enroll(person, course))
        Cohort.objects.create(course=course, name=f"C {n}")
        Announcement.objects.create(cohort=cohort, author=instructor, title="A", text="B")
    browser = client_for(instructor)
    for address in (url("cohort", cohort.pk), url("cohorts")):
        browser.get(address)
        with django_assert_max_num_queries(16):
            browser.get(address)

"""A coordinator enrolls a list of people: first what would happen, then the deed."""

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.due import do_what_is_due
from accounts.models import Membership, Notification, OutgoingMail
from courses.models import CoursePrerequisite
from learning import list_file
from learning.institutions import roster_file
from learning.institutions.roster_plan import What
from learning.models import Cohort, Enrollment, Invitation, Seat, SeatGrant
from tests import builders

from .institutions import make_institution, seat_member

pytestmark = pytest.mark.django_db


def dry(browser, institution, course, text="", **data):
    url = reverse("learning:enroll_people", args=[institution.pk])
    return browser.post(url, {"course": course.pk, "text": text, **data})


def confirm(browser, institution, course, text, **data):
    url = reverse("learning:confirm_people", args=[institution.pk])
    return browser.post(url, {"course": course.pk, "text": text, **data})


def whats(response):
    return {line.entry.email: line.what for line in response.context["plan"].lines}


def counts():
    models = (Enrollment, Invitation, Seat, Membership, OutgoingMail, Notification)
    return [model.objects.count() for model in models]


def people(number):
    return "email,name\n" + "".join(f"p{n}@example.edu,Person {n}\n" for n in range(number))


# Reading


@pytest.mark.parametrize(
    "content",
    [
        "email,name\nzoë@example.edu,Zoë\n".encode(),
        "email;name\r\nzoë@example.edu;Zoë\r\n".encode("utf-8-sig"),
        "Name\tE-mail\nZoë\tzoë@example.edu\n".encode("latin-1"),
        "zoë@example.edu,Zoë\n".encode("utf-16"),
        "First name,Last name,E-Mail Address\n,Zoë,zoë@example.edu\n\n\n".encode(),
    ],
)
def test_encodings_and_separators_are_understood(content):
    (entry,) = roster_file.read(list_file.text_of(content)).entries
    assert (entry.email, entry.name) == ("zoë@example.edu", "Zoë")


def test_columns_that_are_not_read_are_named(browser, institution, course):
    response = dry(browser, institution, course, "Department,email\nCareers,a@example.edu\n")
    assert response.context["unknown"] == ["Department"]
    assert "Department" in response.content.decode()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "There is nobody in the list"),
        ("name,phone\nA,1\n", "No column holds e-mail addresses"),
        ("email,name\n", "only a heading"),
        (people(501), "at most 500"),
    ],
)
def test_a_list_that_is_none_says_what_to_do(browser, institution, course, text, says):
    response = dry(browser, institution, course, text)
    assert response.status_code == 422
    page = response.content.decode()
    assert says in page and "There is a problem" in page
    assert f'value="{course.pk}"' in page


@pytest.mark.parametrize("content", [b"PK\x03\x04 a workbook", b"a\0b@example.edu"])
def test_what_is_no_text_is_refused(browser, institution, course, content):
    file = SimpleUploadedFile("people.csv", content)
    response = dry(browser, institution, course, file=file)
    assert response.status_code == 422
    assert "choose “Save as” and then CSV" in response.content.decode()


def test_a_file_that_is_too_large_is_not_read(browser, institution, course):
    file = SimpleUploadedFile("people.csv", b"x" * (2 * 1024 * 1024))
    response = dry(browser, institution, course, file=file)
    assert response.status_code == 422
    assert "too large" in response.content.decode()


# What would happen


def test_the_dry_run_says_it_for_each_line_and_writes_nothing(
    browser, institution, course, learner, other_learner
):
    seat_member(learner, institution, course)
    member = builders.make_person("Mem Ber", "member@example.org")
    Membership.objects.accept(member, institution)
    before = counts()
    text = (
        "email\nlearner@example.org\nmember@example.org\nother@example.org\nnew@example.edu\n"
        "NEW@example.edu\nnot an address\n"
    )
    response = dry(browser, institution, course, text)
    assert whats(response) == {
        "learner@example.org": What.ENROLLED,
        "member@example.org": What.ENROLL,
        "other@example.org": What.INVITE,  # has an account, which the list does not tell
        "new@example.edu": What.INVITE,
        "NEW@example.edu": What.TWICE,
        "not an address": What.BAD,
    }
    assert counts() == before
    page = response.content.decode()
    assert "Enroll or invite 3 people" in page and "Left out:" in page


def test_no_more_people_than_seats(browser, institution, course):
    SeatGrant.objects.update(seats=2)
    response = dry(browser, institution, course, people(3))
    assert list(whats(response).values()) == [What.INVITE, What.INVITE, What.NO_SEAT]
    confirm(browser, institution, course, people(3))
    assert Invitation.objects.count() == 2
    assert SeatGrant.objects.with_use().get().left == 0


def test_who_must_finish_another_course_first_is_left_out(browser, institution, course):
    member = builders.make_person("Mem Ber", "member@example.org")
    Membership.objects.accept(member, institution)
    first = builders.make_course("First")
    CoursePrerequisite.objects.create(course=course, required_course=first, enforced=True)
    response = dry(browser, institution, course, "member@example.org\n")
    assert whats(response) == {"member@example.org": What.NOT_YET}


def test_who_came_on_their_own_or_left_is_asked_not_taken(
    browser, institution, course, enrollment, learner
):
    Membership.objects.accept(learner, institution)
    response = dry(browser, institution, course, "learner@example.org\n")
    assert whats(response) == {"learner@example.org": What.INVITE}


@pytest.mark.parametrize("number", [10, 400])
def test_the_dry_run_costs_the_same_however_long(
    browser, institution, course, number, django_assert_max_num_queries
):
    SeatGrant.objects.update(seats=1000)
    with django_assert_max_num_queries(25):
        dry(browser, institution, course, people(number))


# Doing it


def test_25_people_are_enrolled_in_two_steps(
    browser, institution, course, django_capture_on_commit_callbacks
):
    first = dry(browser, institution, course, people(25))
    form = first.content.decode()
    text = first.context["list"].as_csv()
    assert "p24@example.edu,Person 24" in form
    response = confirm(browser, institution, course, text)
    assert response.status_code == 302
    assert Invitation.objects.open().count() == 25
    do_what_is_due()
    assert len(mail.outbox) == 25
    page = browser.get(response.url).content.decode()
    assert "Invited: 25" in page and "p24@example.edu" in page


def test_a_member_is_enrolled_at_once_and_told_and_says_their_name_first(
    browser, institution, course, lesson, client_for, coordinator
):
    member = builders.make_person("Mem Ber", "member@example.org")
    Membership.objects.accept(member, institution)
    cohort = Cohort.objects.create(course=course, institution=institution, name="Spring")
    confirm(browser, institution, course, "member@example.org", cohort=cohort.pk)
    enrollment = Enrollment.objects.get(user=member)
    assert enrollment.enrolled_by == coordinator and enrollment.certificate_name == ""
    assert Seat.objects.held(institution).filter(enrollment=enrollment).exists()
    assert list(cohort.people) == [member]
    theirs = client_for(member)
    told = theirs.get(reverse("notifications")).content.decode()
    assert "Lena Fischer enrolled you in “Beyond the Job Board”" in told
    response = theirs.get(lesson.get_url())
    assert response.status_code == 302 and "/enroll/?next=" in response.url
    page = theirs.get(response.url)
    assert page.status_code == 200 and 'value="Mem Ber"' in page.content.decode()
    response = theirs.post(response.url, {"certificate_name": "Mem Q. Ber", "weekly_goal": "2"})
    assert response.url == lesson.get_url()
    enrollment.refresh_from_db()
    assert (enrollment.certificate_name, enrollment.weekly_goal) == ("Mem Q. Ber", 2)
    assert theirs.get(lesson.get_url()).status_code == 200


def test_confirming_twice_does_nothing_twice(browser, institution, course):
    member = builders.make_person("Mem Ber", "member@example.org")
    Membership.objects.accept(member, institution)
    text = people(3) + "member@example.org,Mem\n"
    confirm(browser, institution, course, text)
    once = counts()
    response = confirm(browser, institution, course, text)
    assert response.status_code == 302
    assert counts() == once


def test_it_is_all_or_nothing(browser, institution, course, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("learning.institutions.roster_plan.invitation_letters.write", fail)
    before = counts()
    with pytest.raises(RuntimeError):
        confirm(browser, institution, course, people(3))
    assert counts() == before


def test_another_institutions_course_or_cohort_cannot_be_chosen(browser, institution, course):
    elsewhere = builders.make_course("Elsewhere")
    assert dry(browser, institution, elsewhere, people(1)).status_code == 422
    theirs = make_institution(elsewhere, name="Port Ellery State University")
    cohort = Cohort.objects.create(course=course, institution=theirs, name="Theirs")
    Cohort.objects.create(course=course, institution=institution, name="Ours")
    assert dry(browser, institution, course, people(1), cohort=cohort.pk).status_code == 422


# Hostile input


def test_nothing_typed_reaches_the_head_of_a_mail(browser, institution, course):
    institution.name = "Larkspur\nBcc: all@example.org"
    institution.save()
    course.title = "A\r\nSubject: B"
    course.save()
    text = (
        'email,name\n"a@example.edu\nBcc: x@example.org",A\nb@example.edu,"=cmd\nTo: c@d.example"\n'
    )
    response = dry(browser, institution, course, text)
    assert list(whats(response).values()) == [What.BAD, What.INVITE]
    confirm(browser, institution, course, text)
    do_what_is_due()
    (message,) = mail.outbox
    head = str(message.message()).partition("\n\n")[0]
    assert message.to == ["b@example.edu"] and "\nBcc" not in head and "\nTo: c@" not in head
    assert "\n" not in message.subject


def test_names_are_shown_as_they_are(browser, institution, course):
    name = "<script>alert(1)</script>" + "\u202e" + "x" * 300
    page = dry(browser, institution, course, f"a@example.edu,{name}\n").content.decode()
    assert "<script>alert(1)" not in page and "&lt;script&gt;" in page

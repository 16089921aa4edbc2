"""What a coordinator sees of an institution's people, and who else sees it: nobody."""

import io
import uuid

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Membership
from courses.models import CourseRole
from learning.models import Attempt, Cohort, Enrollment, InstitutionCode, Invitation, SeatGrant
from tests import builders

from .institutions import make_institution, seat_member

pytestmark = pytest.mark.django_db
PAGES = [
    "institution", "institution_csv", "institution_xlsx", "enroll_people", "institution_seats",
]  # fmt: skip


@pytest.fixture
def seated(learner, institution, course):
    return seat_member(learner, institution, course)


def url(name, institution):
    return reverse(f"learning:{name}", args=[institution.pk])


def page(browser, institution, query=""):
    return browser.get(url("institution", institution) + query).content.decode()


def answer(enrollment, lesson, chosen=None):
    (block,) = builders.blocks_of(lesson, "single_choice")
    chosen = chosen or builders.right_options(block)
    Attempt.objects.record(enrollment, lesson, block, chosen, uuid.uuid4())


# Who sees whom


def test_the_list_says_how_far_somebody_is(browser, institution, seated, lessons):
    builders.do_everything(seated, lessons[0])
    seated.complete_lesson(lessons[0])
    (block,) = builders.blocks_of(lessons[1], "single_choice")
    answer(seated, lessons[1], [builders.wrong_option(block)])
    (row,) = browser.get(url("institution", institution)).context["page_obj"].object_list
    assert (row.name, row.status) == ("Amara Delgado-Lindqvist", "Under way")
    assert (row.state.done, row.state.total, str(row.hours)) == (1, 3, "0.25")
    assert (row.answered, row.right, row.score) == (2, 1, 50)
    assert "1 of 3" in page(browser, institution)


def test_what_cannot_be_wrong_is_no_answer_that_was_right(browser, institution, seated, course):
    ungraded = [builders.self_explain(), builders.scenario(), builders.critique()]
    module = builders.make_module(course)
    lesson = builders.make_lesson(module, blocks=[builders.single_choice(), *ungraded])
    builders.do_everything(seated, lesson)
    (row,) = browser.get(url("institution", institution)).context["page_obj"].object_list
    assert Attempt.objects.filter(enrollment=seated).count() == 4
    assert (row.answered, row.right) == (1, 1)


def test_who_has_finished_shows_hours_and_certificate(browser, institution, seated, lessons):
    for lesson in lessons:
        builders.do_everything(seated, lesson)
        seated.complete_lesson(lesson)
    code = seated.certificates.get().code
    found = page(browser, institution)
    assert "Finished" in found and "0.75" in found and f"/verify/{code}/" in found


def test_a_profiles_institution_gives_no_right(browser, institution, enrollment, learner):
    assert learner.institution == institution
    assert learner.display_name not in page(browser, institution)


def test_a_member_without_a_seat_of_theirs_is_not_shown(browser, institution, enrollment, learner):
    Membership.objects.accept(learner, institution)
    assert learner.display_name not in page(browser, institution)


def test_an_ended_membership_ends_the_view(browser, institution, seated, learner):
    assert learner.display_name in page(browser, institution)
    Membership.objects.members().get(user=learner).end()
    for name in ("institution", "institution_csv"):
        answer = browser.get(url(name, institution))
        body = b"".join(answer) if answer.streaming else answer.content
        assert learner.display_name not in body.decode()
    ending = reverse("learning:end_membership", args=[institution.pk, seated.pk])
    assert browser.get(ending).status_code == 404


def test_the_coordinator_can_end_a_membership(browser, institution, seated, learner):
    ending = reverse("learning:end_membership", args=[institution.pk, seated.pk])
    assert "Their courses and certificates stay theirs" in browser.get(ending).content.decode()
    assert Membership.objects.members().current().exists()
    assert browser.post(ending).status_code == 302
    assert not Membership.objects.members().current().exists()
    assert Enrollment.objects.get(pk=seated.pk).is_active


def test_a_person_can_end_it_themselves(client_for, learner, institution, seated, browser):
    theirs = client_for(learner)
    membership = Membership.objects.members().get()
    link = reverse("learning:leave_institution", args=[membership.pk])
    assert link in theirs.get(reverse("learning:dashboard")).content.decode()
    leaving = theirs.get(link).content.decode()
    assert "they see nothing of it any more" in leaving
    assert "Numbers in which you count already stay as they are" in leaving
    assert browser.post(link).status_code == 404  # nobody else's
    theirs.post(link)
    assert learner.display_name not in page(browser, institution)
    assert link not in theirs.get(reverse("learning:dashboard")).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_nobody_else_opens_it(
    name, client_for, institution, seated, learner, other_learner, instructor, admin, course
):
    stranger = builders.make_person("Ko Ordinator", "ko@example.org")
    make_institution(course, name="Port Ellery State University", coordinator=stranger)
    former = builders.make_person("For Mer", "former@example.org")
    Membership.objects.accept(former, institution, Membership.Role.COORDINATOR).end()
    elsewhere = builders.make_person("In Structor", "other-instructor@example.org")
    CourseRole.objects.create(course=builders.make_course("Other"), user=elsewhere)
    for person in (stranger, former, elsewhere, learner, other_learner, instructor, admin):
        assert client_for(person).get(url(name, institution)).status_code == 404


def test_no_word_of_what_they_wrote_is_shown(browser, institution, seated, lessons):
    builders.do_everything(seated, lessons[0])
    body = (
        page(browser, institution)
        + browser.get(url("institution_csv", institution)).getvalue().decode()
    )
    assert "What I take from" not in body and "A question" not in body


def test_the_first_page_leads_on(client_for, browser, institution, learner, course, coordinator):
    assert client_for(learner).get(reverse("learning:institutions")).status_code == 404
    assert browser.get(reverse("learning:institutions")).url == url("institution", institution)
    make_institution(course, name="Second College", coordinator=coordinator)
    assert "Second College" in browser.get(reverse("learning:institutions")).content.decode()
    assert "People of Second College" in browser.get(reverse("learning:dashboard")).content.decode()


# The list


def test_it_is_narrowed_by_course_cohort_and_dates(browser, institution, course, seated, learner):
    other = builders.make_course("Other")
    SeatGrant.objects.create(institution=institution, course=other, seats=5)
    second = seat_member(builders.make_person("Cy", "cy@example.org"), institution, other)
    second.enrolled_at = second.enrolled_at.replace(year=2020)
    second.save()
    cohort = Cohort.objects.create(course=course, institution=institution, name="Spring")
    cohort.take_in(seated)
    for query, shown in [
        ("", "both"), (f"?course={course.pk}", "first"), (f"?course={other.pk}", "second"),
        (f"?cohort={cohort.pk}", "first"), ("?since=2021-01-01", "first"),
        ("?until=2020-12-31", "second"), ("?since=nonsense&course=x&cohort=%00", "both"),
    ]:  # fmt: skip
        rows = browser.get(url("institution", institution) + query).context["page_obj"].object_list
        found = {row.enrollment.pk for row in rows}
        wanted = {"first": {seated.pk}, "second": {second.pk}, "both": {seated.pk, second.pk}}
        assert found == wanted[shown], query
    lines = browser.get(url("institution_csv", institution) + f"?cohort={cohort.pk}").getvalue()
    assert lines.decode().count("\n") == 2 and "Spring" in lines.decode()
    assert "Nobody matches" in page(browser, institution, "?since=2099-01-01")


@pytest.mark.parametrize("number", [10, 500])
def test_it_costs_the_same_for_10_and_500_people(
    browser, institution, course, number, django_assert_max_num_queries
):
    from accounts.models import User
    from learning.models import Seat

    users = User.objects.bulk_create(
        [User(email=f"p{n}@example.edu", display_name=f"P {n}") for n in range(number)]
    )
    Membership.objects.bulk_create([Membership(user=u, institution=institution) for u in users])
    rows = Enrollment.objects.bulk_create(
        [Enrollment(user=u, course=course, course_key=course.key) for u in users]
    )
    grant = SeatGrant.objects.get()
    Seat.objects.bulk_create([Seat(grant=grant, enrollment=row) for row in rows])
    page(browser, institution)
    with django_assert_max_num_queries(18):
        assert f"{number} people in courses" in page(browser, institution)
    with django_assert_max_num_queries(28):
        lines = browser.get(url("institution_csv", institution)).getvalue().decode()
    assert lines.count("example.edu") == number


def test_files_are_safe_to_open_in_a_spreadsheet(browser, institution, course):
    name = '=cmd|"/c calc"!A1' + "\u202e" + "x" * 40
    person = builders.make_person(name, "cmd@example.org")
    seat_member(person, institution, course)
    lines = browser.get(url("institution_csv", institution)).getvalue().decode()
    assert lines.startswith("\ufeff") and "\"'=cmd" in lines
    response = browser.get(url("institution_xlsx", institution))
    assert response["Content-Disposition"].endswith('people.xlsx"')
    sheet = load_workbook(io.BytesIO(response.content)).active
    headings, row = sheet.iter_rows()
    assert headings[0].value == "Name" and headings[0].font.bold and sheet.freeze_panes == "A2"
    assert row[0].value == name and row[0].data_type == "s" and row[0].quotePrefix
    assert sheet.column_dimensions["A"].width > len(name)
    assert row[1].value == "cmd@example.org" and row[7].value == 3
    assert row[5].is_date


# Seats, the code, invitations


def test_the_code_is_renewed(browser, institution):
    browser.post(url("renew_code", institution))
    first = InstitutionCode.objects.current().get()
    assert first.code in browser.get(url("institution_seats", institution)).content.decode()
    browser.post(url("renew_code", institution))
    assert InstitutionCode.objects.current().get().code != first.code
    assert InstitutionCode.objects.meant_by(first.code) is None


def test_only_their_coordinator_sends_again_or_takes_back(browser, client_for, institution, course):
    grant = SeatGrant.objects.get()
    invitation = Invitation(institution=institution, grant=grant, email="a@example.edu")
    invitation.new_token()
    invitation.save()
    stranger = builders.make_person("Ko Ordinator", "ko@example.org")
    theirs = make_institution(course, name="Port Ellery", coordinator=stranger)
    for name in ("resend_invitation", "cancel_invitation"):
        for place in (institution, theirs):
            act = reverse(f"learning:{name}", args=[place.pk, invitation.pk])
            assert client_for(stranger).post(act).status_code == 404
    assert Invitation.objects.open().exists()
    assert browser.get(act).status_code == 405
    browser.post(reverse("learning:cancel_invitation", args=[institution.pk, invitation.pk]))
    assert not Invitation.objects.pending().exists()

"""The institution's code in the form of enrolling."""

import pytest
from django.urls import reverse

from accounts.models import Membership
from learning import enrollment_form
from learning.models import Enrollment, InstitutionCode, Invitation, Seat, SeatGrant

from .institutions import make_institution

pytestmark = pytest.mark.django_db


@pytest.fixture
def institution(course):
    return make_institution(course, seats=1)


@pytest.fixture
def code(institution):
    return InstitutionCode.objects.renew(institution).code


def enroll(client, course, **data):
    data = {"certificate_name": "Typed Name", "plan": "Mondays", "weekly_goal": "2", **data}
    return client.post(reverse("learning:enroll", args=[course.pk]), data)


def test_without_a_code_one_enrolls_alone(as_learner, learner, course, institution):
    assert enroll(as_learner, course).status_code == 302
    assert Enrollment.objects.get().user == learner
    assert not Membership.objects.exists() and not Seat.objects.exists()


def test_a_code_gives_a_seat_and_membership(as_learner, learner, course, institution, code):
    typed = f"  {code.lower().replace('-', ' ').replace('0', 'o')} "
    response = enroll(as_learner, course, institution_code=typed, institution_consent="on")
    assert response.status_code == 302
    assert Membership.objects.current().members().get(institution=institution).user == learner
    assert Seat.objects.held(institution).get().enrollment.user == learner


def test_a_code_without_consent_does_nothing(as_learner, course, code):
    page = enroll(as_learner, course, institution_code=code).content.decode()
    assert "Tick this to take a seat" in page and code in page
    assert not Enrollment.objects.exists() and not Membership.objects.exists()


def test_an_unknown_code_keeps_everything_typed(as_learner, course, code):
    response = enroll(
        as_learner, course, institution_code="WRNG-C0DE", institution_consent="on",
        wants_reminders="on",
    )  # fmt: skip
    page = response.content.decode()
    assert "We do not know this code" in page and "<title>Error:" in page
    for typed in ("Typed Name", "Mondays", "WRNG-C0DE"):
        assert typed in page
    assert page.count("checked") == 3  # the goal, the reminders and the consent
    assert not Enrollment.objects.exists()


def test_no_seat_is_free(as_learner, client_for, other_learner, course, code):
    enroll(client_for(other_learner), course, institution_code=code, institution_consent="on")
    response = enroll(as_learner, course, institution_code=code, institution_consent="on")
    assert "no free seat" in response.content.decode()
    assert Seat.objects.count() == Membership.objects.count() == 1


def test_the_last_seat_is_not_given_twice(
    as_learner, client_for, other_learner, course, code, monkeypatch
):
    """Two saw it free; who comes second is told, and what they typed stays."""
    enroll(client_for(other_learner), course, institution_code=code, institution_consent="on")
    monkeypatch.setattr(SeatGrant.objects.__class__, "has_room", lambda *args: True)
    response = enroll(as_learner, course, institution_code=code, institution_consent="on")
    page = response.content.decode()
    assert response.status_code == 200 and "no free seat" in page and "Mondays" in page
    assert Enrollment.objects.count() == Seat.objects.count() == Membership.objects.count() == 1


def test_who_is_invited_takes_the_seat_that_is_kept_for_them(
    as_learner, learner, course, institution, code
):
    grant = SeatGrant.objects.get()
    kept = Invitation(institution=institution, grant=grant, email=learner.email)
    kept.new_token()
    kept.save()
    enroll(as_learner, course, institution_code=code, institution_consent="on")
    assert Seat.objects.get().grant == grant
    assert SeatGrant.objects.with_use().get().left == 0
    assert not Invitation.objects.open().exists()


def test_seats_of_another_course_or_time_are_no_help(as_learner, course, institution, code):
    SeatGrant.objects.update(starts_on="2020-01-01", ends_on="2020-02-01")
    response = enroll(as_learner, course, institution_code=code, institution_consent="on")
    assert "no free seat" in response.content.decode()


def test_guessing_is_slow(as_learner, course, code, monkeypatch):
    monkeypatch.setattr(enrollment_form, "TRIES_AN_HOUR", 2)
    for _try in range(2):
        enroll(as_learner, course, institution_code="WRNG-C0DE", institution_consent="on")
    response = enroll(as_learner, course, institution_code=code, institution_consent="on")
    assert "tried too often" in response.content.decode()
    assert not Enrollment.objects.exists()

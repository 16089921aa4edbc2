"""An invitation's link: for one person, once, for a while."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.due import do_what_is_due
from accounts.models import Membership, OutgoingMail, User
from accounts.personal_data import everything_of
from learning.institutions.invitation_letters import send_again
from learning.institutions.roster_file import Entry
from learning.institutions.roster_plan import RosterPlan
from learning.models import Cohort, Enrollment, Invitation, Seat, SeatGrant
from tests import builders

from .institutions import make_institution

pytestmark = pytest.mark.django_db
YES = {"certificate_name": "Amara Delgado", "institution_consent": "on"}


@pytest.fixture
def institution(course, coordinator):
    return make_institution(course, seats=2, coordinator=coordinator)


def invite(institution, course, coordinator, email="learner@example.org", cohort=None):
    RosterPlan(institution, course, [Entry(1, email, "Amara")], cohort).carry_out(coordinator)
    return link()


def link():
    do_what_is_due()
    return re.search(r"http://\S+?(/learning/invitations/\S+)", mail.outbox[-1].body).group(1)


@pytest.fixture
def address(institution, course, coordinator):
    return invite(institution, course, coordinator)


def test_a_visitor_sees_who_invites_and_comes_back_after_signing_in(client, address):
    response = client.get(address)
    page = response.content.decode()
    assert "Larkspur Community College" in page and f"next={address}" in page.replace("%2F", "/")
    assert response["Referrer-Policy"] == "same-origin" and "noindex" in response["X-Robots-Tag"]
    assert client.post(address, YES).status_code == 200
    assert not Membership.objects.members().exists()


def test_accepting_enrolls_seats_and_makes_a_member(
    as_learner, learner, address, institution, course
):
    response = as_learner.post(address, YES)
    assert response.status_code == 302
    enrollment = Enrollment.objects.get(user=learner)
    assert enrollment.certificate_name == "Amara Delgado"
    assert Seat.objects.held(institution).get().enrollment == enrollment
    assert Membership.objects.members().get().user == learner
    grant = SeatGrant.objects.with_use().get()
    assert (grant.taken, grant.invited, grant.left) == (1, 0, 1)


def test_without_consent_nothing_happens_and_the_name_stays(as_learner, address):
    response = as_learner.post(address, {"certificate_name": "Typed Name"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Typed Name" in page and "Tick this to take a seat" in page
    assert "Never my reflections, notes or answers" in page
    assert not Membership.objects.members().exists() and not Enrollment.objects.exists()


def test_it_works_once(as_learner, client_for, other_learner, address):
    as_learner.post(address, YES)
    again = client_for(other_learner)
    assert again.get(address).status_code == 404
    assert again.post(address, YES).status_code == 404
    assert Membership.objects.members().count() == 1


def test_it_runs_out(as_learner, address):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    response = as_learner.post(address, YES)
    assert response.status_code == 404 and "works no more" in response.content.decode()
    assert SeatGrant.objects.with_use().get().left == 2


def test_sent_again_the_old_link_is_dead_and_the_new_one_works(as_learner, address):
    invitation = Invitation.objects.get()
    assert not send_again(invitation)  # it was sent a moment ago
    Invitation.objects.update(sent_at=timezone.now() - timedelta(hours=1))
    assert send_again(invitation)
    new = link()
    assert new != address and len(mail.outbox) == 2
    assert as_learner.get(address).status_code == 404
    assert as_learner.post(new, YES).status_code == 302


def test_it_is_sent_again_a_few_times_only(address):
    Invitation.objects.update(sent_at=timezone.now() - timedelta(hours=1), sent_times=5)
    assert not send_again(Invitation.objects.get())


def test_one_that_ran_out_is_not_sent_again_without_a_seat(address, institution, course):
    past = timezone.now() - timedelta(hours=1)
    Invitation.objects.update(sent_at=past, expires_at=past)
    SeatGrant.objects.update(seats=1)
    other = Invitation(institution=institution, grant=SeatGrant.objects.get(), email="b@e.edu")
    other.new_token()
    other.save()
    assert not send_again(Invitation.objects.get(email="learner@example.org"))


def test_declining_frees_the_seat(client, address):
    assert client.get(f"{address}decline/").status_code == 405
    assert client.post(f"{address}decline/").status_code == 302
    assert client.post(f"{address}decline/").status_code == 404
    assert SeatGrant.objects.with_use().get().left == 2


def test_a_new_account_takes_it_whatever_its_address(client_for, address, institution):
    new = builders.make_person("New", "private@example.net")
    response = client_for(new).post(address, YES)
    assert response.status_code == 302
    assert Invitation.objects.get().accepted_by == new


def test_it_leads_into_the_cohort(as_learner, learner, institution, course, coordinator):
    cohort = Cohort.objects.create(course=course, institution=institution, name="Spring")
    as_learner.post(invite(institution, course, coordinator, cohort=cohort), YES)
    assert list(cohort.people) == [learner]


def test_the_token_is_stored_nowhere_but_in_its_mail(address):
    token = address.rstrip("/").rpartition("/")[2]
    row = Invitation.objects.values().get()
    assert token not in str(row) and token in OutgoingMail.objects.get().text


def test_what_i_agreed_to_is_in_my_data_and_goes_with_my_account(as_learner, learner, address):
    as_learner.post(address, YES)
    mine = everything_of(learner)
    assert mine["memberships"][0]["institution"] == "Larkspur Community College"
    assert mine["invitations"][0]["address"] == "learner@example.org"
    assert mine["seats"][0]["course"] == "Beyond the Job Board"
    User.objects.get(pk=learner.pk).erase()
    assert not Membership.objects.members().exists()
    row = Invitation.objects.get()
    assert row.email == "former@former.invalid" and row.accepted_by is None and not row.name
    assert SeatGrant.objects.with_use().get().taken == 1

"""What is issued on renewing, and to whom not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.personal_data import everything_of
from community.models import Suspension
from learning.certificates.renewal import NotRenewable, Renewal
from learning.days import day_of
from learning.institutions.people import rows_of
from learning.models import Certificate
from learning.models.certificates import Unchangeable
from learning.months import months_after
from tests import builders

from ..renewals import ending, practice
from .pages import page, renew_url

pytestmark = pytest.mark.django_db


def test_the_new_one_continues_the_old_one(
    as_learner, certificate, learner, django_capture_on_commit_callbacks
):
    practice(learner)
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_learner.post(renew_url(certificate))
    new = Certificate.objects.get(replaces=certificate)
    assert answer["Location"] == new.get_absolute_url()
    assert new.code != certificate.code
    assert (new.replaced_for, new.issued_by) == ("Renewed by practice", None)
    assert new.renewed_on == timezone.localdate()
    for name in ("holder_name", "course_title", "completed_on", "contact_hours", "course_version"):
        assert getattr(new, name) == getattr(certificate, name), name
    assert new.files.exists()
    assert "You renewed it on" in page(as_learner, "certificate", certificate.code)
    assert certificate.get_absolute_url() in page(as_learner, "certificate", new.code)


@pytest.mark.parametrize("days", [80, 0, -200])
def test_no_time_is_lost_by_coming_early_and_none_is_given_for_coming_late(
    certificate, learner, days
):
    practice(learner)
    certificate = ending(certificate, days=days)
    new = Renewal(certificate).carry_out()
    start = max(certificate.valid_until, timezone.localdate())
    assert new.valid_until == months_after(start, 24)


def test_it_is_as_long_as_the_course_says_today(certificate, learner, course):
    course.certificate_valid_months = 36
    builders.publish(course)
    practice(learner)
    certificate = Certificate.objects.get(pk=certificate.pk)
    new = Renewal(certificate).carry_out()
    assert new.valid_until == months_after(certificate.valid_until, 36)


def test_it_adds_no_hours(as_learner, certificate, learner):
    hours = as_learner.get(reverse("learning:record")).context["hours"]
    practice(learner)
    Renewal(certificate).carry_out()
    context = as_learner.get(reverse("learning:record")).context
    assert context["hours"] == hours == certificate.contact_hours
    assert len(context["certificates"]) == 1


def test_a_renewal_that_is_revoked_takes_back_no_hours(
    as_learner, client, certificate, learner, admin
):
    practice(learner)
    new = Renewal(certificate).carry_out()
    new.revoke(admin, Certificate.Reason.ERROR)
    context = as_learner.get(reverse("learning:record")).context
    assert context["hours"] == certificate.contact_hours
    assert {row.pk for row in context["certificates"]} == {certificate.pk, new.pk}
    [row] = rows_of([certificate.enrollment])
    assert (row.certificate, row.certified) == (certificate.code, certificate.contact_hours)
    assert certificate.enrollment.certificates.newest() == certificate
    mine = page(as_learner, "certificate", certificate.code)
    assert "Its renewal was revoked" in mine and "Renew it" not in mine
    assert 'data-result="valid"' in page(client, "verify_certificate", certificate.code)
    assert 'data-result="revoked"' in page(client, "verify_certificate", new.code)


def test_only_one_of_a_chain_of_renewals_counts(certificate, learner, admin):
    practice(learner)
    new = Renewal(certificate).carry_out()
    last = Renewal(ending(new, days=10)).carry_out()
    Certificate.objects.filter(pk=last.pk).update(renewed_on=day_of(learner) + timedelta(days=1))
    assert list(Certificate.objects.standing()) == [last]
    Certificate.objects.get(pk=last.pk).revoke(admin, Certificate.Reason.CONDUCT)
    assert list(Certificate.objects.standing()) == [new]
    Certificate.objects.get(pk=new.pk).revoke(admin, Certificate.Reason.CONDUCT)
    assert not Certificate.objects.standing().exists()


def test_a_correction_that_is_revoked_gives_nothing_back(certificate, admin):
    corrected = certificate.reissue(admin, "Amara Delgado", "Name changed.")
    corrected.revoke(admin, Certificate.Reason.CONDUCT)
    assert not Certificate.objects.standing().exists()
    assert Certificate.objects.get(pk=certificate.pk).status == "superseded"


def test_a_second_press_leads_to_the_same_one(as_learner, certificate, learner):
    practice(learner)
    first, second = (as_learner.post(renew_url(certificate)) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Certificate.objects.count() == 2


def test_it_can_be_renewed_again_when_its_own_end_comes(certificate, learner):
    practice(learner)
    new = Renewal(certificate).carry_out()
    assert Renewal(new).state == "early"
    again = Renewal(ending(new, days=10)).carry_out()
    assert again.replaces_id == new.pk
    assert Certificate.objects.get(pk=new.pk).status in {"renewed", "superseded"}


def test_a_correction_of_a_renewed_one_keeps_its_end(certificate, learner, admin, client):
    practice(learner)
    new = Renewal(certificate).carry_out()
    corrected = new.reissue(admin, "Amara Delgado", "Name changed.")
    assert corrected.valid_until == new.valid_until
    assert corrected.renewed_on == new.renewed_on
    statuses = [Certificate.objects.get(pk=row.pk).status for row in (certificate, new, corrected)]
    assert statuses == ["renewed", "superseded", "valid"]
    assert corrected.code not in page(client, "verify_certificate", certificate.code)


def test_what_does_not_end_cannot_be_renewed(as_learner, finished, learner):
    practice(learner)
    issued = finished.certificates.get()
    assert as_learner.get(renew_url(issued)).status_code == 404
    assert as_learner.post(renew_url(issued)).status_code == 404
    with pytest.raises(Unchangeable):
        issued.renew(timezone.localdate())


def test_what_was_revoked_cannot_be_renewed(as_learner, certificate, learner, admin):
    practice(learner)
    certificate.revoke(admin, Certificate.Reason.CONDUCT)
    assert "cannot be renewed" in as_learner.get(renew_url(certificate)).content.decode()
    assert as_learner.post(renew_url(certificate)).status_code == 422
    with pytest.raises(Unchangeable):
        certificate.renew(timezone.localdate())
    assert Certificate.objects.count() == 1


def test_who_is_suspended_cannot_renew_until_it_is_over(as_learner, certificate, learner):
    practice(learner)
    suspension = Suspension.objects.create(user=learner)
    assert "suspended" in as_learner.get(renew_url(certificate)).content.decode()
    assert as_learner.post(renew_url(certificate)).status_code == 422
    suspension.ended_at = timezone.now()
    suspension.save()
    assert as_learner.post(renew_url(certificate)).status_code == 302


def test_who_erased_their_account_cannot(certificate, learner):
    practice(learner)
    learner.is_active = False
    learner.save()
    with pytest.raises(NotRenewable, match="withheld"):
        Renewal(Certificate.objects.get()).carry_out()


def test_only_its_holder_can(client, client_for, certificate, other_learner, admin, learner):
    practice(learner)
    for person in (other_learner, admin):
        assert client_for(person).get(renew_url(certificate)).status_code == 404
        assert client_for(person).post(renew_url(certificate)).status_code == 404
    assert client.post(renew_url(certificate)).status_code == 302
    assert Certificate.objects.count() == 1


def test_my_data_names_the_end(certificate, learner):
    [row] = everything_of(learner)["certificates"]
    assert row["valid_until"] == certificate.valid_until.isoformat()
    assert row["renewed_by_practice"] == ""

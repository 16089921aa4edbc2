"""Revoking a certificate in the CMS: what is said before, what happens, and who is told."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.events import Channel, described
from accounts.models import ChannelChoice, Notification
from accounts.personal_data import everything_of
from learning.certificates.revoking import REVOKED, revoke
from learning.models import Certificate
from tests import builders

from ..renewals import ending
from ..test_parallel import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(finished):
    return finished.certificates.get()


@pytest.fixture
def as_admin(client_for, admin):
    return client_for(admin)


def url(certificate):
    return reverse("revoke_certificate", args=[certificate.pk])


def told(person):
    return Notification.objects.filter(recipient=person, event=REVOKED)


def text(client, certificate):
    return client.get(url(certificate)).content.decode()


class TestRevoking:
    def test_it_is_revoked_with_who_when_and_why(self, as_admin, client, certificate, admin):
        answer = as_admin.post(url(certificate), {"reason": "conduct"})
        assert answer["Location"] == reverse("issued_certificate", args=[certificate.pk])
        certificate.refresh_from_db()
        assert (certificate.revoked_by, certificate.revoked_for) == (admin, "conduct")
        assert timezone.localdate(certificate.revoked_at) == timezone.localdate()
        check = reverse("learning:verify_certificate", args=[certificate.code])
        assert 'data-result="revoked"' in client.get(check).content.decode()

    def test_looking_at_the_question_revokes_nothing(self, as_admin, certificate):
        assert as_admin.get(url(certificate)).status_code == 200
        certificate.refresh_from_db()
        assert certificate.revoked_at is None

    @pytest.mark.parametrize("data", [{}, {"reason": ""}, {"reason": "spite"}])
    def test_without_a_reason_nothing_happens(self, as_admin, certificate, learner, data):
        answer = as_admin.post(url(certificate), data)
        assert answer.status_code == 422
        assert "There is a problem" in answer.content.decode()
        certificate.refresh_from_db()
        assert certificate.revoked_at is None and not told(learner).exists()

    def test_a_second_time_from_another_tab_changes_nothing(
        self, as_admin, client_for, certificate, admin, learner
    ):
        second = builders.make_person("Ben Boss", "boss@example.org", is_superuser=True)
        as_admin.post(url(certificate), {"reason": "error"})
        certificate.refresh_from_db()
        first = (certificate.revoked_at, certificate.revoked_by, certificate.revoked_for)
        answer = client_for(second).post(url(certificate), {"reason": "conduct"}, follow=True)
        assert "It was revoked before, so nothing was changed." in answer.content.decode()
        certificate.refresh_from_db()
        assert first == (certificate.revoked_at, certificate.revoked_by, certificate.revoked_for)
        assert certificate.revoked_by == admin
        assert told(learner).count() == 1
        assert client_for(second).get(url(certificate)).status_code == 302

    @pytest.mark.parametrize(
        "who", ["learner", "other_learner", "instructor", "mentor", "moderator", "coordinator"]
    )
    def test_nobody_else_can(self, request, client_for, certificate, who):
        client = client_for(request.getfixturevalue(who))
        answer = client.post(url(certificate), {"reason": "error"})
        assert answer.status_code in (302, 404)
        certificate.refresh_from_db()
        assert certificate.revoked_at is None


class TestSaidBefore:
    def test_hours_go(self, as_admin, as_learner, certificate, learner):
        page = text(as_admin, certificate)
        assert "0.75 contact hours are no longer counted" in page
        assert "cannot be undone" in page and f"{learner} is told" in page
        as_admin.post(url(certificate), {"reason": "error"})
        assert as_learner.get(reverse("learning:record")).context["hours"] == 0

    def test_hours_stay_with_the_one_that_a_renewal_continues(
        self, as_admin, as_learner, certificate
    ):
        new = ending(certificate, days=5).renew(timezone.localdate())
        page = text(as_admin, new)
        assert f"{certificate.code}, stands again" in page
        assert "no longer counted" not in page
        as_admin.post(url(new), {"reason": "error"})
        hours = as_learner.get(reverse("learning:record")).context["hours"]
        assert hours == certificate.contact_hours

    def test_hours_go_with_the_renewal_of_one_that_was_revoked(
        self, as_admin, as_learner, certificate, admin
    ):
        new = ending(certificate, days=5).renew(timezone.localdate())
        certificate.revoke(admin, Certificate.Reason.ERROR)
        assert "no longer counted" in text(as_admin, new)
        as_admin.post(url(new), {"reason": "error"})
        assert as_learner.get(reverse("learning:record")).context["hours"] == 0

    def test_what_was_replaced_takes_nothing_along(self, as_admin, as_learner, certificate, admin):
        new = certificate.reissue(admin, "Amara Delgado", "Name changed.")
        page = text(as_admin, certificate)
        assert f"{new.code}, stays as it is" in page
        as_admin.post(url(certificate), {"reason": "error"})
        hours = as_learner.get(reverse("learning:record")).context["hours"]
        assert hours == certificate.contact_hours

    def test_who_is_gone_is_not_told(self, as_admin, certificate, learner):
        learner.erase()
        assert "account is closed, so nobody is told" in text(as_admin, certificate)
        as_admin.post(url(certificate), {"reason": "error"})
        assert not told(learner).exists()
        certificate.refresh_from_db()
        assert certificate.revoked_at


class TestTold:
    def test_the_holder_is_told_why_and_by_mail_unless_they_chose(
        self, certificate, learner, admin
    ):
        assert revoke(certificate, admin, Certificate.Reason.ERROR)
        [row] = described(learner, told(learner))
        assert row.sentence == (
            "Your certificate for “Beyond the Job Board” was revoked: Issued in error"
        )
        assert row.url == certificate.get_absolute_url()
        assert row.channel == Channel.MAIL

    def test_it_cannot_be_switched_off(self, as_learner, learner):
        page = as_learner.get(reverse("notification_settings")).content.decode()
        label = "A certificate of yours is revoked"
        assert label in page
        choice = page[page.index(label) :].split("</tr>")[0]
        assert 'value="mail"' in choice and 'value="off"' not in choice
        assert not ChannelChoice.objects.filter(user=learner).exists()

    def test_seeing_it_clears_it_and_says_where_to_object(
        self, as_learner, certificate, learner, admin
    ):
        revoke(certificate, admin, Certificate.Reason.ERROR)
        page = as_learner.get(certificate.get_absolute_url()).content.decode()
        assert "If you think that this is a mistake, write to us." in page
        assert not told(learner).unread().exists()

    def test_my_data_says_it(self, certificate, learner, admin):
        revoke(certificate, admin, Certificate.Reason.ERROR)
        [mine] = everything_of(learner)["certificates"]
        assert mine["revoked_for"] == "Issued in error" and mine["revoked"]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_revokes_and_the_holder_is_told_once(certificate, learner, admin):
    second = builders.make_person("Ben Boss", "boss@example.org", is_superuser=True)

    def act(number):
        mine = Certificate.objects.select_related("enrollment__user").get(pk=certificate.pk)
        return revoke(mine, [admin, second][number], ["error", "conduct"][number])

    assert sorted(all_at_once(act, times=2)) == [False, True]
    assert told(learner).count() == 1

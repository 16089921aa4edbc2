"""Changing one's password."""

import pytest
from django.core import mail
from django.urls import reverse

from ..builders import PASSWORD
from .conftest import is_signed_in

pytestmark = pytest.mark.django_db
NEW = "eleven green umbrellas"


def change(client, old=PASSWORD, new=NEW):
    return client.post(reverse("account_change_password"), {"oldpassword": old, "password1": new})


def test_it_ends_the_other_sessions_and_keeps_this_one(site, learner, client_for):
    here, elsewhere = client_for(learner), client_for(learner)
    before = here.session.session_key
    assert change(here).url == reverse("account_settings")
    assert here.get(reverse("account_settings")).status_code == 200
    assert here.session.session_key != before
    assert elsewhere.get(reverse("account_settings")).status_code == 302
    learner.refresh_from_db()
    assert learner.check_password(NEW)


def test_its_owner_is_told_by_mail(site, learner, as_learner):
    change(as_learner)
    assert mail.outbox[-1].to == [learner.email]
    assert "was changed" in mail.outbox[-1].subject
    assert NEW not in mail.outbox[-1].body


def test_the_old_password_is_needed(site, learner, as_learner):
    html = change(as_learner, old="not it at all").content.decode()
    assert "There is a problem" in html
    learner.refresh_from_db()
    assert learner.check_password(PASSWORD)


@pytest.mark.parametrize("poor", ["password1", "seven", "12345678", "delgado-lindqvist"])
def test_poor_passwords_are_refused(site, learner, as_learner, poor):
    assert change(as_learner, new=poor).status_code == 200
    learner.refresh_from_db()
    assert learner.check_password(PASSWORD)


def test_signed_out_people_are_asked_to_sign_in(browser, site):
    assert change(browser).url.startswith(reverse("account_login"))
    assert not is_signed_in(browser)

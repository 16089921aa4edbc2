"""Changing one's address."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from ..builders import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "amara.new@example.org"


def change(client, email=NEW):
    return client.post(reverse("account_email"), {"email": email, "action_add": "1"})


def prove(client, response):
    """Give the password again; what was asked for then goes on by itself."""
    assert response.url.startswith(reverse("account_reauthenticate"))
    page = client.get(response.url)
    return client.post(
        reverse("account_reauthenticate"),
        {"password": PASSWORD, "next": page.context["redirect_field_value"]},
    )


def test_it_takes_the_password_and_a_code(site, learner, as_learner, mailed_code):
    response = change(as_learner)
    assert not mail.outbox
    response = prove(as_learner, response)
    assert response.url == reverse("account_email_verification_sent")
    assert mail.outbox[-1].to == [NEW]
    learner.refresh_from_db()
    assert learner.email == "learner@example.org"

    response = as_learner.post(response.url, {"code": mailed_code()})

    assert response.url == reverse("account_settings")
    learner.refresh_from_db()
    assert learner.email == NEW
    assert [address.email for address in EmailAddress.objects.filter(user=learner)] == [NEW]
    assert mail.outbox[-1].to == ["learner@example.org"]
    assert NEW in mail.outbox[-1].body


def test_a_wrong_password_changes_nothing(site, learner, as_learner):
    response = change(as_learner)
    html = as_learner.post(response.url, {"password": "wrong"}).content.decode()
    assert "There is a problem" in html
    assert not mail.outbox


def test_an_address_of_somebody_else_is_not_told(site, learner, other_learner, as_learner):
    response = prove(as_learner, change(as_learner, other_learner.email))
    assert response.url == reverse("account_email_verification_sent")
    learner.refresh_from_db()
    assert learner.email == "learner@example.org"


def test_the_password_is_asked_again_within_limits(site, learner, as_learner):
    response = change(as_learner)
    for _attempt in range(6):
        answer = as_learner.post(response.url, {"password": "wrong"})
    assert "too often" in answer.content.decode()

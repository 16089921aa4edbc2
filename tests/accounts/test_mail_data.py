"""What is stored of a person's mail: in their download, and gone with their account."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.mail import delivery
from accounts.models import ChannelChoice, MailSettings, Notification, OutgoingMail
from accounts.personal_data import everything_of

from .conftest import code_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailed(site, learner, client):
    """The person was sent a code, waits for a digest and has chosen a thing."""
    client.post(reverse("account_reset_password"), {"email": learner.email})
    MailSettings.objects.make(learner)
    ChannelChoice.objects.choose(learner, "reply", "off")
    OutgoingMail.objects.write("digest", "digest:1", person=learner, address=learner.email)
    return learner


def test_the_download_says_which_mails_there_were_and_no_code(mailed):
    data = everything_of(mailed)
    assert data["mail"]["how_told"]["reply"] == "off"
    assert data["mail"]["digest"] == "weekly"
    assert {row["kind"] for row in data["mail"]["mails"]} == {"account", "digest"}
    assert code_in(mail.outbox[0].body) not in str(data)


def test_nobody_elses_mail_is_in_it(mailed, other_learner):
    assert everything_of(other_learner)["mail"]["mails"] == []


def test_with_the_account_its_mail_goes_and_what_waited_is_not_sent(mailed):
    mail.outbox.clear()
    mailed.erase()
    delivery.send_due()
    assert not mail.outbox
    for model in (OutgoingMail, MailSettings, ChannelChoice, Notification):
        assert not model.objects.exists()

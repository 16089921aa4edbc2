"""The partner of a commitment: asked first, and told only what they agreed to hear."""

import pytest
from django.urls import reverse

from accounts.models import Notification
from learning.models import Commitment

from .commitments import asked

LIST = "learning:commitments"


def as_partner(client, row, answer):
    return client.post(reverse("learning:answer_partnership", args=[row.pk]), {"answer": answer})


def test_only_who_agreed_sees_the_sentence_and_the_outcomes(client_for, learner, other_learner):
    row = asked(learner, other_learner)
    partner = client_for(other_learner)
    before = partner.get(row.get_absolute_url()).content.decode()
    before += partner.get(reverse(LIST)).content.decode()
    assert "SECRET" not in before
    as_partner(partner, row, "agree")
    first = row.check_ins.get(days=30)
    partner.post(first.get_absolute_url(), {"outcome": "partly", "note": "SECRET-NOTE"})
    page = partner.get(row.get_absolute_url()).content.decode()
    assert "SECRET-ACT" in page and "Partly" in page
    assert "SECRET-OBSTACLE" not in page and "SECRET-NOTE" not in page
    assert first.token not in page


def test_who_declined_sees_nothing_any_more(client_for, learner, other_learner):
    row = asked(learner, other_learner)
    partner = client_for(other_learner)
    as_partner(partner, row, "agree")
    as_partner(partner, row, "decline")
    assert partner.get(row.get_absolute_url()).status_code == 404
    assert as_partner(partner, row, "agree").status_code == 404
    assert b"SECRET" not in partner.get(reverse(LIST)).content


def test_going_on_alone_ends_what_the_partner_sees(as_learner, client_for, learner, other_learner):
    row = asked(learner, other_learner)
    row.agree()
    as_learner.post(reverse("learning:end_commitment", args=[row.pk]), {"act": "alone"})
    assert client_for(other_learner).get(row.get_absolute_url()).status_code == 404


def test_the_maker_is_told_of_the_answer(client_for, learner, other_learner):
    row = asked(learner, other_learner)
    as_partner(client_for(other_learner), row, "agree")
    assert Notification.objects.get(recipient=learner).event == "partner_answered"


def test_agreeing_twice_is_told_once(client_for, learner, other_learner):
    row = asked(learner, other_learner)
    partner = client_for(other_learner)
    as_partner(partner, row, "agree")
    assert as_partner(partner, row, "agree").url == row.get_absolute_url()
    assert Notification.objects.filter(recipient=learner).count() == 1


def test_a_partner_who_answers_what_was_taken_back_is_told_nothing(learner, other_learner):
    stale = asked(learner, other_learner)
    Commitment.objects.get(pk=stale.pk).go_alone()
    assert not stale.agree() and not stale.decline()


def test_what_ended_before_they_agreed_is_not_shown_to_them(client_for, learner, other_learner):
    row = asked(learner, other_learner)
    row.drop()
    partner = client_for(other_learner)
    assert partner.get(row.get_absolute_url()).status_code == 404
    assert as_partner(partner, row, "agree").status_code == 404
    assert b"SECRET" not in partner.get(reverse(LIST)).content


@pytest.mark.parametrize("agreed", [True, False])
def test_only_a_partner_who_agreed_is_told_how_it_went(client, learner, other_learner, agreed):
    row = asked(learner, other_learner)
    if agreed:
        row.agree()
    first = row.check_ins.get(days=30)
    for outcome in ("partly", "done"):
        client.post(first.get_absolute_url(), {"outcome": outcome, "note": "SECRET"})
    told = Notification.objects.filter(recipient=other_learner, event="partner_outcome")
    assert told.count() == agreed
    assert "SECRET" not in str(told.values())


def test_a_partner_with_no_account_any_more_reads_nothing(client_for, learner, other_learner):
    row = asked(learner, other_learner)
    row.agree()
    learner.is_active = False
    learner.save()
    assert client_for(other_learner).get(row.get_absolute_url()).status_code == 404

"""What renewing takes."""

import pytest
from django.utils import timezone

from learning.certificates.renewal import NotRenewable, Renewal
from learning.models import Certificate, CheckIn
from learning.months import months_after

from ..renewals import check_in, ending, practice, save_section
from .pages import renew_url, words

pytestmark = pytest.mark.django_db


def test_both_things_are_needed_and_the_page_says_which_is_missing(
    as_learner, certificate, learner
):
    url = renew_url(certificate)
    shown = as_learner.get(url).content.decode()
    assert "Open your commitments" in shown and "Open your plan" in shown
    assert ">Renew certificate<" not in shown
    check_in(learner)
    shown = as_learner.get(url).content.decode()
    assert f"You did on {words(timezone.localdate())}" in shown and "Open your plan" in shown
    assert as_learner.post(url).status_code == 422
    save_section(learner)
    shown = as_learner.get(url).content.decode()
    assert (
        f"“Purpose”, on {words(timezone.localdate())}" in shown and ">Renew certificate<" in shown
    )
    assert not certificate.enrollment.certificates.exclude(pk=certificate.pk).exists()
    assert as_learner.post(url).status_code == 302
    assert Certificate.objects.count() == 2


@pytest.mark.parametrize("missing", ["check-in", "section"])
def test_one_alone_does_not_renew(certificate, learner, missing):
    check_in(learner) if missing == "section" else save_section(learner)
    with pytest.raises(NotRenewable, match="missing"):
        Renewal(certificate).carry_out()


def test_what_is_older_than_twelve_months_does_not_count(certificate, learner):
    today = timezone.localdate()
    year = (today - months_after(today, -12)).days
    check_in(learner, days_ago=year + 2)
    save_section(learner, days_ago=year + 2)
    renewal = Renewal(certificate)
    assert (renewal.check_in, renewal.section) == (None, None)
    check_in(learner, days_ago=year - 1)
    save_section(learner, "Again.", days_ago=year - 1)
    assert Renewal(certificate).state == "ready"


@pytest.mark.parametrize("outcome", CheckIn.Outcome.values)
def test_how_a_commitment_went_plays_no_part(certificate, learner, outcome):
    check_in(learner, outcome)
    save_section(learner)
    assert Renewal(certificate).carry_out().status == "valid"


def test_a_check_in_that_was_not_answered_does_not_count(certificate, learner, as_learner):
    row = check_in(learner)
    CheckIn.objects.filter(pk=row.pk).update(answered_at=None, outcome="")
    save_section(learner)
    assert Renewal(certificate).state == "missing"


def test_words_are_what_counts_of_a_section(certificate, learner):
    check_in(learner)
    save_section(learner, "")
    assert Renewal(certificate).state == "missing"


def test_the_practice_of_others_does_not_count(certificate, other_learner):
    practice(other_learner)
    assert Renewal(certificate).state == "missing"


@pytest.mark.parametrize(
    ("days", "state"),
    [(91, "early"), (90, "ready"), (-1, "ready"), (-364, "ready"), (-367, "late")],
)
def test_it_is_renewed_from_ninety_days_before_until_a_year_after(
    as_learner, certificate, learner, days, state
):
    practice(learner)
    certificate = ending(certificate, days=days)
    assert Renewal(certificate).state == state
    answer = as_learner.post(renew_url(certificate))
    assert answer.status_code == (302 if state == "ready" else 422)
    if state != "ready":
        assert "<title>Error:" in answer.content.decode()

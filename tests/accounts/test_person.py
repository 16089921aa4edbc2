"""The profile that colleagues see."""

import uuid

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(learner):
    learner.pronouns = "she/her"
    learner.role_at_work = "Career adviser"
    learner.can_help_with = "Career fairs"
    learner.certificate_name = "Amara Josefina Delgado"
    learner.time_zone = "Pacific/Honolulu"
    learner.save()
    return learner


def test_colleagues_see_what_was_told_for_them_and_nothing_else(
    known, other_learner, client_for, site
):
    html = client_for(other_learner).get(reverse("person", args=[known.public_id])).content.decode()
    for shown in (
        "Amara Delgado-Lindqvist", "she/her", "Career adviser", "Larkspur Community College",
        "Career fairs", "AD",
    ):  # fmt: skip
        assert shown in html
    for hidden in ("learner@example.org", "Josefina", "Honolulu", "Edit your profile"):
        assert hidden not in html
    assert html.count("<h1") == 1


def test_ones_own_leads_to_editing(known, client_for, site):
    html = client_for(known).get(reverse("person", args=[known.public_id])).content.decode()
    assert reverse("account_profile") in html


def test_signed_out_people_are_asked_to_sign_in_and_come_back(known, browser, site):
    address = reverse("person", args=[known.public_id])
    assert browser.get(address).url == f"{reverse('account_login')}?next={address}"


def test_closed_and_unknown_accounts_are_not_found(
    known, other_learner, client_for, site, settings
):
    client = client_for(other_learner)
    client.raise_request_exception = False
    known.is_active = False
    known.save()
    assert client.get(reverse("person", args=[known.public_id])).status_code == 404
    assert client.get(reverse("person", args=[uuid.uuid4()])).status_code == 404
    assert client.get(f"/people/{known.pk}/").status_code == 404


def test_it_takes_few_queries(
    known, other_learner, client_for, site, django_assert_max_num_queries
):
    client = client_for(other_learner)
    address = reverse("person", args=[known.public_id])
    client.get(address)
    with django_assert_max_num_queries(8):
        client.get(address)

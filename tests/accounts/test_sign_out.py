"""Signing out."""

import pytest
from django.test import Client
from django.urls import reverse

from .conftest import is_signed_in

pytestmark = pytest.mark.django_db


def test_it_ends_the_session_and_what_was_parked(as_learner, site):
    session = as_learner.session
    session["parked"] = {"note:1": "Mine"}
    session.save()
    key = session.session_key
    assert as_learner.post(reverse("account_logout")).url == "/"
    assert not is_signed_in(as_learner)
    assert "parked" not in as_learner.session
    stolen = Client()
    stolen.cookies["sessionid"] = key
    assert not is_signed_in(stolen)


def test_a_link_alone_does_not_sign_out(as_learner, site):
    html = as_learner.get(reverse("account_logout")).content.decode()
    assert is_signed_in(as_learner)
    assert "data-clears-drafts" in html.partition("<main")[2]


def test_another_site_cannot_sign_anybody_out(learner, site):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(learner, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert strict.post(reverse("account_logout")).status_code == 403
    assert is_signed_in(strict)


def test_somebody_signed_out_is_sent_on(browser, site):
    assert browser.get(reverse("account_logout")).url == "/"

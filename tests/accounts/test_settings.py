"""The settings page and one's own data."""

import json

import pytest
from django.urls import reverse

from accounts.events import Part, declared

pytestmark = pytest.mark.django_db


def test_it_leads_to_every_setting(as_learner, site):
    html = as_learner.get(reverse("account_settings")).content.decode()
    for name in (
        "account_profile", "notification_settings", "account_email", "account_change_password",
        "mfa_index", "account_data",
    ):  # fmt: skip
        assert f'href="{reverse(name)}"' in html


def test_signed_out_people_are_asked_to_sign_in(browser, site):
    for name in ("account_settings", "account_data", "account_data_download", "mfa_index"):
        assert browser.get(reverse(name)).url.startswith(reverse("account_login"))


def test_private_pages_are_stored_by_no_cache(as_learner, site):
    for name in ("account_settings", "account_profile", "account_data_download", "mfa_index"):
        assert "no-store" in as_learner.get(reverse(name))["Cache-Control"]


def test_the_download_holds_ones_own_data_and_no_secret(as_learner, learner, other_learner, site):
    response = as_learner.get(reverse("account_data_download"))
    assert response["Content-Disposition"].startswith('attachment; filename="my-data-')
    data = json.loads(response.content)
    assert data["account"]["display_name"] == "Amara Delgado-Lindqvist"
    assert data["account"]["email_addresses"] == [
        {"address": "learner@example.org", "confirmed": True}
    ]
    text = response.content.decode()
    assert learner.password not in text
    assert "Bo Sandstr" not in text


def test_what_people_are_told_of_stands_in_parts_each_once(as_learner):
    form = as_learner.get(reverse("notification_settings")).context["form"]
    parts = list(form.matrix())
    assert [part for part, _rows in parts] == list(Part)
    fields = [field.html_name for _part, rows in parts for field, _options in rows]
    assert sorted(fields) == sorted(f"event_{event.name}" for event in declared())

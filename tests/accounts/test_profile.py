"""Editing one's profile."""

import pytest
from django.urls import reverse

from accounts import time_zones
from accounts.models import Institution

pytestmark = pytest.mark.django_db
FIELDS = {
    "display_name": "Amara Delgado",
    "pronouns": "she/her",
    "role_at_work": "Career adviser",
    "institution_name": "Larkspur Community College",
    "institution_kind": "",
    "can_help_with": "Career fairs that students host",
    "certificate_name": "Amara J. Delgado-Lindqvist",
    "time_zone": "America/Chicago",
}


def save(client, **fields):
    return client.post(reverse("account_profile"), {**FIELDS, **fields})


def test_it_saves_what_was_typed(as_learner, learner, site):
    assert save(as_learner).url == reverse("account_profile")
    learner.refresh_from_db()
    assert learner.display_name == "Amara Delgado"
    assert learner.pronouns == "she/her"
    assert learner.role_at_work == "Career adviser"
    assert learner.can_help_with == "Career fairs that students host"
    assert learner.certificate_name == "Amara J. Delgado-Lindqvist"
    assert learner.time_zone == "America/Chicago"
    assert learner.institution.name == "Larkspur Community College"


def test_a_known_institution_is_found_in_any_case_and_kept_as_it_is(as_learner, learner, site):
    save(as_learner, institution_name=" larkspur  COMMUNITY college ", institution_kind="workforce")
    learner.refresh_from_db()
    assert learner.institution.name == "Larkspur Community College"
    assert learner.institution.kind == "other"
    assert Institution.objects.count() == 1


def test_a_new_institution_is_made_with_its_type(as_learner, learner, site):
    save(as_learner, institution_name="Alder Valley Tech", institution_kind="community_college")
    learner.refresh_from_db()
    assert learner.institution.kind == "community_college"


def test_no_institution_is_fine(as_learner, learner, site):
    save(as_learner, institution_name=" ")
    learner.refresh_from_db()
    assert learner.institution is None


def test_everything_typed_is_kept_when_something_is_wrong(as_learner, learner, site):
    html = save(
        as_learner, display_name="", institution_name="Alder Valley", time_zone="Mars/Olympus"
    ).content.decode()
    assert "There is a problem" in html
    assert "<title>Error: " in " ".join(html.split()).replace("<title> ", "<title>")
    for typed in ("Alder Valley", "Career fairs that students host", "she/her", "Amara J. Delgado"):
        assert typed in html
    learner.refresh_from_db()
    assert learner.display_name == "Amara Delgado-Lindqvist"
    assert not Institution.objects.filter(name="Alder Valley").exists()
    # The header still calls them by the stored name.
    assert "Amara Delgado-Lindqvist" in html.partition("<main")[0]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "America/"])
def test_time_zones_that_do_not_exist_are_refused(as_learner, learner, site, zone):
    assert save(as_learner, time_zone=zone).status_code == 200
    learner.refresh_from_db()
    assert learner.time_zone == ""


def test_times_are_shown_in_the_chosen_zone(as_learner, learner, site):
    from django.utils import timezone

    save(as_learner, time_zone="Asia/Kathmandu")
    seen = []

    def view(request):
        seen.append(timezone.get_current_timezone_name())

    from accounts.middleware import TimeZoneMiddleware

    learner.refresh_from_db()
    request = type("Request", (), {"user": learner})()
    TimeZoneMiddleware(view)(request)
    assert seen == ["Asia/Kathmandu"]


def test_zones_of_the_united_states_come_first_and_a_stored_one_stays():
    groups = time_zones.choices(stored="US/Samoa")
    assert groups[0][0] == ""
    assert groups[1] == ("US/Samoa", "US/Samoa")
    assert groups[2][1][0][0] == "America/New_York"


def test_fields_that_are_not_asked_have_no_effect(as_learner, learner, site):
    save(as_learner, is_staff="on", is_superuser="on", email="x@example.org", public_id="1")
    before = learner.public_id
    learner.refresh_from_db()
    assert not (learner.is_staff or learner.is_superuser)
    assert (learner.email, learner.public_id) == ("learner@example.org", before)


def test_a_password_changed_meanwhile_stays(as_learner, learner, site, monkeypatch):
    """Only what stands on the form is written."""
    from accounts.forms import ProfileForm
    from accounts.models import User

    original = ProfileForm.is_valid

    def slow(form):
        valid = original(form)
        User.objects.filter(pk=learner.pk).update(password="changed elsewhere")
        return valid

    monkeypatch.setattr(ProfileForm, "is_valid", slow)
    save(as_learner)
    learner.refresh_from_db()
    assert learner.password == "changed elsewhere"


def test_signed_out_people_are_asked_to_sign_in(browser, site):
    assert save(browser).url.startswith(reverse("account_login"))


def test_names_are_escaped(as_learner, learner, site):
    save(as_learner, display_name="<b>Ada</b>", can_help_with="<script>alert(1)</script>")
    html = as_learner.get(reverse("person", args=[learner.public_id])).content.decode()
    assert "<b>Ada</b>" not in html
    assert "<script>alert" not in html
    assert "&lt;b&gt;Ada" in html

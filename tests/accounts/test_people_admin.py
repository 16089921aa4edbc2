"""People in the CMS."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User

from ..builders import PASSWORD

pytestmark = pytest.mark.django_db
NEW = {
    "email": "New@Example.org",
    "display_name": "Ewa Nowak",
    "institution": "",
    "role_at_work": "Director",
    "time_zone": "",
    "password1": "eleven green umbrellas",
    "password2": "eleven green umbrellas",
}
EDIT = {"email": "learner@example.org", "display_name": "Amara D.", "is_active": "on"}


@pytest.fixture
def cms(client_for, admin, site):
    return client_for(admin)


def url(name, *args):
    return reverse(f"wagtailusers_users:{name}", args=args)


def test_the_list_shows_names(cms, learner, other_learner):
    html = cms.get(url("index")).content.decode()
    assert "Amara Delgado-Lindqvist" in html
    assert "other@example.org" in html
    assert "Larkspur Community College" in html
    assert "gravatar" not in html


@pytest.mark.parametrize("ordering", ["display_name", "-display_name", "email", "-last_login"])
def test_the_list_sorts(cms, learner, ordering):
    assert cms.get(url("index"), {"ordering": ordering}).status_code == 200


@pytest.mark.parametrize("words", ["Lindqvist", "learner@", "larkspur"])
def test_search_finds_by_name_address_and_institution(cms, learner, other_learner, words):
    for page in ("index", "index_results"):
        html = cms.get(url(page), {"q": words}).content.decode()
        assert "Amara Delgado-Lindqvist" in html
        assert "Bo Sandstr" not in html


def test_the_list_exports(cms, learner):
    response = cms.get(url("index"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    assert "Amara Delgado-Lindqvist" in text


def test_adding(cms):
    form = cms.get(url("add")).content.decode()
    assert "display_name" in form
    assert "first_name" not in form
    group = Group.objects.get(name="Mentors")
    response = cms.post(url("add"), {**NEW, "groups": [group.pk]})
    assert response.status_code == 302
    person = User.objects.get(email="new@example.org")
    assert person.get_full_name() == "Ewa Nowak"
    assert list(person.groups.all()) == [group]
    assert not person.is_superuser


def test_adding_asks_for_a_name_and_refuses_a_taken_address(cms, learner):
    html = cms.post(url("add"), {**NEW, "display_name": ""}).content.decode()
    assert "This field is required" in html
    html = cms.post(url("add"), {**NEW, "email": "LEARNER@example.org"}).content.decode()
    assert "already" in html or "exists" in html
    assert User.objects.filter(email__iexact="learner@example.org").count() == 1


def test_somebody_added_confirms_by_code_at_first(cms, browser):
    cms.post(url("add"), NEW)
    response = browser.post(
        reverse("account_login"), {"login": "new@example.org", "password": NEW["password1"]}
    )
    assert response.url == reverse("account_email_verification_sent")


def test_editing(cms, learner):
    assert cms.get(url("edit", learner.pk)).status_code == 200
    assert cms.post(url("edit", learner.pk), EDIT).status_code == 302
    learner.refresh_from_db()
    assert learner.display_name == "Amara D."
    assert learner.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=learner).verified


def test_a_changed_address_replaces_the_old_one_for_signing_in(cms, learner, browser, mailed_code):
    cms.post(url("edit", learner.pk), {**EDIT, "email": "moved@example.org"})
    [address] = EmailAddress.objects.filter(user=learner)
    assert (address.email, address.primary, address.verified) == ("moved@example.org", True, False)
    browser.post(reverse("account_reset_password"), {"email": "learner@example.org"})
    from django.core import mail

    assert "no account" in mail.outbox[-1].subject


def test_closing_an_account_ends_its_session(cms, learner, client_for):
    theirs = client_for(learner)
    cms.post(url("edit", learner.pk), {**EDIT, "is_active": ""})
    assert theirs.get(reverse("account_settings")).status_code == 302


def test_deleting(cms, learner):
    assert cms.get(url("delete", learner.pk)).status_code == 200
    cms.post(url("delete", learner.pk))
    assert not User.objects.filter(pk=learner.pk).exists()


def test_people_with_a_history_are_kept_and_the_reason_is_told(cms, enrollment, other_learner):
    learner = enrollment.user
    html = cms.post(url("delete", learner.pk), follow=True).content.decode()
    assert "those records must stay" in html
    address = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
    both = f"{address}?id={learner.pk}&id={other_learner.pk}&next={url('index')}"
    assert "those records must stay" in cms.post(both, follow=True).content.decode()
    assert User.objects.filter(pk__in=[learner.pk, other_learner.pk]).count() == 2


def test_many_can_be_deleted_at_once(cms, learner, other_learner):
    address = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
    cms.post(f"{address}?id={learner.pk}&id={other_learner.pk}&next={url('index')}")
    assert not User.objects.filter(pk__in=[learner.pk, other_learner.pk]).exists()


def test_it_is_for_administrators(instructor, as_learner, client_for):
    assert client_for(instructor).get(url("index")).status_code in {302, 403}
    assert as_learner.get(url("index")).status_code in {302, 403}

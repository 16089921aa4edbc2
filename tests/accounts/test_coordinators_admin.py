"""Who coordinates which institution is said by an administrator, in the CMS."""

import pytest
from django.urls import reverse

from accounts.models import Institution, Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def institution(db):
    return Institution.named("Larkspur Community College")


@pytest.fixture
def cms(client_for, admin, site):
    return client_for(admin)


def url(name, *args):
    return reverse(f"wagtailsnippets_accounts_membership:{name}", args=args)


def add(client, institution, email):
    return client.post(url("add"), {"institution": institution.pk, "email": email})


def test_a_coordinator_is_named_by_address(cms, institution, coordinator):
    assert "Their e-mail address" in cms.get(url("add")).content.decode()
    assert add(cms, institution, "Coordinator@example.org").status_code == 302
    assert list(Membership.objects.coordinated_by(coordinator)) == [institution]
    page = cms.get(url("list")).content.decode()
    assert "Lena Fischer" in page and "Larkspur" in page


def test_who_has_no_account_cannot_coordinate(cms, institution):
    page = add(cms, institution, "nobody@example.org").content.decode()
    assert "Nobody has an account with this address" in page
    assert not Membership.objects.exists()


def test_once_is_enough(cms, institution, coordinator):
    add(cms, institution, coordinator.email)
    page = add(cms, institution, coordinator.email).content.decode()
    assert "coordinates the institution already" in page


def test_ending_it_ends_it(cms, institution, coordinator):
    add(cms, institution, coordinator.email)
    row = Membership.objects.get()
    cms.post(url("edit", row.pk), {"ended": "on"})
    assert not Membership.objects.coordinated_by(coordinator).exists()
    cms.post(url("edit", row.pk), {})
    assert Membership.objects.coordinated_by(coordinator).exists()


def test_members_are_nobodys_to_add_or_read_here(cms, institution, learner):
    Membership.objects.accept(learner, institution)
    assert learner.display_name not in cms.get(url("list")).content.decode()


def test_a_coordinator_gives_nobody_that_right(client_for, coordinator, institution, learner):
    add(client_for(coordinator), institution, coordinator.email)
    assert not Membership.objects.exists()


def test_an_administrator_gives_seats(cms, institution, course):
    from learning.models import SeatGrant

    address = reverse("wagtailsnippets_learning_seatgrant:add")
    data = {
        "institution": institution.pk, "course": course.pk, "seats": "25",
        "starts_on": "2026-01-01", "ends_on": "",
    }  # fmt: skip
    assert cms.post(address, {**data, "ends_on": "2025-01-01"}).status_code == 200
    assert cms.post(address, data).status_code == 302
    assert SeatGrant.objects.get().course_key == course.key
    page = cms.get(reverse("wagtailsnippets_learning_seatgrant:list")).content.decode()
    assert "Beyond the Job Board" in page and "25" in page

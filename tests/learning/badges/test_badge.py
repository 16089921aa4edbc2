"""The badge of a certificate, held against the verifier of the library that signs it."""

import copy
import json
import stat
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from openbadgeslib.ob3 import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from learning.certificates import badge
from learning.models import Certificate

from ..renewals import ending

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(finished, settings):
    settings.SITE_URL = "https://learn.example.edu"
    row = finished.certificates.get()
    Certificate.objects.update(verify_url=f"https://learn.example.edu/verify/{row.code}/")
    return finished.certificates.get()


@pytest.fixture
def public(client):
    """What another system fetches from the site's public addresses."""

    def download(url):
        assert url.startswith("https://learn.example.edu/")
        return client.get(url.removeprefix("https://learn.example.edu")).content

    return download


def fetched(client, certificate):
    return client.get(reverse("learning:badge_json", args=[certificate.code]))


def verified(document, public):
    """As a stranger does it: the key and the list from the site, nothing known before."""
    verifier = OB3LdpVerifier.for_issuer_did("did:web:learn.example.edu")
    return verifier.verify(document, check_status=True, download=public)


class TestCredential:
    def test_a_stranger_can_check_it(self, as_learner, certificate, public):
        response = fetched(as_learner, certificate)
        assert response["Content-Type"] == "application/ld+json"
        assert "attachment" in response["Content-Disposition"]
        said = verified(response.content, public)
        assert said.id == certificate.verify_url
        assert said.achievement.name == certificate.course_title
        assert said.issuer.name == certificate.issuer
        assert said.credits_earned == float(certificate.contact_hours)
        assert [row.identity_hash for row in said.identifiers] == [certificate.holder_name]

    def test_a_tampered_one_is_refused(self, as_learner, certificate, public):
        document = json.loads(fetched(as_learner, certificate).content)
        verified(document, public)
        for change in (
            lambda said: said["credentialSubject"]["achievement"].update(name="Another course"),
            lambda said: said["credentialSubject"]["identifier"][0].update(identityHash="Mallory"),
            lambda said: said["credentialStatus"].update(statusListIndex="77"),
        ):
            forged = copy.deepcopy(document)
            change(forged)
            with pytest.raises(OB3VerificationError):
                verified(forged, public)

    def test_one_signed_by_somebody_else_is_refused(
        self, as_learner, certificate, public, settings, tmp_path
    ):
        document = fetched(as_learner, certificate).content
        settings.BADGE_KEY_FILE = tmp_path / "another.pem"
        with pytest.raises(OB3VerificationError):
            verified(document, public)

    def test_no_address_of_the_holder_and_no_institution_stand_in_it(
        self, as_learner, certificate, learner
    ):
        said = fetched(as_learner, certificate).content.decode()
        assert "@" not in said.replace('"@context"', "")
        assert learner.institution.name not in said and str(learner.public_id) not in said

    def test_it_is_the_same_for_ever(self, as_learner, certificate):
        first = fetched(as_learner, certificate).content
        with time_machine.travel(timezone.now() + timedelta(days=400)):
            assert badge.credential_of(certificate) == first.decode()

    def test_it_ends_with_the_certificate(self, as_learner, certificate, public):
        last = ending(certificate, days=1).valid_until
        document = fetched(as_learner, certificate).content
        late = datetime.combine(last, time(23, 30), ZoneInfo("America/New_York"))
        with time_machine.travel(late):
            verified(document, public)
        with time_machine.travel(late + timedelta(hours=1)), pytest.raises(OB3VerificationError):
            verified(document, public)


class TestRevoked:
    def test_what_was_revoked_is_refused_and_the_others_are_not(
        self, as_learner, certificate, public, admin
    ):
        document = fetched(as_learner, certificate).content
        new = certificate.reissue(admin, "Amara Delgado", "Name changed.")
        later = fetched(as_learner, Certificate.objects.get(pk=new.pk)).content
        with pytest.raises(OB3VerificationError):  # a correction takes its place
            verified(document, public)
        later_said = json.loads(later)["credentialSubject"]["identifier"][0]
        assert later_said["identityHash"] == "Amara Delgado"
        verified(later, public)
        new.revoke(admin, Certificate.Reason.ERROR)
        with pytest.raises(OB3VerificationError):
            verified(later, public)

    def test_an_old_copy_of_the_list_is_refused(self, as_learner, certificate, public):
        document = fetched(as_learner, certificate).content
        list_address = json.loads(document)["credentialStatus"]["statusListCredential"]
        kept = public(list_address)

        def download(url):
            return kept if url == list_address else public(url)

        verified(document, download)
        late = time_machine.travel(timezone.now() + timedelta(days=8))
        with late, pytest.raises(OB3VerificationError):
            verified(document, download)

    def test_the_list_costs_the_same_however_many_there_are(
        self, client, certificate, admin, django_assert_max_num_queries
    ):
        address = reverse("learning:badge_status", args=[0])
        for _time in range(2):
            with django_assert_max_num_queries(2):
                client.get(address)
            certificate = certificate.reissue(admin, "A", "A typing error")

    def test_a_list_that_nobody_needs_is_not_found(self, client, site):
        assert client.get(reverse("learning:badge_status", args=[1000])).status_code == 404


class TestPicture:
    def test_the_credential_is_in_it(self, as_learner, certificate, public):
        response = as_learner.get(reverse("learning:badge_png", args=[certificate.code]))
        assert response["Content-Type"] == "image/png"
        assert response.content.startswith(b"\x89PNG")
        document = OB3Verifier.extract_token_from_png(response.content)
        assert verified(document, public).id == certificate.verify_url


class TestHolder:
    def test_the_page_offers_it_while_it_holds(self, as_learner, certificate, admin):
        address = reverse("learning:badge_json", args=[certificate.code])
        assert address in as_learner.get(certificate.get_absolute_url()).content.decode()
        certificate.revoke(admin, Certificate.Reason.ERROR)
        assert address not in as_learner.get(certificate.get_absolute_url()).content.decode()

    @pytest.mark.parametrize("name", ["badge_json", "badge_png"])
    def test_others_find_nothing(self, client_for, other_learner, client, certificate, name):
        url = reverse(f"learning:{name}", args=[certificate.code])
        assert client_for(other_learner).get(url).status_code == 404
        assert client.get(url).status_code == 302


def test_the_key_is_made_once_and_is_its_owners_alone(settings, tmp_path):
    settings.BADGE_KEY_FILE = tmp_path / "new.pem"
    first = badge.signing_key()
    assert badge.signing_key() == first
    assert stat.S_IMODE(settings.BADGE_KEY_FILE.stat().st_mode) == 0o600
    assert [path.name for path in Path(tmp_path).glob("*")] == ["new.pem"]


@pytest.mark.parametrize("name, args", [("badge_issuer", []), ("badge_status", [0])])
def test_a_checker_that_runs_in_a_browser_may_read_it(client, site, name, args):
    response = client.get(reverse(f"learning:{name}", args=args))
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


def test_nothing_else_may_be_read_from_other_pages(as_learner, certificate):
    assert "Access-Control-Allow-Origin" not in fetched(as_learner, certificate).headers


def test_a_port_stands_in_the_name_of_the_site(settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    assert badge.issuer_did() == "did:web:127.0.0.1%3A8000"

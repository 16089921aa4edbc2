"""The badge of a certificate: an Open Badges 3.0 credential that other systems can check.

It is signed with the site's own key (Data Integrity, eddsa-rdfc-2022) and made anew at each
download from what the certificate says, so that the same certificate gives the same bytes. It
names the holder as the certificate does and holds no address of theirs. The public half of the
key stands in the site's did:web document; whether a badge still holds stands in a public list of
bits, where each certificate has one.

Source: https://www.imsglobal.org/spec/ob/v3p0/ and https://www.w3.org/TR/vc-bitstring-status-list/
"""

import os
import tempfile
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from openbadgeslib.baking import ITXT_KEYWORD_OB3, bake_png
from openbadgeslib.keys import KeyEd25519, public_jwk_from_pem
from openbadgeslib.ob3 import Achievement, Issuer, OB3LdpSigner, OpenBadgeCredential
from openbadgeslib.ob3.credential import IdentityObject
from openbadgeslib.ob3.did import build_did_document
from openbadgeslib.ob3.status_list import (
    build_status_list_credential,
    sign_status_list_credential,
    status_entry,
)

PICTURE = Path(__file__).with_name("badge.png")
KEY_NAME = "badges"
IN_A_LIST = 131_072  # bits, the least that the standard allows
LIST_HOLDS_FOR = timedelta(days=7)  # an older copy of the list is refused


def credential_of(certificate):
    """The signed credential, as JSON."""
    signer = OB3LdpSigner(signing_key(), verification_method=f"{issuer_did()}#{KEY_NAME}")
    return signer.sign_to_json(_unsigned(certificate), created=certificate.issued_at)


def picture_of(certificate):
    """A PNG with the signed credential in it, for systems that take badges as pictures."""
    return bake_png(PICTURE.read_bytes(), credential_of(certificate), keyword=ITXT_KEYWORD_OB3)


def _unsigned(certificate):
    course = f"urn:uuid:{certificate.enrollment.course_key}"
    number, bit = divmod(certificate.pk, IN_A_LIST)
    end = certificate.valid_until
    return OpenBadgeCredential(
        id=certificate.verify_url,
        issuer=Issuer(id=issuer_did(), name=certificate.issuer, url=settings.SITE_URL),
        recipient_id=None,
        identifiers=[IdentityObject(certificate.holder_name, "name", hashed=False)],
        achievement=Achievement(
            id=course,
            name=certificate.course_title,
            description=f"{certificate.course_title}, {certificate.course_version}",
            criteria_narrative="\n".join(certificate.outcomes) or certificate.course_title,
            achievement_type="CertificateOfCompletion",
        ),
        issuance_date=certificate.issued_at,
        expiration_date=end and _end_of(end),
        credits_earned=float(certificate.contact_hours),
        credential_status=[status_entry(list_address(number), "revocation", bit)],
    )


def _end_of(day):
    """The moment a day ends where the site is, as on the page that checks the certificate."""
    end = datetime.combine(day + timedelta(days=1), time(), timezone.get_default_timezone())
    return end.astimezone(UTC)


# Whether it still holds


def list_address(number):
    return settings.SITE_URL + reverse("learning:badge_status", args=[number])


def status_list(number, taken_back):
    """The signed list of the bits from ``number`` on; ``taken_back`` are keys of certificates."""
    bits = [pk - number * IN_A_LIST for pk in taken_back]
    now = datetime.now(UTC)
    credential = build_status_list_credential(
        issuer_did(), list_address(number), "revocation", bits, IN_A_LIST,
        issued=now, valid_until=now + LIST_HOLDS_FOR,
    )  # fmt: skip
    return sign_status_list_credential(credential, signing_key(), "EdDSA")


# Who signs


def issuer_did():
    """The site's name for other systems: they look for its key under its own address."""
    return "did:web:" + urlsplit(settings.SITE_URL).netloc.replace(":", "%3A")


def issuer_document():
    """The document that did:web leads to: the public key that signed badges are checked with."""
    return build_did_document(issuer_did(), [(KEY_NAME, public_jwk_from_pem(public_key()))])


def public_key():
    key = load_pem_private_key(signing_key(), password=None).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def signing_key():
    """The site's private key, made when it is first needed. Badges fail without the same one."""
    return _key_in(settings.BADGE_KEY_FILE)


@lru_cache(maxsize=4)
def _key_in(path):
    path = Path(path)
    if not path.exists():
        private, _public = KeyEd25519().generate_keypair()
        with tempfile.NamedTemporaryFile(dir=path.parent) as new:  # for its owner's eyes alone
            new.write(private)
            new.flush()
            try:
                os.link(new.name, path)
            except FileExistsError:  # made by another process at the same moment
                pass
    return path.read_bytes()

"""Certificates, and who checks one."""

from django.urls import reverse

from .screen import Screen

SCREENS = [
    Screen("certificates: empty", "ertificates", "learning:certificates", "blank"),
    Screen("certificates: not yet", "to go", "learning:certificates", "learner"),
    Screen("certificates: filled", "Beyond", "learning:certificates", "graduate"),
    Screen("certificate: mine", "Take it with you", lambda w: w.certificate.get_absolute_url(),
           "graduate"),
    Screen("certificate: revoked", "Revoked", lambda w: w.revoked.get_absolute_url(), "mentor"),
    Screen("certificate: superseded", "corrected", lambda w: w.superseded.get_absolute_url(),
           "moderator"),
    Screen("certificate: ends", "You can renew it by practice, without",
           lambda w: w.ending_certificate.get_absolute_url(), "graduate"),
    Screen("certificate: was renewed", "See the renewed certificate",
           lambda w: w.renewed_certificate.get_absolute_url(), "mentor"),
    Screen("certificate: renewed", "See the certificate that it continues",
           lambda w: w.renewed_certificate.replaced_by.get_absolute_url(), "mentor"),
    Screen("renewal: open", "What it takes",
           lambda w: reverse("learning:renew_certificate", args=[w.ending_certificate.code]),
           "graduate"),
    Screen("renewal: early", "Nothing is lost by waiting",
           lambda w: reverse("learning:renew_certificate",
                             args=[w.renewed_certificate.replaced_by.code]), "mentor"),
    Screen("record: empty", "ecord", "learning:record", "blank"),
    Screen("record: filled", "Beyond", "learning:record", "graduate"),
    Screen("verify: box", "Check a certificate", "learning:verify"),
    Screen("verify: error", "There is a problem", "/verify/?code=123"),
    Screen("verify: valid", "Valid", lambda w: f"/verify/{w.certificate.code}/"),
    Screen("verify: revoked", "Revoked", lambda w: f"/verify/{w.revoked.code}/"),
    Screen("verify: superseded", "Superseded", lambda w: f"/verify/{w.superseded.code}/"),
    Screen("verify: ends", "Valid until", lambda w: f"/verify/{w.ending_certificate.code}/"),
    Screen("verify: renewed", "which continues it",
           lambda w: f"/verify/{w.renewed_certificate.code}/"),
    Screen("verify: not found", "No certificate", "/verify/7K4M-QX92-HDPT-3V8A/", status=404),
]  # fmt: skip

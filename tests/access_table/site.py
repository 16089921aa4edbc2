"""For machines, and for everyone."""

from .row import ALL, NOBODY, PAGES, REFUSED, TO_SIGN_IN, Row

TABLE = {
    "/healthz": Row(ALL),
    "/readyz": Row(ALL),
    "brand_css": Row(ALL),
    "public_file": Row(NOBODY, args=lambda cast: ["documents/secret.pdf"]),
    PAGES: Row(ALL),
    "wagtail_serve": Row(ALL, args=lambda cast: ["courses/a-course/"]),
    "wagtailcore_authenticate_with_password": Row(NOBODY, args=lambda cast: [1, 1]),
    "wagtailcore_login": Row(TO_SIGN_IN),
    "learning:verify": Row(ALL, REFUSED, writes=""),
    "learning:verify_certificate": Row(
        ALL, REFUSED, args=lambda cast: [cast.certificate.code], writes=""
    ),
    "learning:badge_status": Row(ALL, REFUSED, args=lambda cast: [0], writes=""),
    "learning:badge_issuer": Row(ALL, REFUSED, writes=""),
    "demo_mail": Row(ALL),
    "demo_message": Row(NOBODY, args=lambda cast: ["no-such-mail"]),
}  # fmt: skip

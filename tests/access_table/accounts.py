"""Signing in and up, and one's own account."""

from .row import (
    ALL,
    ELSEWHERE,
    MINE,
    NO_SECOND_STEP,
    OUTSIDE,
    PEOPLE,
    PEOPLE_ONLY,
    READ_ONLY,
    SIGNED_IN_ON,
    TO_SIGN_IN,
    Row,
)

TABLE = {
    # Signing in and up
    "account_login": Row(OUTSIDE),
    "account_signup": Row(OUTSIDE),
    "account_logout": Row("on 200 200 200 200 200 200 200"),
    "account_inactive": Row(ALL),
    "account_reauthenticate": Row(PEOPLE),
    "account_email_verification_sent": Row(SIGNED_IN_ON),
    "account_request_login_code": Row(OUTSIDE),
    "account_confirm_login_code": Row(SIGNED_IN_ON),
    "account_reset_password": Row(ALL),
    "account_confirm_password_reset_code": Row(TO_SIGN_IN),
    "account_complete_password_reset": Row(ELSEWHERE),
    "account_password_reset_completed": Row(ALL),
    "mfa_authenticate": Row(SIGNED_IN_ON),
    "mfa_login_webauthn": Row(SIGNED_IN_ON),
    # One's own account
    "account_settings": Row(PEOPLE),
    "account_profile": Row(
        PEOPLE, SIGNED_IN_ON, data=lambda cast: {"display_name": "New name"}, writes=""
    ),
    "notifications": Row(PEOPLE, READ_ONLY, writes=""),
    "clear_notifications": Row(
        READ_ONLY, "in on on on on on on on", writes=""
    ),
    "account_delete": Row(
        PEOPLE, "in 422 422 422 422 422 422 422", data=lambda cast: {"word": "keep"}, writes=""
    ),
    "notification_settings": Row(
        PEOPLE, SIGNED_IN_ON, data=lambda cast: cast.wishes(), writes=f"learner {PEOPLE_ONLY}"
    ),
    # Whoever holds the mail may end it, signed in as anybody or not at all.
    "unsubscribe": Row(
        ALL, ALL, args=lambda cast: [cast.unsubscribe_token],
        writes=f"visitor learner {PEOPLE_ONLY}",
    ),
    "account_data": Row(PEOPLE),
    "account_data_download": Row(PEOPLE),
    "account_email": Row(PEOPLE),
    "account_change_password": Row(PEOPLE),
    "account_set_password": Row(SIGNED_IN_ON),
    "mfa_index": Row(PEOPLE),
    "mfa_reauthenticate": Row(SIGNED_IN_ON),
    "mfa_activate_totp": Row(PEOPLE),
    "mfa_deactivate_totp": Row(NO_SECOND_STEP),
    "mfa_view_recovery_codes": Row(NO_SECOND_STEP),
    "mfa_generate_recovery_codes": Row(PEOPLE),
    "mfa_download_recovery_codes": Row(NO_SECOND_STEP),
    "mfa_list_webauthn": Row(PEOPLE),
    "mfa_add_webauthn": Row(PEOPLE),
    "mfa_reauthenticate_webauthn": Row(SIGNED_IN_ON),
    "mfa_remove_webauthn": Row(MINE, args=lambda cast: [cast.passkey().pk]),
    "mfa_edit_webauthn": Row(MINE, args=lambda cast: [cast.passkey().pk]),
    "person": Row(PEOPLE, args=lambda cast: [cast.learner.public_id]),
}  # fmt: skip

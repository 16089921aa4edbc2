"""Addresses of sign-in, sign-up, settings and profile."""

from allauth.account import views as allauth_views
from django.urls import include, path

from .views.codes import explain_expiry
from .views.deletion import delete_account
from .views.notification_settings import notification_settings
from .views.notifications import clear_notifications, notifications
from .views.personal_data import my_data, my_data_download
from .views.profile import profile
from .views.settings import account_settings
from .views.unsubscribe import unsubscribe

urlpatterns = [
    path("", account_settings, name="account_settings"),
    path("profile/", profile, name="account_profile"),
    path("notifications/", notifications, name="notifications"),
    path("notifications/clear/", clear_notifications, name="clear_notifications"),
    path("delete/", delete_account, name="account_delete"),
    path("notifications/settings/", notification_settings, name="notification_settings"),
    path("unsubscribe/<str:token>/", unsubscribe, name="unsubscribe"),
    path("data/", my_data, name="account_data"),
    path("data/download/", my_data_download, name="account_data_download"),
    path(
        "confirm-email/",
        explain_expiry(allauth_views.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path(
        "login/code/confirm/",
        explain_expiry(allauth_views.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path(
        "password/reset/confirm/",
        explain_expiry(allauth_views.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path(
        "password/reset/complete/",
        explain_expiry(allauth_views.complete_password_reset),
        name="account_complete_password_reset",
    ),
    path("", include("allauth.urls")),
]

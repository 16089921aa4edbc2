"""Wagtail's own ways in and out, led to the ones that know second factors and limits."""

from allauth.account import views
from django.urls import path
from django.views.generic.base import RedirectView

from .views.cms_account import cms_account

to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)


def to_reset(request, **kwargs):
    return RedirectView.as_view(pattern_name="account_reset_password")(request)


urlpatterns = [
    path("cms/login/", to_sign_in),
    path("_util/login/", to_sign_in),
    path("cms/logout/", views.logout),
    path("cms/account/", cms_account),
    path("cms/password_reset/", to_reset),
    path("cms/password_reset/<path:rest>", to_reset),
]

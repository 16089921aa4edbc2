"""Addresses of sign-in, sign-up, settings and profile."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.urls")),
]

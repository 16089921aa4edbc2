"""Addresses of pages."""

from django.urls import include, re_path
from wagtail import urls as wagtail_urls

from .views import pages

urlpatterns = [
    re_path(wagtail_urls.serve_pattern, pages.serve),
    re_path("", include(wagtail_urls)),
]

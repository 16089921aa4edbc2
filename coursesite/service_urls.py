"""Addresses for machines: public files, and whether the site is up."""

from django.urls import path

from . import brand, health, public_files

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("brand.css", brand.stylesheet, name="brand_css"),
    path("media/<path:name>", public_files.serve_public, name="public_file"),
]

"""The site's addresses and the floor's."""

from django.urls import path

from coursesite.urls import *  # noqa: F403
from coursesite.urls import urlpatterns

from .floor import floor

urlpatterns = [path("bench/floor/", floor), *urlpatterns]

"""The site's addresses while DEMO is set, and one for each page that names an error."""

from django.shortcuts import render
from django.urls import path

from coursesite import errors
from tests.accounts import demo_site

ERRORS = {
    400: errors.bad_request,
    403: errors.permission_denied,
    429: lambda request: render(request, "429.html", status=429),
    500: errors.server_error,
}

urlpatterns = [
    path("errors/<int:status>/", lambda request, status: ERRORS[status](request)),
    *demo_site.urlpatterns,
]
handler404 = demo_site.handler404

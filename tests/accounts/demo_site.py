"""The site's addresses as they are while DEMO is set."""

from django.urls import include, path

from coursesite import urls

urlpatterns = [path("demo/", include("accounts.demo_urls")), *urls.urlpatterns]
handler404 = urls.handler404

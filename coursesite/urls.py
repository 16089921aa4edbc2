"""The outline of the site's addresses."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("", include("accounts.cms_urls")),  # before Wagtail's own sign-in views
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("accounts.urls")),
    path("people/", include("accounts.people_urls")),
    path("", include("coursesite.service_urls")),
]
if settings.DEMO:
    urlpatterns += [path("demo/", include("accounts.demo_urls"))]
urlpatterns += i18n_patterns(
    path("", include("community.urls")),
    path("", include("learning.urls")),
    path("", include("courses.urls")),
    prefix_default_language=False,
)

handler400 = "coursesite.errors.bad_request"
handler403 = "coursesite.errors.permission_denied"
handler404 = "coursesite.errors.page_not_found"
handler500 = "coursesite.errors.server_error"

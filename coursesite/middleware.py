"""What wraps every response."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse

from . import errors

# Wagtail's page editor writes inline scripts and styles, so the strict policy of
# the site cannot hold there; everything else stays as tight as it allows.
ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """One policy for the site, another for the CMS; from a preview no form is sent."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path.startswith(reverse("wagtailadmin_home")):
            parts.replace = ADMIN_POLICY
        elif not report_only and getattr(request, "is_preview", False):
            parts.replace = {"form-action": [NONE]}
        return parts


class CompressPagesMiddleware(GZipMiddleware):
    """Compress pages, and nothing else: files are compressed already or not worth it.

    Compressing what a stranger can put words into tells its length, and so, guess by
    guess, its secrets (BREACH). Here a guess cannot be made: the session's cookie is not
    sent with another site's requests but for a visible click, the CSRF token is masked
    anew for each page, and Django adds a random length to each response.
    """

    def process_response(self, request, response):
        is_page = response.get("Content-Type", "").startswith("text/html")
        if response.streaming or not is_page:
            return response
        return super().process_response(request, response)


class OnlyFormsMiddleware:
    """Who opens an address that only forms are sent to reads so, instead of an empty page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET" and not response.content:
            return errors.not_by_visit(request, response["Allow"])
        return response

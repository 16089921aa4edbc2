"""Certificates: the holder's pages, and the check that anyone can make."""

import time

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Notification
from learning.certificates import codes
from learning.certificates.renewal import Renewal
from learning.certificates.revoking import target_of
from learning.course_state import CourseState
from learning.models import Certificate, CertificateFile, Enrollment

# Checks of a code from one address in one minute; more is guessing, not checking.
CHECKS_A_MINUTE = 30
LETTER_COUNTRIES = ("en-us", "en-ca", "es-mx")


@login_required
@require_safe
def certificates(request):
    """All of mine, or what is left before the first one."""
    mine = Certificate.objects.of(request.user).listed()
    going = Enrollment.objects.of(request.user).active().filter(completed_at=None)
    states = CourseState.many([(row, row.course.outline) for row in going.select_related("course")])
    return render(request, "learning/certificates.html", {"certificates": mine, "states": states})


@login_required
@require_safe
def certificate(request, code):
    found = Certificate.objects.of(request.user).select_related(
        "enrollment__user", "replaced_by", "replaces"
    )
    mine = get_object_or_404(found, code=code)
    can_end = mine.valid_until and mine.status in {"valid", "expired"}
    renewal = Renewal(mine) if can_end and not hasattr(mine, "replaced_by") else None
    if mine.revoked_at:
        Notification.objects.seen(request.user, target_of(mine))
    context = {"certificate": mine, "paper": paper_of(request), "renewal": renewal}
    return render(request, "learning/certificate.html", context)


@login_required
@require_safe
def certificate_pdf(request, code):
    """The stored PDF: the same bytes every time."""
    mine = get_object_or_404(Certificate.objects.of(request.user), code=code)
    paper = request.GET.get("paper") or paper_of(request)
    if paper not in CertificateFile.Paper.values:
        raise Http404
    response = HttpResponse(mine.pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{mine.code}.pdf"'
    return response


def paper_of(request):
    """Letter where the browser says North America, A4 everywhere else."""
    languages = request.headers.get("Accept-Language", "").lower()
    return "letter" if languages.startswith(LETTER_COUNTRIES) else "a4"


@require_safe
@never_cache
def verify(request):
    """A box for a code; a code that can be one leads to its own address."""
    typed = request.GET.get("code", "").strip()
    if not typed:
        return render(request, "learning/verify.html", {})
    if code := codes.normalize(typed):
        return redirect("learning:verify_certificate", code=code)
    error = _("A code has 16 letters and digits in four groups, such as 7K4M-QX92-HDPT-3V8A.")
    return render(request, "learning/verify.html", {"typed": typed, "error": error})


@require_safe
@never_cache
def verify_certificate(request, code):
    """In force or not, and why; never an address, a score or an institution."""
    if _checks_too_often(request):
        context = {"error": _("Too many checks from here. Wait a minute and try again.")}
        return _noindex(render(request, "learning/verify.html", context, status=429))
    found = Certificate.objects.select_related("replaced_by").with_code(code)
    status = found.status if found else "not_found"
    context = {"certificate": found, "status": status, "typed": code}
    return _noindex(
        render(request, "learning/verified.html", context, status=200 if found else 404)
    )


def _noindex(response):
    response["X-Robots-Tag"] = "noindex"
    return response


def _checks_too_often(request):
    """Count this check; True above the limit. The key carries the minute, so it never grows old."""
    key = f"verify:{request.META.get('REMOTE_ADDR', '')}:{int(time.time() // 60)}"
    cache.add(key, 0, 120)
    return cache.incr(key) > CHECKS_A_MINUTE

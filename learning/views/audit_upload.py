"""Posts for an audit from a file: a dry run first, then the deed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.uploads import upload_limit
from learning.auditing import posts_file
from learning.auditing.forms import UploadForm, whole
from learning.auditing.typed import list_typed
from learning.auditing.upload import UploadPlan
from learning.models.audits import TooMany
from learning.models.certificates import Unchangeable

from .audit import csv_response
from .audit_closed import closed, open_audit


@login_required
@require_safe
def audit_template(request):
    """A file to fill in, with three lines of example."""
    return csv_response([posts_file.HEADINGS, *posts_file.EXAMPLES], "posts.csv")


@login_required
@upload_limit(lambda user: posts_file.BYTES_AT_MOST)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_posts(request):
    """The file, and what would happen to each line of it. Nothing is written."""
    audit = open_audit(request.user)
    if audit is None:
        return closed(request, list_typed(request.POST))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and getattr(request, "upload_refused", False):
        form.add_error("file", form.too_large)
    if form.is_bound and form.is_valid():
        context = {"plan": UploadPlan(audit, form.listed), "after": _last(audit)}
        return render(request, "learning/audit/dry_run.html", context)
    if form.errors:
        return _again(request, form, audit)
    return render(request, "learning/audit/upload.html", {"form": form, "audit": audit})


@login_required
@require_POST
def confirm_posts(request):
    """Add what the dry run showed, as things are now; sent twice, it is added once."""
    audit = open_audit(request.user)
    if audit is None:
        return closed(request, list_typed(request.POST))
    form = UploadForm(request.POST)
    if not form.is_valid():
        return _again(request, form, audit)
    posts = UploadPlan(audit, form.listed).adding
    try:
        audit.add(posts, after=whole(request.POST.get("after")))
    except Unchangeable:  # frozen in another tab at this moment
        return closed(request, list_typed(request.POST))
    except TooMany:  # filled in another tab at this moment
        form.add_error("text", _("Your count was filled meanwhile. Look at it, then try again."))
        return _again(request, form, audit)
    said = ngettext("%(n)d post is added.", "%(n)d posts are added.", len(posts))
    messages.success(request, said % {"n": len(posts)})
    return redirect("learning:audit")


def _again(request, form, audit):
    context = {"form": form, "audit": audit}
    return render(request, "learning/audit/upload.html", context, status=422)


def _last(audit):
    last = audit.posts.order_by("number").last()
    return last.number if last else 0

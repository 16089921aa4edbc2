"""The broadcast audit: its page, filling it in, freezing it, and what its owner does with it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.csv_cells import write_rows
from accounts.models import Notification
from learning.auditing.forms import PostForm, RowsForm
from learning.auditing.offers import TARGET
from learning.auditing.page import AuditPage
from learning.auditing.tally import Tally
from learning.auditing.typed import post_typed, rows_typed
from learning.models import Audit, AuditedPost
from learning.models.certificates import Unchangeable

from .audit_closed import closed, open_audit


@login_required
@require_safe
def audit(request):
    """Where the person is with it: before the first count, in one, or after it."""
    Notification.objects.seen(request.user, TARGET)
    return render(request, "learning/audit/audit.html", {"page": AuditPage(request.user)})


@login_required
@require_POST
def begin_audit(request):
    if Audit.objects.begin(request.user) is None:
        messages.info(request, _("It is too early to count again. The day stands below."))
    return redirect("learning:audit")


@login_required
@require_POST
def add_audited_posts(request):
    """All rows that are filled in, or none."""
    row = open_audit(request.user)
    if row is None:
        return closed(request, rows_typed(request.POST))
    form = RowsForm(row, request.POST)
    try:
        added = form.save()
    except Unchangeable:  # frozen in another tab at this moment
        return closed(request, rows_typed(request.POST))
    if added is None:
        context = {"page": AuditPage(request.user, form), "form": form}
        return render(request, "learning/audit/audit.html", context, status=422)
    said = ngettext("%(n)d post is added.", "%(n)d posts are added.", added) % {"n": added}
    messages.success(request, said)
    return redirect(reverse("learning:audit") + "#add")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def audited_post(request, pk):
    """One post again, until the count is frozen."""
    post = _post(request.user, pk)
    if post.audit.is_frozen:
        return closed(request, post_typed(request.POST))
    form = PostForm(request.POST or None, instance=post)
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except Unchangeable:
            return closed(request, post_typed(request.POST))
        messages.success(request, _("Saved."))
        return redirect(reverse("learning:audit") + "#posts")
    status = 422 if form.errors else 200
    context = {"post": post, "form": form}
    return render(request, "learning/audit/post.html", context, status=status)


@login_required
@require_POST
def remove_audited_post(request, pk):
    try:
        _post(request.user, pk).delete()
    except Unchangeable:
        return closed(request)
    messages.success(request, _("The post is out of the count."))
    return redirect(reverse("learning:audit") + "#posts")


def _post(user, pk):
    mine = AuditedPost.objects.filter(audit__in=Audit.objects.of(user))
    return get_object_or_404(mine.select_related("audit"), pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def freeze_audit(request):
    """Ask, then freeze it for good."""
    row = open_audit(request.user)
    if row is None and request.method == "POST":  # pressed twice
        return redirect("learning:audit")
    if row is None:
        return closed(request)
    if request.method == "POST":
        if row.freeze():
            messages.success(request, _("The count is frozen. This is what it shows."))
        else:
            messages.error(request, _("Five posts are the least that a share can be told of."))
        return redirect("learning:audit")
    return render(request, "learning/audit/freeze.html", {"audit": row, "tally": Tally.of(row)})


@login_required
@require_safe
def audit_csv(request, pk):
    """One's own posts for a spreadsheet; the file can be uploaded again."""
    row = get_object_or_404(Audit.objects.of(request.user), pk=pk)
    rows = [("date", "purpose", "content", "words")]
    rows += [
        (post.posted_on.isoformat() if post.posted_on else "", *post.coded[1:])
        for post in row.posts.all()
    ]
    return csv_response(rows, f"posts-{row.kind}.csv")


def csv_response(rows, name):
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    write_rows(response, rows)
    return response

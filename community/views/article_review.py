"""Reading an article before, or after, it is public."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.forms import ReasonForm
from community.models import ArticlePage, ModerationAct


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_article(request, pk):
    """Publish what was handed in, or return an article with a reason. Moderators only."""
    articles = ArticlePage.objects.reviewable_by(request.user).select_related("author__institution")
    article = get_object_or_404(articles, pk=pk)
    if request.POST.get("act") == "publish":
        return _publish(request, article)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ModerationAct.objects.send_back(request.user, article, form.cleaned_data["reason"])
        messages.success(request, _("Returned to its author, with your reason."))
        return redirect("community:queue")
    return _page(request, article, form, status=422 if form.is_bound else 200)


def _publish(request, article):
    """Only what the moderator has read: not a version that was saved since."""
    if request.POST.get("seen") != article.seen:
        messages.warning(request, _("Its author changed it meanwhile. Read it again."))
        return _page(request, article, ReasonForm(), status=409)
    if ModerationAct.objects.publish(request.user, article):
        messages.success(request, _("Published, and its author is told."))
    return redirect("community:queue")


def _page(request, article, form, status):
    context = {"article": article, "page": article.latest, "form": form, "previewing": True}
    return render(request, "community/review_article.html", context, status=status)

"""Writing articles: one's own, from the first draft to taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Notification
from community.articles.writing import ArticleWriting, place_of
from community.composer import forget_kept
from community.models import ArticlePage
from community.posting import refusal_to_publish

from .doors import sign_in_first

ARTICLES_AT_ONCE = 20
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def my_articles(request):
    """One's own, the one written last on top, each with what became of it."""
    articles = ArticlePage.objects.by(request.user).order_by("-latest_revision_created_at", "-pk")
    page = Paginator(articles, ARTICLES_AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "community/my_articles.html", {"page_obj": page})


@GET_OR_POST
def new_article(request):
    """Begin an article."""
    return _write(request)


@GET_OR_POST
def edit_article(request, pk):
    """Go on with one's own article."""
    return _write(request, pk)


def _write(request, pk=None):
    """Whatever stands in the way, the words are kept."""
    if not request.user.is_authenticated:
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        place = place_of(pk)
        return sign_in_first(request, place, f"{request.path}#write-{place}")
    writing = ArticleWriting(request, _mine(request, pk) if pk else None)
    form = writing.form
    hands_in = writing.act == "submit" and form.is_valid()
    if hands_in and (why := refusal_to_publish(request.user, writing.article)):
        form.add_error("text", why)
    if request.method != "POST" or not form.is_valid():
        return _page(request, writing, status=422 if form.is_bound else 200)
    if writing.conflicts:
        return _page(request, writing, status=409)
    article = writing.save()
    forget_kept(request, writing.composer.place)
    Notification.objects.seen(request.user, article.target)
    return _go_on(request, article, writing.act)


def _go_on(request, article, act):
    if act == "preview":
        return redirect("community:article_preview", article.pk)
    if act != "submit":
        messages.success(request, _("The draft is saved. Nobody else sees it."))
        return redirect("community:edit_article", article.pk)
    if article.submit(request.user):
        messages.success(request, _("Your article is published."))
        return redirect(article.get_url(request))
    messages.success(
        request,
        _("A moderator reads your first article before it is published. You will be told."),
    )
    return redirect("community:my_articles")


@login_required
@require_safe
def article_preview(request, pk):
    """One's own article as it will look."""
    article = _mine(request, pk)
    context = {"page": article.latest, "previewing": True}
    return render(request, "community/article_page.html", context)


@login_required
@GET_OR_POST
def withdraw_article(request, pk):
    """Ask, then take one's article from the site, or back from the moderators."""
    article = _mine(request, pk, ArticlePage.objects.out_of_hand())
    if request.method != "POST":
        return render(request, "community/withdraw_article.html", {"article": article})
    article.withdraw(request.user)
    messages.success(request, _("Withdrawn. It is a draft again, and only you see it."))
    return redirect("community:my_articles")


def _mine(request, pk, articles=None):
    articles = ArticlePage.objects.all() if articles is None else articles
    return get_object_or_404(articles.by(request.user), pk=pk)


def _page(request, writing, status):
    context = {
        "writing": writing,
        "article": writing.article,
        "form": writing.form,
        "composer": writing.composer,
        "conflict": writing.version if status == 409 else None,
    }
    return render(request, "community/write_article.html", context, status=status)

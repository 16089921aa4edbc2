"""The community's front, its lists, and beginning something new."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.answering.introductions import Welcome
from community.articles.talk import comment_address
from community.composer import Composer, forget_kept
from community.forms import NewThreadForm, SpaceForm, ThreadForm
from community.front import front_for
from community.models import Space, Thread
from community.posting import refusal, state_for
from community.searching.discussion_filter import DiscussionFilter
from learning.forms import query_for_pages

from .doors import sign_in_first, space_for

THREADS_AT_ONCE = 20


@require_safe
def hub(request):
    """Waiting for an answer first, then what one follows, the rooms, the latest."""
    return render(request, "community/hub.html", front_for(request.user))


@require_safe
def discussions(request):
    """Every thread this person may read, filtered as the address says."""
    chosen = DiscussionFilter.of(request.GET, request.user)
    threads = chosen.threads(request.user).for_list(request.user)
    page = Paginator(threads, THREADS_AT_ONCE).get_page(request.GET.get("page"))
    context = {"filter": chosen, "page_obj": page, "query": query_for_pages(request.GET)}
    return render(request, "community/discussions.html", context)


@require_safe
def space(request, pk):
    """A space: what it is about, the box for a post, its threads. An article shows its own."""
    row = space_for(request.user, pk)
    if shown_by_article(row):
        return redirect(f"{row.page.get_url(request)}#comments")
    return _space(request, row)


@require_POST
def start_thread(request, pk):
    """Post what was written in a space. Whatever stands in the way, the words are kept."""
    row = space_for(request.user, pk)
    form = ThreadForm(request.POST)
    if not request.user.is_authenticated:
        return sign_in_first(request, row.writing_place, back_to(request, row))
    if form.is_valid() and (why := refusal(request.user, row)):
        form.add_error("text", why)
    if not form.is_valid():
        return _space(request, row, form, status=422)
    thread = _start(request, row, form)
    forget_kept(request, row.writing_place)
    if shown_by_article(row):
        return redirect(comment_address(row, request.user, thread.opening))
    if request.POST.get("from") == "lesson":
        return redirect(back_to(request, row, posted=thread.opening))
    return redirect(thread)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def space_settings(request, pk):
    """What who hosts a discussion decides about it: who reads there."""
    row = get_object_or_404(Space.objects.hosted_by(request.user), pk=pk)
    form = SpaceForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(row)
    status = 422 if form.is_bound else 200
    return render(
        request, "community/space_settings.html", {"space": row, "form": form}, status=status
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_thread(request):
    """Begin a thread from the community's front."""
    kinds = [Space.Kind.COMMUNITY, Space.Kind.COURSE, Space.Kind.MODULE]
    spaces = Space.objects.visible_to(request.user).filter(kind__in=kinds, closed_at=None)
    spaces = spaces.order_by("page__path", "position", "pk")
    if request.method != "POST":
        form = NewThreadForm(spaces, initial=request.GET.dict())
        return _new(request, form)
    form = NewThreadForm(spaces, request.POST)
    if form.is_valid() and (why := refusal(request.user, form.cleaned_data["space"])):
        form.add_error("text", why)
    if not form.is_valid():
        return _new(request, form, status=422)
    thread = _start(request, form.cleaned_data["space"], form)
    forget_kept(request, "new-0")
    return redirect(thread)


def shown_by_article(space):
    """Whether the space is read below a public article, and nowhere else."""
    return space.kind == Space.Kind.ARTICLE and space.page is not None and space.page.live


def back_to(request, space, posted=None):
    """The box a post was written in: in the lesson, below the article, or on the space's page."""
    if shown_by_article(space):
        return f"{space.page.get_url(request)}#write-{space.writing_place}"
    if request.POST.get("from") == "lesson" and space.page and space.page.live:
        lesson = space.page.get_url(request)
        place = f"?posted={posted.pk}#posted" if posted else f"#block-{space.block_id}"
        return lesson + place
    return f"{space.get_absolute_url()}#write-{space.writing_place}"


def _start(request, space, form):
    text = form.cleaned_data["text"]
    return Thread.objects.start(
        request.user,
        space,
        text,
        kind=form.cleaned_data["kind"],
        title=form.cleaned_data["title"],
        topics=form.cleaned_data["topics"],
        state=state_for(request.user, text),
    )


def _space(request, row, form=None, status=200):
    threads = Thread.objects.filter(space__in=Space.objects.gathered_in(row))
    threads = threads.visible_to(request.user).for_list(request.user)
    threads = threads.order_by("-introductions", "-last_activity_at", "-pk")
    page = Paginator(threads, THREADS_AT_ONCE).get_page(request.GET.get("page"))
    composer = Composer.in_space(request, row, form)
    context = {"space": row, "page_obj": page, "composer": composer, "form": form}
    context["welcome"] = Welcome.of(request.user, row)
    context["is_host"] = Space.objects.hosted_by(request.user).filter(pk=row.pk).exists()
    if row.post_first:
        readable = Space.objects.readable_by(request.user)
        context["others_are_hidden"] = not readable.filter(pk=row.pk).exists()
    return render(request, "community/space.html", context, status=status)


def _new(request, form, status=200):
    composer = Composer(
        request,
        "new-0",
        reverse("community:new_thread"),
        label=_("Your post"),
        button=_("Post"),
        form=form,
        initial=form.initial,
    )
    context = {"form": form, "composer": composer, "welcome": Welcome.of(request.user)}
    return render(request, "community/new_thread.html", context, status=status)

"""What moderators and hosts do with posts, threads and people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from community.answering.hosting import hosts_anything
from community.forms import MergeForm, MoveForm, ReasonForm, SuspendForm
from community.models import ModerationAct, Post, Space, Suspension, Thread
from community.moderating.queue import ModerationQueue
from community.standing import is_moderator

ACTS_AT_ONCE = 50
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def queue(request):
    """What waits for this moderator, or for this host of a course."""
    if not hosts_anything(request.user):
        raise Http404
    return render(request, "community/queue.html", {"queue": ModerationQueue(request.user)})


@login_required
@require_safe
def acts(request):
    """What was done, by whom and why."""
    if not is_moderator(request.user):
        raise Http404
    rows = ModerationAct.objects.select_related(
        "moderator", "thread", "post__author", "person", "file", "article", "shelf", "plan"
    )
    page = Paginator(rows, ACTS_AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "community/acts.html", {"page_obj": page})


@login_required
@GET_OR_POST
def moderate_post(request, pk, act):
    """Hide, restore, dismiss or wave a post through. All but the last want a reason."""
    posts = Post.objects.filter(space__in=Space.objects.hosted_by(request.user))
    row = get_object_or_404(posts.select_related("thread__space", "author"), pk=pk)
    if act == "glance":
        return _glance(request, row)
    form = ReasonForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        getattr(ModerationAct.objects, act)(request.user, row, form.cleaned_data["reason"])
        messages.success(request, _("Done, and written down."))
        return redirect("community:queue")
    heading = {
        "hide": _("Hide this post"),
        "restore": _("Show this post again"),
        "dismiss": _("Nothing wrong with it"),
    }[act]
    context = {"post": row, "form": form, "heading": heading, "url": row.get_absolute_url()}
    return render(request, "community/decide.html", context, status=_status(form))


def _sent(request):
    return request.POST if request.method == "POST" else None


def _status(form):
    return 422 if form.errors else 200


@require_POST
def _glance(request, row):
    ModerationAct.objects.glance(request.user, row)
    return redirect("community:queue")


@login_required
@GET_OR_POST
def moderate_thread(request, pk, act):
    """Lock, unlock, move or merge a thread."""
    spaces = Space.objects.hosted_by(request.user)
    threads = Thread.objects.filter(space__in=spaces, merged_into=None)
    row = get_object_or_404(threads.select_related("space"), pk=pk)
    data = _sent(request)
    if act == "move":
        form = MoveForm(spaces.filter(closed_at=None).exclude(pk=row.space_id), data)
    elif act == "merge":
        form = MergeForm(threads.exclude(pk=row.pk), data)
    else:
        form = ReasonForm(data)
    if request.method == "POST" and form.is_valid():
        _do_with_thread(request.user, row, act, form.cleaned_data)
        messages.success(request, _("Done, and written down."))
        return redirect(form.cleaned_data.get("into") or row)
    heading = {
        "lock": _("Lock this thread"),
        "unlock": _("Unlock this thread"),
        "move": _("Move this thread"),
        "merge": _("Merge this thread into another"),
    }[act]
    context = {"title": row.title, "form": form, "heading": heading, "url": row.get_absolute_url()}
    return render(request, "community/decide.html", context, status=_status(form))


def _do_with_thread(user, thread, act, data):
    done, reason = ModerationAct.objects, data["reason"]
    if act == "move":
        done.move(user, thread, data["space"], reason)
    elif act == "merge":
        done.merge(user, thread, data["into"], reason)
    else:
        done.lock(user, thread, reason, locked=act == "lock")


@login_required
@GET_OR_POST
def suspend(request, public_id):
    """Stop somebody from posting for a while, or let them post again. Moderators only."""
    if not is_moderator(request.user):
        raise Http404
    person = get_object_or_404(User.objects.exclude(pk=request.user.pk), public_id=public_id)
    in_force = Suspension.objects.in_force(person).first()
    form = (ReasonForm if in_force else SuspendForm)(_sent(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if in_force:
            ModerationAct.objects.readmit(request.user, person, reason)
        else:
            ModerationAct.objects.suspend(request.user, person, form.cleaned_data["days"], reason)
        messages.success(request, _("Done, and written down."))
        return redirect("person", person.public_id)
    context = {"person": person, "in_force": in_force, "form": form}
    return render(request, "community/suspend.html", context, status=_status(form))

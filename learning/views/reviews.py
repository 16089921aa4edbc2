"""The CMS's queue of reflections that learners share with their instructors."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.widgets.button import HeaderButton

from courses.cms_header import cms_header, crumb
from courses.models.roles import keys_taught_by
from learning.forms import query_for_pages
from learning.models import Enrollment, Example, Phrase, Reflection
from learning.reviewing.forms import PhraseForm, ReviewForm
from learning.reviewing.notices import tell_of_comment, tell_of_question
from learning.reviewing.queue import ReviewFilter

ON_A_PAGE = 20
LONG_WAIT = 3  # working days


def teaches(user):
    return bool(keys_taught_by(user))


@require_safe
def review_queue(request):
    """What is shared with me, as I filter it."""
    if not teaches(request.user):
        raise PermissionDenied
    queue = ReviewFilter(request.user, request.GET)
    rows = queue.rows().select_related("user", "lesson", "prompt", "submitted")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    for row in page:
        _age(row, queue.ages)
    context = {
        "filter": queue,
        "items": page,
        "query": query_for_pages(request.GET),
        **_header(_("Reflections shared with me")),
        "header_buttons": [
            HeaderButton(_("Saved phrases"), url=reverse("review_phrases"), icon_name="openquote")
        ],
    }
    return render(request, "learning/cms/review_queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request, pk):
    """One of them, with what was said about it, and a form to comment."""
    row = _shared_with(request.user, pk)
    queue = ReviewFilter(request.user, request.GET)
    form = ReviewForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        comment = row.comments.create(author=request.user, text=form.words)
        tell_of_comment(comment)
        messages.success(request, _("Sent. The writer is told."))
        return _onward(request, row, queue)
    return _page(request, row, queue, form)


@require_POST
def review_settle(request, pk):
    """Nothing to add: it waits no longer."""
    row = _shared_with(request.user, pk)
    row.settle()
    messages.success(request, _("It waits no longer. The writer is not told."))
    return _onward(request, row, ReviewFilter(request.user, request.GET))


@require_POST
def review_example(request, pk):
    """Ask the writer whether it may be an example; show it, or show it no longer."""
    row = _shared_with(request.user, pk)
    act = request.POST.get("act")
    if act == "ask":
        example, made = Example.objects.get_or_create(
            reflection=row, defaults={"asked_by": request.user, "version": row.submitted}
        )
        if made:
            tell_of_question(example)
            messages.success(request, _("Asked. You hear when the writer has decided."))
    elif act in ("show", "hide"):
        example = get_object_or_404(Example, reflection=row, state=Example.State.AGREED)
        example.show(act == "show")
        if act == "show":
            messages.success(request, _("It stands in the lesson now, below the prompt."))
        else:
            messages.success(request, _("It stands in the lesson no longer."))
    return redirect(_address(row, request))


@require_http_methods(["GET", "HEAD", "POST"])
def review_phrases(request):
    """The phrases that I keep, and a form for another."""
    if not teaches(request.user):
        raise PermissionDenied
    form = PhraseForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        Phrase.objects.create(owner=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("Saved. It is offered below every comment that you write."))
        return redirect("review_phrases")
    context = {
        "form": form,
        "phrases": Phrase.objects.of(request.user),
        **_header(_("Saved phrases"), form=form, above=[_queue_crumb()]),
    }
    status = 422 if form.errors else 200
    return render(request, "learning/cms/review_phrases.html", context, status=status)


@require_POST
def review_phrase_remove(request, pk):
    get_object_or_404(Phrase.objects.of(request.user), pk=pk).delete()
    messages.success(request, _("Removed. Comments that were sent with it keep their words."))
    return redirect("review_phrases")


def _shared_with(user, pk):
    rows = Reflection.objects.shared_with(user).with_waiting()
    return get_object_or_404(
        rows.select_related("user", "lesson", "prompt", "submitted", "example"), pk=pk
    )


def _page(request, row, queue, form):
    _age(row, queue.ages)
    enrollments = Enrollment.objects.of(row.user).filter(course_key=row.course_key)
    title = _("%(name)s on “%(lesson)s”") % {
        "name": row.user.get_full_name(),
        "lesson": row.lesson.title,
    }
    context = {
        "reflection": row,
        "example": getattr(row, "example", None),
        "versions": row.shown_versions.exclude(pk=row.submitted_id),
        "comments": row.comments.select_related("author"),
        "enrollment": enrollments.select_related("course").first(),
        "form": form,
        "before": queue.before(row),
        "after": queue.after(row),
        "query": query_for_pages(request.GET),
        **_header(title, form=form, above=[_queue_crumb()]),
    }
    status = 422 if form.errors else 200
    return render(request, "learning/cms/review.html", context, status=status)


def _onward(request, row, queue):
    """To the next one where that was wished for; else back to this one."""
    if request.POST.get("then") != "next":
        return redirect(_address(row, request))
    if after := queue.after(row):
        return redirect(_address(after, request))
    query = query_for_pages(request.GET)
    return redirect(reverse("review_queue") + (f"?{query}" if query else ""))


def _address(row, request):
    query = query_for_pages(request.GET)
    return reverse("review", args=[row.pk]) + (f"?{query}" if query else "")


def _age(row, ages):
    """How long it has waited, or how long ago it was shared, in working days."""
    row.days = ages.of(row.waiting_since or row.shared_at)
    row.waits_long = bool(row.waiting_since) and row.days >= LONG_WAIT


def _queue_crumb():
    return crumb(_("Reflections shared with me"), "review_queue")


def _header(title, form=None, above=()):
    return cms_header(title, "openquote", *above, form=form)

"""Looks at plans: those asked of me, those I gave, those I asked for, and my offer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Notification
from learning.looking.due import hand_on
from learning.looking.forms import LookForm, OfferForm, ThanksForm
from learning.looking.notices import REQUESTS, tell_of_look, tell_of_thanks
from learning.looking.reading import beside_own, checks_of, with_due_words
from learning.models import Look, LookOffer
from learning.models.looks import LONGEST
from learning.parking import park, parked_by_writer, unpark

from .not_sent import not_sent

MINE_SHOWN = ON_A_PAGE = 20
PARKED_AS = "look"  # instead of a lesson's number


@login_required
@require_safe
def looks(request):
    Notification.objects.seen(request.user, REQUESTS)
    return _page(request)


@login_required
@require_POST
def offer_looks(request):
    """Be asked, pause, or be asked no more."""
    form = OfferForm(_offer_of(request.user), request.POST)
    if not form.is_valid():
        return _page(request, form)
    form.save(request.user)
    messages.success(request, _("Saved. What you have been asked already stays with you."))
    return redirect("learning:looks")


def _page(request, form=None):
    readable = Look.objects.readable_by(request.user).select_related("plan__user")
    given = Look.objects.given().filter(reviewer=request.user).select_related("plan__user")
    mine = Look.objects.asked_by(request.user).select_related("reviewer")[:MINE_SHOWN]
    page = Paginator(given.order_by("-given_at", "-pk"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    shown = readable.filter(pk__in=[row.pk for row in page])
    context = {
        "asked": with_due_words(readable.waiting().order_by("asked_at", "pk")),
        "page_obj": page,
        "readable": set(shown.values_list("pk", flat=True)),
        "mine": mine,
        "form": form or OfferForm(_offer_of(request.user)),
    }
    status = 422 if form else 200
    return render(request, "learning/looks.html", context, status=status)


def _offer_of(user):
    return LookOffer.objects.filter(user=user).first()


@require_http_methods(["GET", "HEAD", "POST"])
def look(request, pk):
    """One look: for who was asked, the plan and a form; for the owner, what was found."""
    if not request.user.is_authenticated:
        return _sign_in_first(request, pk)
    row = _look_for(request.user, pk)
    if row is None:
        return _too_late(request, pk)
    if row.plan.user_id == request.user.pk:
        return _thank(request, row)
    return _give(request, row)


def _sign_in_first(request, pk):
    """To signing in and back here, with what was typed."""
    if request.method == "POST":
        typed = LookForm.typed(request.POST)
        typed |= {"answer": request.POST.get("answer", "")[: 2 * LONGEST]}
        park(request, PARKED_AS, str(pk), typed | {"writer": request.POST.get("writer", "")[:36]})
    return redirect_to_login(request.path)


def _look_for(user, pk):
    """What this person gave or is asked for, and may read; or what they asked for and got."""
    found = Look.objects.select_related("plan__user", "reviewer", "prompt")
    readable = Look.objects.readable_by(user).values("pk")
    mine = Q(plan__user=user, given_at__isnull=False)
    return found.filter(Q(pk__in=readable) | mine, pk=pk).first()


def _too_late(request, pk):
    """Who was asked, and wrote meanwhile, has the words back. Nothing else is found."""
    if request.method != "POST" or not Look.objects.filter(pk=pk, reviewer=request.user).exists():
        raise Http404
    return not_sent(
        request,
        title=_("This look is no longer asked for"),
        reason=_(
            "The request was taken back or went on to somebody else, so nothing was sent. Copy"
            " your words if you want to keep them."
        ),
        typed=_words(request),
        to=reverse("learning:looks"),
        label=_("Looks at plans"),
        status=404,
    )


def _words(request):
    typed = LookForm.typed(request.POST)
    return "\n\n".join(filter(None, (typed[name].strip() for name in LookForm.base_fields)))


def _give(request, row):
    rubric = row.prompt.content["rows"] if row.prompt else []
    kept = parked_by_writer(request, PARKED_AS, str(row.pk))
    form = LookForm(rubric, request.POST if request.method == "POST" else None, initial=kept)
    if request.method == "POST" and row.given_at:
        return _given_before(request, row, form)
    if request.method == "POST" and form.is_valid():
        return _given(request, row, form)
    Notification.objects.seen(request.user, row.target)
    context = {"peer_look": row, "form": form if row.is_waiting else None, "plan": row.plan}
    context |= {"sections": row.plan.sections(), "rows": beside_own(row, []), "kept": kept}
    if row.is_waiting:
        with_due_words([row])
    status = 422 if row.is_waiting and form.errors else 200
    return render(request, "learning/look.html", context, status=status)


def _given(request, row, form):
    with transaction.atomic():
        is_first = row.give(**form.given)
        if is_first:
            tell_of_look(row)
    if not row.given_at:
        return _too_late(request, row.pk)
    if not is_first:
        return _given_before(request, row, form)
    unpark(request, PARKED_AS, str(row.pk))
    messages.success(
        request, _("Given. %(name)s is told.") % {"name": row.plan.user.get_full_name()}
    )
    return redirect("learning:look", pk=row.pk)


def _given_before(request, row, form):
    """The same again is one press too many; other words are given back to their writer."""
    unpark(request, PARKED_AS, str(row.pk))
    if form.is_valid() and row.says(**form.given):
        return redirect("learning:look", pk=row.pk)
    name = row.plan.user.get_full_name()
    return not_sent(
        request,
        title=_("You gave this look before"),
        reason=_(
            "A look is given once, and %(name)s has yours. What you sent now was not added to it:"
            " copy it, if you want to tell them another way."
        )
        % {"name": name},
        typed=_words(request),
        to=reverse("learning:look", args=[row.pk]),
        label=_("Read what you gave"),
    )


def _thank(request, row):
    kept = parked_by_writer(request, PARKED_AS, str(row.pk))
    form = ThanksForm(request.POST if request.method == "POST" else None, initial=kept)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            is_first = row.thank(form.cleaned_data["answer"])
            if is_first:
                tell_of_thanks(row)
        unpark(request, PARKED_AS, str(row.pk))
        if not is_first and form.cleaned_data["answer"] not in ("", row.answer):
            return _thanked_before(request, row, form.cleaned_data["answer"])
        if is_first:
            messages.success(request, _("Sent."))
        return redirect("learning:look", pk=row.pk)
    Notification.objects.seen(request.user, row.target)
    rows = beside_own(row, checks_of(row.plan))
    context = {"peer_look": row, "form": form, "rows": rows, "kept": kept}
    status = 422 if form.errors else 200
    return render(request, "learning/look_given.html", context, status=status)


def _thanked_before(request, row, answer):
    return not_sent(
        request,
        title=_("You answered before"),
        reason=_(
            "An answer goes once, and %(name)s has yours. What you sent now was not added to it:"
            " copy it, if you want to tell them another way."
        )
        % {"name": row.reviewer.get_full_name()},
        typed=answer,
        to=reverse("learning:look", args=[row.pk]),
        label=_("Back to the look"),
    )


@login_required
@require_POST
def decline_look(request, pk):
    """Not this time: the next is asked, and no reason is given."""
    row = get_object_or_404(Look.objects.filter(reviewer=request.user), pk=pk)
    if hand_on(row, row.decline):
        messages.success(
            request, _("That is fine. Somebody else is asked, and no reason is given.")
        )
    else:
        messages.info(request, _("This look is not asked of you any more."))
    return redirect("learning:looks")


@login_required
@require_POST
def withdraw_look(request, pk):
    """The owner's act: from now on the colleague cannot read the plan by this request."""
    row = get_object_or_404(Look.objects.asked_by(request.user), pk=pk)
    row.withdraw()
    messages.success(
        request,
        _("Taken back. %(name)s can no longer read your plan by this request.")
        % {"name": row.reviewer.get_full_name()},
    )
    return redirect("learning:looks")

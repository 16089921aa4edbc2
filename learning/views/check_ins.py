"""The page of a check-in: it opens for who holds its link, and only the button writes.

A mail can be forwarded: what was written on the page before is shown to its maker alone.
"""

import re

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Notification
from accounts.reach import is_withheld
from learning.commitments.form import CheckInForm
from learning.commitments.notices import tell_partner_of_outcome
from learning.days import day_of
from learning.models import CheckIn
from learning.models.certificates import Unchangeable
from learning.models.commitments import TooMany

from .by_link import private

LIKE_A_TOKEN = re.compile(r"[\w-]{20,64}")


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request, token):
    """How did it go? The answer can be changed until the next check-in is due."""
    found = _with_token(token)
    if found is None:
        return private(render(request, "learning/check_in_gone.html", status=404))
    if request.method == "POST" and found.can_be_answered:
        return private(_posted(request, found))
    if _is_makers(request, found):
        Notification.objects.seen(request.user, found.target)
    answer = request.GET.get("answer", "")
    chosen = answer if answer in CheckIn.Outcome.values else found.outcome
    note = found.note if _is_makers(request, found) else ""
    form = CheckInForm(initial={"outcome": chosen, "note": note})
    return private(_page(request, found, form))


def _is_makers(request, found):
    """Whether the maker of the commitment is signed in here, and does not only hold the link."""
    return request.user == found.commitment.user


def _with_token(token):
    """The check-in, while its page opens: its maker's account is in use, and it is not too old."""
    if not LIKE_A_TOKEN.fullmatch(token):
        return None
    rows = CheckIn.objects.select_related("commitment__user", "commitment__replaced_by")
    found = rows.prefetch_related("commitment__check_ins").filter(token=token).first()
    if found is None:
        return None
    person = found.commitment.user
    over = day_of(person) > found.last_day
    return None if over or not person.is_active or is_withheld(person) else found


def _posted(request, found):
    if "drop" in request.POST:
        found.commitment.drop()
        messages.success(request, _("Dropped. Nothing more is asked of it."))
        return redirect(found)
    form = CheckInForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    said = form.cleaned_data
    if not _is_makers(request, found):  # who could not read the words empties them no more
        said["note"] = said["note"] or found.note
    try:
        found.answer(**said)
    except TooMany:
        form.add_error(None, _("Three others are open here. End one first, then answer again."))
        return _page(request, found, form, status=422)
    except Unchangeable:  # replaced in another tab, a moment ago
        return redirect(found)
    tell_partner_of_outcome(found)
    Notification.objects.seen(found.commitment.user, found.target)
    messages.success(request, _("Kept. You can change your answer here until the next check-in."))
    return redirect(found)


def _page(request, found, form, status=200):
    today = day_of(found.commitment.user)
    context = {
        "check_in": found, "commitment": found.commitment, "form": form, "today": today,
        "newer": found.following if found.following and found.has_passed(today) else None,
        "keeps_note": bool(found.note) and not _is_makers(request, found),
        "offers": found.outcome in ("partly", "not_yet") and found.commitment.is_open,
    }  # fmt: skip
    return render(request, "learning/check_in.html", context, status=status)

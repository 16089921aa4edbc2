"""An institution's people, as its coordinators see them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Membership
from accounts.spreadsheets import attached
from learning.institutions import invitation_letters
from learning.institutions.people import PeopleList, visible_enrollments
from learning.models import InstitutionCode, Invitation, SeatGrant

INVITATIONS_SHOWN = 100


def institution_for(user, pk):
    """One that this person coordinates; any other is not found."""
    return get_object_or_404(Membership.objects.coordinated_by(user), pk=pk)


@login_required
@require_safe
def institutions(request):
    """Those one coordinates; a single one is opened at once."""
    found = list(Membership.objects.coordinated_by(request.user))
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect("learning:institution", found[0].pk)
    return render(request, "learning/institution/all.html", {"institutions": found})


@login_required
@require_safe
def people(request, pk):
    """Who is how far."""
    institution = institution_for(request.user, pk)
    found = PeopleList(institution, request.GET)
    context = {
        "institution": institution,
        "found": found,
        "page_obj": found.page,
        "query": found.query,
    }
    return render(request, "learning/institution/people.html", context)


@login_required
@require_safe
def people_csv(request, pk):
    return _people(request, pk, "csv")


@login_required
@require_safe
def people_xlsx(request, pk):
    return _people(request, pk, "xlsx")


def _people(request, pk, kind):
    institution = institution_for(request.user, pk)
    name = f"{slugify(institution.name)[:60] or 'institution'}-people"
    return attached(PeopleList(institution, request.GET).cells(), kind, name, "People")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_membership(request, pk, enrollment_id):
    """Ask, then let go of somebody: their courses stay theirs."""
    institution = institution_for(request.user, pk)
    row = get_object_or_404(
        visible_enrollments(institution).select_related("user"), pk=enrollment_id
    )
    if request.method == "POST":
        theirs = Membership.objects.current().members().of(row.user)
        for membership in theirs.filter(institution=institution):
            membership.end()
        messages.success(
            request, _("Ended. You see them no more; what they did in the courses stays theirs.")
        )
        return redirect("learning:institution", institution.pk)
    context = {"institution": institution, "person": row.user}
    return render(request, "learning/institution/end.html", context)


@login_required
@require_safe
def seats(request, pk):
    """Seats, the code, and who is invited."""
    institution = institution_for(request.user, pk)
    grants = SeatGrant.objects.filter(institution=institution).with_use().select_related("course")
    pending = Invitation.objects.pending().filter(institution=institution)
    context = {
        "institution": institution,
        "grants": grants,
        "code": InstitutionCode.objects.current().filter(institution=institution).first(),
        "invitations": pending.select_related("grant__course")[:INVITATIONS_SHOWN],
    }
    return render(request, "learning/institution/seats.html", context)


@login_required
@require_POST
def renew_code(request, pk):
    institution = institution_for(request.user, pk)
    InstitutionCode.objects.renew(institution, request.user)
    messages.success(request, _("This is the new code. The one before works no more."))
    return redirect("learning:institution_seats", institution.pk)


@login_required
@require_POST
def invitation_act(request, pk, invitation_id, act):
    """Send it again, or take it back."""
    institution = institution_for(request.user, pk)
    rows = Invitation.objects.pending().filter(institution=institution)
    invitation = get_object_or_404(rows, pk=invitation_id)
    if act == "cancel":
        invitation.cancel()
        messages.success(request, _("Taken back. The seat is free again."))
    elif invitation_letters.send_again(invitation):
        messages.success(request, _("Sent again. The link of the mail before works no more."))
    else:
        messages.error(
            request, _("It was sent a moment ago, or five times. Wait, or write to them yourself.")
        )
    return redirect("learning:institution_seats", institution.pk)

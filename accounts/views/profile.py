"""One's own profile."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ..forms import ProfileForm
from ..models import Institution, User

INSTITUTIONS_OFFERED = 500


@login_required
def profile(request):
    # A copy of its own: request.user keeps the stored name while the form shows errors.
    person = User.objects.select_related("institution").get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, request.FILES or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        return redirect("account_profile")
    names = Institution.objects.values_list("name", flat=True)[:INSTITUTIONS_OFFERED]
    return render(
        request, "accounts/profile.html", {"form": form, "person": person, "institutions": names}
    )

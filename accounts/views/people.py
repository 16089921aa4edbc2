"""What colleagues see of a person."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render

from ..models import User


@login_required
def person(request, public_id):
    people = User.objects.filter(is_active=True).select_related("institution")
    return render(
        request, "accounts/person.html", {"person": get_object_or_404(people, public_id=public_id)}
    )

"""Following people and courses."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from community.models import CourseFollow, PersonFollow
from community.notices import tell_of_follower
from community.standing import is_suspended
from courses.models import CoursePage

MOST_PEOPLE = 200


@login_required
@require_safe
def following(request):
    """Whom one follows, and which courses one does or could follow."""
    people = User.objects.filter(is_active=True, followers__follower=request.user)
    people = people.select_related("institution").order_by("display_name", "pk")
    courses = CoursePage.objects.live().order_by("title")
    followed = CourseFollow.objects.condition(request.user, "translation_key")
    context = {
        "people": people[:MOST_PEOPLE],
        "courses": courses.filter(followed),
        "others": courses.exclude(followed),
    }
    return render(request, "community/following.html", context)


@login_required
@require_POST
@transaction.atomic
def follow_person(request, public_id):
    """Follow somebody, or no longer (``follow`` empty)."""
    person = get_object_or_404(User, is_active=True, public_id=public_id)
    try:
        begun = PersonFollow.objects.set(request.user, person, bool(request.POST.get("follow")))
    except ValueError:
        raise Http404 from None
    if begun and not is_suspended(request.user):
        tell_of_follower(request.user, person)
    return _back(request, "person", public_id)


@login_required
@require_POST
def follow_course(request, pk):
    """Follow a course, or no longer (``follow`` empty)."""
    course = get_object_or_404(CoursePage.objects.live(), pk=pk)
    CourseFollow.objects.set(request.user, course.key, bool(request.POST.get("follow")))
    return _back(request, "community:following")


def _back(request, name, *args):
    """To the page the button stood on, if it is one of this site."""
    back = request.POST.get("back", "")
    return redirect(back) if get_adapter().is_safe_url(back) else redirect(name, *args)

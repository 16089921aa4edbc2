"""People in the CMS: their picture, and who may not be deleted."""

from django.contrib import messages
from django.db import router
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from .models import User
from .models.visibility import Level


@hooks.register("get_avatar_url")
def photo_as_avatar(user, size):
    """For staff, who are people with an account."""
    photo = getattr(user, "photo", None)
    return photo.url if photo and user.level_of("photo") != Level.NOBODY else None


def has_history(user):
    """Something that must outlive them hangs on this person: enrollments, certificates."""
    try:
        Collector(using=router.db_for_write(User)).collect([user])
    except (ProtectedError, RestrictedError):
        return True
    return False


def _refuse(request, people):
    names = ", ".join(person.get_full_name() for person in people)
    messages.error(
        request,
        _(
            "%(names)s took part in courses, and those records must stay. Untick “Active”"
            " instead: nobody can sign in to such an account, and its profile is hidden."
        )
        % {"names": names},
    )
    return redirect("wagtailusers_users:index")


@hooks.register("before_delete_user")
def keep_people_with_history(request, user):
    if has_history(user):
        return _refuse(request, [user])
    return None


@hooks.register("before_bulk_action")
def keep_many_people_with_history(request, action_type, objects, action):
    if action_type != "delete" or action.model is not User or request.method != "POST":
        return None
    kept = [person for person in objects if has_history(person)]
    return _refuse(request, kept) if kept else None


@hooks.register("after_delete_user")
def delete_photo(request, user):
    if user.photo:
        user.photo.storage.delete(user.photo.name)

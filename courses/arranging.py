"""Adding, moving and duplicating the pages of a course, by whoever may."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from .models import CoursePage, LessonPage, LibraryUse, ModulePage


class NotPossible(ValidationError):
    """What was asked for cannot be done; the message says why."""


def add_page(course, parent, title, user):
    """A new module of the course, or a new lesson of one of its modules, as a draft."""
    if not parent.permissions_for_user(user).can_add_subpage():
        raise PermissionDenied
    model = ModulePage if isinstance(parent, CoursePage) else LessonPage
    page = parent.add_child(instance=model(title=title, live=False, owner=user))
    page.save_revision(user=user, log_action=True, clean=False)
    return page


def step(page, direction, user):
    """Move a page before its predecessor or behind its successor. False at the end of its row."""
    neighbor = page.get_prev_sibling() if direction == "up" else page.get_next_sibling()
    if neighbor is None:
        return False
    _may_reorder(page.get_parent(), user)
    _move(page, neighbor, "left" if direction == "up" else "right", user)
    return True


def place(page, target, side, user):
    """Put a page "before", "after" or, as the last, "into" another of the same course.

    Raises NotPossible where a page of this address is there already.
    """
    parent = target if side == "into" else target.get_parent()
    if page.is_child_of(parent):
        _may_reorder(parent, user)
    elif not page.permissions_for_user(user).can_move_to(parent):
        raise PermissionDenied
    if not Page._slug_is_available(page.slug, parent, page):
        raise NotPossible(
            _(
                "“%(title)s” cannot be moved there: a page with the address “%(slug)s” is there"
                " already. Change the slug of one of them in its editor, under Promote."
            )
            % {"title": page.get_admin_display_title(), "slug": page.slug}
        )
    if page.pk != target.pk:
        positions = {"before": "left", "after": "right", "into": "last-child"}
        _move(page, target, positions[side], user)


def _move(page, target, position, user):
    """Wagtail's own move, with what may be moved decided before."""
    MovePageAction(page, target, pos=position, user=user).execute(skip_permission_checks=True)


def _may_reorder(parent, user):
    if not parent.permissions_for_user(user).can_reorder_children():
        raise PermissionDenied


def duplicate(page, user):
    """A copy of a lesson or module behind the original, as a draft of its own.

    Its pages get keys of their own, and what learners did is found by the key: the copy
    begins with nobody's answers, although its blocks keep their ids.
    """
    parent = page.get_parent()
    title = _("%(title)s (copy)") % {"title": page.get_admin_display_title()}
    copy = CopyPageAction(
        page.specific,
        to=parent,
        update_attrs={"title": title[:255], "slug": free_slug(page, parent)},
        recursive=True,
        copy_revisions=True,
        keep_live=False,
        user=user,
    ).execute()
    _move(copy, Page.objects.get(pk=page.pk), "right", user)
    copy = Page.objects.get(pk=copy.pk).specific
    LibraryUse.objects.copied(page, copy)
    return copy


def free_slug(page, parent):
    """The page's slug with the first number that makes it one of its own."""
    number = 2
    while not Page._slug_is_available(slug := f"{page.slug[:240]}-{number}", parent):
        number += 1
    return slug

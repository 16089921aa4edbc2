"""Which pages learners have left something on."""

from django.apps import apps
from django.db.models import PROTECT
from wagtail.models import Page

from courses.models import CoursePage, LessonPage

from .models import Bookmark
from .models.bookmarks import target_of

_known_elsewhere = []


def uses_pages(check):
    """Register a function that says whether something hangs on one of these pages.

    It takes the keys of a page and of all below it, and stands in an app above this one.
    """
    _known_elsewhere.append(check)
    return check


def used_by_learners(pages):
    """Those of these pages that are, or contain, a page somebody used."""
    return [page for page in pages if _is_used(page)]


def protecting(model):
    """Every relation whose rows must outlive a page of this model: [(model, field's name)]."""
    return [
        (relation.related_model, relation.field.name)
        for relation in model._meta.get_fields(include_hidden=True)
        if getattr(relation, "on_delete", None) is PROTECT
    ]


def _is_used(page):
    for model in (CoursePage, LessonPage):
        pages = model.objects.descendant_of(page, inclusive=True).order_by()
        for related, field in protecting(model):
            if related._base_manager.filter(**{f"{field}__in": pages}).exists():
                return True
    inside = Page.objects.descendant_of(page, inclusive=True).order_by()
    keys = list(inside.values_list("translation_key", flat=True))
    return _is_known_by_key(keys) or any(check(keys) for check in _known_elsewhere)


def naming_by_key():
    """What names a lesson or course by its key alone: [(model, field's name)] of this app.

    A tick, an evaluation, words in a plan; and whatever comes to be kept like these.
    """
    protected = {model for page in (CoursePage, LessonPage) for model, _name in protecting(page)}
    return [
        (model, field.name)
        for model in apps.get_app_config("learning").get_models()
        if model not in protected
        for field in model._meta.concrete_fields
        if field.name in ("lesson_key", "course_key")
    ]


def _is_known_by_key(keys):
    marked = [target_of(Bookmark.Kind.LESSON, key) for key in keys]
    return Bookmark.objects.filter(target__in=marked).exists() or any(
        model._base_manager.filter(**{f"{name}__in": keys}).exists()
        for model, name in naming_by_key()
    )

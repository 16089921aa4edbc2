"""Which pages learners have left something on."""

from django.db.models import PROTECT, Q
from wagtail.models import Page

from courses.models import CoursePage, LessonPage

from .models import Bookmark, ChecklistTick, EvaluationAnswer, Source
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


def _is_known_by_key(keys):
    """What names a page by its key alone: a bookmark, a tick, an evaluation, words in a plan."""
    lessons = Q(lesson_key__in=keys)
    marked = [target_of(Bookmark.Kind.LESSON, key) for key in keys]
    return (
        Bookmark.objects.filter(target__in=marked).exists()
        or ChecklistTick.objects.filter(lessons).exists()
        or Source.objects.filter(lessons).exists()
        or EvaluationAnswer.objects.filter(course_key__in=keys).exists()
    )

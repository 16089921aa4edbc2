"""Which pages learners have left something on."""

from django.db.models import PROTECT

from courses.models import CoursePage, LessonPage

_known_elsewhere = []


def uses_pages(check):
    """Register a function that says whether something hangs on one of these lessons or courses.

    It takes the keys of courses and of lessons, and stands in an app above this one.
    """
    _known_elsewhere.append(check)
    return check


def used_by_learners(pages):
    """Those of these pages that are, or contain, a course or lesson somebody used."""
    return [page for page in pages if _is_used(page)]


def protecting(model):
    """Every relation whose rows must outlive a page of this model: [(model, field's name)]."""
    return [
        (relation.related_model, relation.field.name)
        for relation in model._meta.get_fields(include_hidden=True)
        if getattr(relation, "on_delete", None) is PROTECT
    ]


def _is_used(page):
    courses = CoursePage.objects.descendant_of(page, inclusive=True).order_by()
    lessons = LessonPage.objects.descendant_of(page, inclusive=True).order_by()
    for pages in (courses, lessons):
        for model, field in protecting(pages.model):
            if model._base_manager.filter(**{f"{field}__in": pages}).exists():
                return True
    keys = [list(pages.values_list("translation_key", flat=True)) for pages in (courses, lessons)]
    return any(check(*keys) for check in _known_elsewhere)

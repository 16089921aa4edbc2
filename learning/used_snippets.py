"""Which instructors, topics and plan sections something hangs on, and what that is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.models import Activity, Instructor, LessonPage, PlanSection, Topic

GUARDED = (Instructor, Topic, PlanSection)
AT_MOST = 3  # names in a message


@dataclass
class Use:
    """What uses it: ``names`` of pages and the like, or only how many rows ``what`` there are."""

    what: str
    names: list
    number: int

    def __str__(self):
        if not self.names:
            return _("%(what)s: %(number)d") % {"what": self.what, "number": self.number}
        shown = [f"“{name}”" for name in self.names[:AT_MOST]]
        if len(self.names) > AT_MOST:
            shown.append(_("%d more") % (len(self.names) - AT_MOST))
        return f"{self.what}: {', '.join(shown)}"


def uses_of(snippet):
    """Everything that names this instructor, topic or plan section, in any app."""
    return [use for relation in _relations(type(snippet)) if (use := _use(relation, snippet))]


def _relations(model):
    """Those others have to it; of a list of topics, that and not the table between."""
    for relation in model._meta.get_fields(include_hidden=True):
        points_here = relation.auto_created and not relation.concrete
        if points_here and not relation.related_model._meta.auto_created:
            yield relation


def _use(relation, snippet):
    rows = relation.related_model._base_manager.filter(**{relation.field.name: snippet})
    if not (number := rows.count()):
        return None
    what = relation.related_model._meta.verbose_name_plural
    if relation.related_model is Activity:
        lessons = LessonPage.objects.filter(translation_key__in=rows.values("lesson_key"))
        what, names = LessonPage._meta.verbose_name_plural, _titles(lessons)
    elif issubclass(relation.related_model, Page):
        names = _titles(rows)
    else:
        names, what = _parents(relation.related_model, rows, what)
    return Use(str(what), names, number)


def _parents(model, rows, what):
    """The titles of the pages that the rows are part of; nothing of what is a person's own."""
    for field in model._meta.concrete_fields:
        if field.related_model and issubclass(field.related_model, Page):
            pages = Page.objects.filter(pk__in=rows.values(field.attname))
            return _titles(pages), field.related_model._meta.verbose_name_plural
    return [], what


def _titles(pages):
    return sorted(set(pages.values_list("title", flat=True)))

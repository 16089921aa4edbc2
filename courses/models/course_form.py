"""The course's form in the CMS."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class CourseForm(WagtailAdminPageForm):
    """It keeps outcomes that lessons work on: with one, what is said of those would go too."""

    def is_valid(self):
        valid = super().is_valid()
        return valid and not self._removes_outcomes_in_use()

    def _removes_outcomes_in_use(self):
        formset = self.formsets.get("outcomes")
        for form in formset.deleted_forms if formset else ():
            outcome = form.instance
            lessons = outcome.lessons.order_by("title") if outcome.pk else ()
            if titles := [f"“{lesson.title}”" for lesson in lessons]:
                said = _(
                    "The outcome “%(outcome)s” cannot be removed while lessons work on it:"
                    " %(lessons)s. Untick it in them first, or reword it instead."
                )
                self.add_error(None, said % {"outcome": outcome, "lessons": ", ".join(titles)})
        return bool(self.errors)

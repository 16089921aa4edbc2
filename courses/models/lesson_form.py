"""The lesson's form in the CMS."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from courses.blocks.finished import PlaceholderLeft
from courses.placeholders import is_placeholder


class LessonForm(WagtailAdminPageForm):
    """Of outcomes it offers, and takes, those of the lesson's own course."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("outcomes"):
            module = self.parent_page or self.instance.get_parent()
            course = module and module.get_parent()
            field.queryset = field.queryset.filter(course=course.pk if course else None)
            if not field.queryset.exists():
                field.help_text = _("The course has no outcomes yet. Add them in its settings.")

    def clean(self):
        """As in its body: what a template asks for is not published, and saves as a draft."""
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for name, text in list(cleaned.items()):
                if isinstance(text, str) and is_placeholder(text):
                    self.add_error(name, PlaceholderLeft())
        return cleaned

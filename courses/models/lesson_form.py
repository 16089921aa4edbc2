"""The lesson's form in the CMS."""

from wagtail.admin.forms import WagtailAdminPageForm


class LessonForm(WagtailAdminPageForm):
    """Of outcomes it offers, and takes, those of the lesson's own course."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("outcomes"):
            module = self.parent_page or self.instance.get_parent()
            course = module and module.get_parent()
            field.queryset = field.queryset.filter(course=course.pk if course else None)

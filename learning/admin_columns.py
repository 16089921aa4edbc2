"""Columns of the CMS's tables without a template for each cell: a table has 25 times six."""

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from wagtail.admin.ui.tables import BaseColumn


class TextColumn(BaseColumn):
    """What the row's attribute says, as it is read."""

    def text(self, value):
        return "" if value is None else value

    def render_cell_html(self, instance, parent_context):
        return format_html("<td>{}</td>", self.text(getattr(instance, self.accessor)))


class NameColumn(TextColumn):
    """Whose row it is, with a link where ``get_url`` of the row gives one."""

    def __init__(self, name, *, get_url, **how):
        super().__init__(name, **how)
        self.get_url = get_url

    def render_cell_html(self, instance, parent_context):
        name, url = getattr(instance, self.accessor), self.get_url(instance)
        shown = format_html('<a href="{}">{}</a>', url, name) if url else name
        return format_html('<td class="title"><div class="title-wrapper">{}</div></td>', shown)


class DayColumn(TextColumn):
    def text(self, value):
        return "" if value is None else date_format(localtime(value), "M j, Y")

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


class DayColumn(TextColumn):
    def text(self, value):
        return "" if value is None else date_format(localtime(value), "M j, Y")

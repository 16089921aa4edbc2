"""Columns of the CMS's tables without a template for each cell: a table has 25 times six."""

from functools import lru_cache

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import get_language
from wagtail.admin.ui.tables import BaseColumn, Table


class PlainTable(Table):
    """A table of such columns, whose rows need no template either."""

    template_name = "learning/cms/plain_table.html"

    def body(self):
        return format_html_join("", "<tr>{}</tr>", ((self._cells(row),) for row in self.data))

    def _cells(self, row):
        cells = (column.render_cell_html(row, None) for column in self.columns.values())
        return format_html_join("", "{}", ((cell,) for cell in cells))


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
        return "" if value is None else _day(localtime(value).date(), get_language())


@lru_cache(maxsize=1024)
def _day(day, _language):
    return date_format(day, "M j, Y")

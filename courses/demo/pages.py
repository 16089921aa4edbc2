"""Making the demonstration's pages and bringing them up to date.

A page is known by its slug below its parent. What has not changed is left
alone; what has is published as a new revision. A page that somebody edited in
the CMS is theirs from then on. Nothing is ever deleted.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from wagtail.models import PageLogEntry


@dataclass
class Report:
    """What a run did to the pages, by their primary keys."""

    made: set[int] = field(default_factory=set)
    updated: set[int] = field(default_factory=set)
    left_alone: set[int] = field(default_factory=set)


@dataclass
class Writer:
    """Makes pages and brings them up to date."""

    published_at: datetime
    report: Report

    def write(self, model, parent, slug, values, source, children=None):
        """The live page of this slug with these values, published anew where they differ."""
        page = model.objects.child_of(parent).filter(slug=slug).first()
        if page is None:
            page = model(slug=slug, live=False)
            self._fill(page, values, children or {})
            self._checked(source, lambda: parent.add_child(instance=page))
            self._publish(page, source)
            self._backdate(page)
            self.report.made.add(page.pk)
        elif _differs(page, values, children or {}):
            if page.latest_revision and page.latest_revision.user_id:
                self.report.left_alone.add(page.pk)
            else:
                self._fill(page, values, children or {})
                self._publish(page, source)
                self._note_update(page)
        return model.objects.get(pk=page.pk)

    def _fill(self, page, values, children):
        for name, value in values.items():
            setattr(page, name, value)
        for name, rows in children.items():
            if rows and isinstance(rows[0], tuple):
                rows = [
                    row_model(sort_order=order, **fields)
                    for order, (row_model, fields) in enumerate(rows)
                ]
            setattr(page, name, rows)

    def _publish(self, page, source):
        self._checked(source, page.full_clean)
        page.save_revision().publish()

    def _checked(self, source, act):
        try:
            return act()
        except ValidationError as error:
            raise source.error("; ".join(error.messages)) from error

    def _note_update(self, page):
        if page.pk in self.report.made or page.first_published_at > self.published_at:
            # Finished only now, as when courses name each other, or made by bootstrap.
            self._backdate(page)
        if page.pk not in self.report.made:
            self.report.updated.add(page.pk)

    def _backdate(self, page):
        """A page of the demonstration has been there for a while."""
        at = self.published_at
        drafted = at - timedelta(hours=2)
        type(page).objects.filter(pk=page.pk).update(
            first_published_at=at, last_published_at=at, latest_revision_created_at=drafted
        )
        page.revisions.update(created_at=drafted)
        PageLogEntry.objects.filter(page=page.pk).update(timestamp=at)


def _differs(page, values, children):
    for name, value in values.items():
        stored = getattr(page, name)
        if hasattr(value, "get_prep_value"):
            stored, value = list(stored.get_prep_value()), list(value.get_prep_value())
        if stored != value:
            return True
    return not all(_same_rows(page, name, rows) for name, rows in children.items())


def _same_rows(page, name, wanted):
    """Whether the page has these children: (model, fields) in order, or chosen rows in any."""
    stored = list(getattr(page, name).all())
    if not wanted or not isinstance(wanted[0], tuple):
        return {row.pk for row in stored} == {row.pk for row in wanted}
    fields = wanted[0][1]
    return wanted == [
        (type(row), {field: getattr(row, field) for field in fields}) for row in stored
    ]


def put_in_order(parent, slugs):
    """Put the children of these slugs into this order, where they are not."""
    ours = [page for page in parent.get_children() if page.slug in slugs]
    if [page.slug for page in ours] == slugs:
        return
    for slug in slugs:
        page = parent.get_children().get(slug=slug)
        page.specific.move(type(parent).objects.get(pk=parent.pk), pos="last-child")

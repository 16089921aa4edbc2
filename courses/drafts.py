"""Pages as their authors left them: with what was saved and not yet published.

Wagtail makes such a page from a revision with several queries. Here all pages of a
course are read at once, and only what an author types is taken from the revision.
"""

from copy import copy

from wagtail.models import Revision


def with_drafts(pages):
    """Copies of these pages, each as its latest draft has it, in one query."""
    wanted = [page.latest_revision_id for page in pages if has_draft(page)]
    contents = dict(Revision.objects.filter(pk__in=wanted).values_list("pk", "content"))
    return [draft_of(page, contents.get(page.latest_revision_id)) for page in pages]


def has_draft(page):
    """Whether something was saved that readers do not see."""
    return page.has_unpublished_changes or not page.live


def typed_fields(page):
    """The model fields that the editor of this page shows."""
    shown = page.get_edit_handler().get_form_class().base_fields
    return [field for field in page._meta.concrete_fields if field.name in shown]


def draft_of(page, content):
    """The page with the content of a revision; the page itself without one.

    ``revision_content`` is the whole of it, for what stands in tables of its own.
    """
    if content is None:
        return page
    draft = copy(page)
    draft.revision_content = content
    draft._state = copy(page._state)
    for field in typed_fields(page):
        if field.name not in content:
            continue
        value = content[field.name]
        if field.is_relation:
            setattr(draft, field.attname, value)
        else:
            setattr(draft, field.name, field.to_python(value))
    return draft

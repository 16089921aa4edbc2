"""A person's own reflections on paper."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext

from . import pdf
from .certificate_pdf import Text


def render(chapters, user):
    """The PDF of a journal, as bytes: tagged, A4 upright, with page numbers."""
    title = gettext("My reflections: %(name)s") % {"name": user.get_full_name()}
    context = {
        "chapters": [
            (chapter, [_on_paper(entry) for entry in chapter.entries]) for chapter in chapters
        ],
        "title": title,
        "user": user,
        "now": timezone.now(),
        "language": translation.get_language() or settings.LANGUAGE_CODE,
    }
    html = render_to_string("learning/reflections_pdf.html", context)
    return pdf.write_pdf(html, title=title)


def _on_paper(entry):
    """An entry with the direction and language of its script, which a browser finds by itself."""
    return entry, Text(entry.text, 2 * len(entry.text)).attributes

"""A person's own reflections on paper."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext

from accounts.rich_text import render_markdown
from learning import pdf
from learning.certificates.pdf import Text

# Laying out costs about 0.04 ms a character and 40 times that a tag. This much takes ten
# seconds; a course's worth of reflections is a tenth of it.
MOST = 250_000
TAG = 40


def render(chapters, user):
    """The PDF of a journal, as bytes: tagged, A4 upright, with page numbers.

    What is beyond ``MOST`` is named instead of printed; the Markdown file has it all.
    """
    title = gettext("My reflections: %(name)s") % {"name": user.get_full_name()}
    context = {
        "chapters": list(_on_paper(chapters)),
        "title": title,
        "user": user,
        "now": timezone.now(),
        "language": translation.get_language() or settings.LANGUAGE_CODE,
    }
    html = render_to_string("learning/reflections_pdf.html", context)
    return pdf.write_pdf(html, title=title)


def _on_paper(chapters):
    """Each chapter with its entries as (entry, HTML or "", attributes of its script, comments).

    A comment is (comment, HTML, attributes); those stand where the entry itself does. A
    browser finds direction and language of a text by itself, paper does not.
    """
    room = MOST
    for chapter in chapters:
        entries = []
        for entry in chapter.entries:
            html, comments = (entry.html, _comments(entry)) if room > 0 else ("", [])
            room -= sum(_weight(each) for each in (html, *(row[1] for row in comments)))
            fits = (html, _script(entry.text), comments) if room >= 0 else ("", "", [])
            entries.append((entry, *fits))
        yield chapter, entries


def _comments(entry):
    return [(row, render_markdown(row.text), _script(row.text)) for row in entry.comments]


def _weight(html):
    return len(html) + TAG * html.count("<")


def _script(text):
    return Text(text, 2 * len(text)).attributes

"""How each kind of file is made; the keys are those of ``PlanFile.Kind``."""

from functools import partial

from django.utils import translation

from . import docx, markdown, pdf


def _in_its_language(render):
    def rendered(copy):
        with translation.override(copy.language):
            return render(copy)

    return rendered


_a4 = _in_its_language(partial(pdf.render, paper="A4"))
_letter = _in_its_language(partial(pdf.render, paper="letter"))

RENDERERS = {
    "pdf-a4": _a4,
    "pdf-letter": _letter,
    "open-a4": _a4,
    "open-letter": _letter,
    "docx": _in_its_language(docx.render),
    "md": _in_its_language(markdown.render),
}

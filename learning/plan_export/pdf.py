"""The plan as a PDF: tagged, with contents, on A4 or Letter."""

from django.template.loader import render_to_string

from learning.pdf import data_uri, write_pdf

from .audit_chart import audit_svg
from .document import weight

# Five seconds of laying out, ten times what a plan is; what is beyond it is named instead of
# printed, and is in the other files.
MOST = 160_000
STYLES = "learning/plan_pdf.css"


def render(copy, paper):
    """PDF bytes; ``paper`` is a page size of CSS, "A4" or "letter"."""
    chart = data_uri("image/svg+xml", audit_svg(copy.audit).encode()) if copy.audit else ""
    context = {"plan": copy, "sections": list(_on_paper(copy)), "paper": paper, "chart": chart}
    html = render_to_string("learning/plan_pdf.html", context)
    return write_pdf(html, title=copy.title, styles=STYLES)


def _on_paper(copy):
    """Each section with whether its words fit in, beside what is always printed."""
    room = MOST - sum(section.weight_beside for section in copy.sections)
    room -= sum(row.weight for row in copy.commitments)
    for section in copy.sections:
        room -= weight(section.html)
        yield section, room >= 0

"""Plans for the tests: a few sections, some of them written."""

from datetime import date
from itertools import zip_longest
from uuid import uuid4

import pypdfium2

from courses.models import PlanSection
from learning.models import Commitment, Plan, PlanRevision
from learning.plan_export.content import content_of

TITLES = ["Purpose and shift statement", "Community map", "Spaces and presence"]


def make_sections(*titles):
    """Sections P1, P2 … in this order."""
    return [
        PlanSection.objects.get_or_create(
            code=f"P{number}", defaults={"title": title, "sort_order": number}
        )[0]
        for number, title in enumerate(titles or TITLES, 1)
    ]


def make_plan(user, *texts, ready=True, center="Larkspur Career Center", sharing="private"):
    """The person's plan with these texts saved in its first sections; None is left empty."""
    sections = make_sections()
    plan = Plan.objects.begin(user)
    plan.center = center
    plan.save(update_fields=["center"])
    for section, text in zip_longest(sections, texts):
        row = plan.text_of(section)
        if text is not None:
            row.submit(text, row.revision, ready=ready)
    plan.share(sharing)
    return plan


def export(plan):
    return PlanRevision.objects.make(plan, content_of)


def make_commitment(user, due_on=date(2027, 1, 15), **words):
    words = {"cue": "Monday comes", "act": "ask", "confidence": 4, **words}
    return Commitment.objects.make(user, token=uuid4(), due_on=due_on, **words)


def pdf_text(content):
    """What stands on each page."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded() for page in document]

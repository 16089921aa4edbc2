"""What a plan says at this moment, as plain values: the saved words only."""

from django.utils import timezone, translation

from accounts.models.brand import current_look


def content_of(plan):
    """The plan as a dictionary that JSON can hold; drafts are not in it.

    Everything that is printed is a copy: titles, names and labels may change later.
    """
    return {
        "center": plan.center,
        "name": plan.user.get_full_name(),
        "site": current_look().site_name,
        "language": translation.get_language() or "en",
        "made_on": timezone.localdate().isoformat(),
        "sections": [_section(section) for section in plan.sections()],
        "commitments": [],
        "audit": None,
    }


def _section(section):
    written = section.written
    sources = written.sources.all() if written else []
    return {
        "code": section.code,
        "title": section.title,
        "status": written.status.value if written else "empty",
        "text": written.saved_text if written else "",
        "sources": [
            {"kind": row.kind, "label": row.label, "dated": _day(row.dated)} for row in sources
        ],
    }


def _day(moment):
    return timezone.localtime(moment).date().isoformat()

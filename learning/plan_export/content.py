"""What a plan says at this moment, as plain values: the saved words only."""

from django.utils import translation

from accounts.models.brand import current_look
from learning.days import day_of
from learning.models import Commitment
from learning.models.audits import audits_of


def content_of(plan):
    """The plan as a dictionary that JSON can hold; drafts are not in it.

    Everything that is printed is a copy: titles, names and labels may change later.
    """
    return words_of(plan, with_sources=True) | {
        "commitments": [_commitment(row, plan.user) for row in _commitments(plan.user)],
        "audit": _audit(plan.user),
    }


def words_of(plan, with_sources=False):
    """The part of it that readers of the plan may have: its page, in other words."""
    sections = [_section(section, plan.user, with_sources) for section in plan.sections()]
    return {
        "center": plan.center,
        "name": plan.user.get_full_name(),
        "site": current_look().site_name,
        "language": translation.get_language() or "en",
        "made_on": day_of(plan.user).isoformat(),
        "sections": sections,
        "commitments": [],
        "audit": None,
    }


def unsaved_sections(plan):
    """The titles of sections with words that no export has."""
    texts = plan.texts.select_related("submitted", "section").order_by("section__sort_order")
    return [row.section.title for row in texts if row.is_dirty]


def _section(section, user, with_sources):
    written = section.written
    saved = written and written.submitted
    sources = written.sources.all() if saved and with_sources else []
    return {
        "code": section.code,
        "title": section.title,
        "status": written.status.value if written else "empty",
        "text": written.saved_text if written else "",
        "sources": [
            {"kind": row.kind, "label": row.label, "dated": _day(user, row.dated)}
            for row in sources
            if row.brought_at <= saved.saved_at  # since then it stands in a draft alone
        ],
    }


def _commitments(user):
    """Not those that another took the place of; that one is among them."""
    mine = Commitment.objects.of(user).exclude(ended_as=Commitment.Ending.REPLACED)
    return mine.prefetch_related("check_ins")


def _commitment(row, user):
    return {
        "sentence": row.sentence,
        "made_on": _day(user, row.made_at),
        "outcome": str(row.outcome_label or row.get_ended_as_display()),
    }


def _audit(user):
    baseline, repeat = audits_of(user)
    if baseline is None:
        return None
    return {"baseline": _tally(baseline, user), "repeat": repeat and _tally(repeat, user)}


def _tally(audit, user):
    shares = [[str(label), count, percent] for label, count, percent in audit.shares()]
    return {"on": _day(user, audit.frozen_at), "posts": audit.total, "shares": shares}


def _day(user, moment):
    return day_of(user, moment).isoformat()

"""The other blocks of a lesson, as an author's editor sends them."""

import uuid

from .checks import listed


def text(html="<h2>Why questions travel</h2><p>An announcement ends with you.</p>"):
    return {"type": "text", "id": str(uuid.uuid4()), "value": html}


def reflection(prompt="What will you change first?", required=True):
    return {
        "type": "reflection",
        "id": str(uuid.uuid4()),
        "value": {
            "title": "Reflect",
            "prompt": prompt,
            "frame": "what",
            "word_guide": 80,
            "example": "We changed one post a week.",
            "required": required,
            "plan_section": None,
        },
    }


def discussion(prompt="What do your students ask each other?", **value):
    return {
        "type": "discussion",
        "id": str(uuid.uuid4()),
        "value": {"prompt": prompt, "starter": "In my center we…", "seed": "", **value},
    }


def commitment(intro="Choose one change.", most=1, required=False):
    value = {"intro": intro, "most": most, "required": required}
    return {"type": "commitment", "id": str(uuid.uuid4()), "value": value}


def checklist(*items):
    return {
        "type": "checklist",
        "id": str(uuid.uuid4()),
        "value": {
            "heading": "Before you post",
            "items": [
                {"type": "item", "id": str(uuid.uuid4()), "value": item}
                for item in items or ("Name a reader", "Ask one thing")
            ],
            "plan_section": None,
        },
    }


def rubric_row(criterion, **changes):
    value = {
        "criterion": criterion,
        "not_yet": f"Nothing of it: {criterion}.",
        "getting_there": f"Some of it: {criterion}.",
        "strong": f"All of it: {criterion}.",
    }
    return {"type": "item", "id": str(uuid.uuid4()), "value": value | changes}


def peer_look(*rows, **value):
    """A rubric of two rows."""
    value = {
        "title": "Look at your plan",
        "intro": "Read it as if a stranger had sent it.",
        "rows": list(rows or (rubric_row("Purpose"), rubric_row("Rhythm"))),
        "required": False,
        **value,
    }
    return {"type": "peer_look", "id": str(uuid.uuid4()), "value": value}


def plan_section(code="P1", title="Purpose", **fields):
    from courses.models import PlanSection

    fields = {"guidance": "Say where you go.", "sort_order": int(code.strip("P") or 0), **fields}
    return PlanSection.objects.get_or_create(code=code, defaults={"title": title, **fields})[0]


def plan_builder(section, required=True, **value):
    value = {
        "plan_section": section and section.pk,
        "questions": listed("What would you see?"),
        "example": "We answer within a day.",
        "required": required,
        **value,
    }
    return {"type": "plan_builder", "id": str(uuid.uuid4()), "value": value}


def library_item(block, *topics):
    """An item of the library with this block."""
    from courses.models import LibraryItem

    stream_block = LibraryItem._meta.get_field("content").stream_block
    item = LibraryItem.objects.create(content=stream_block.to_python([block]))
    item.topics.set(topics)
    return item

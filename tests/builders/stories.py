"""Posts to take apart and stories to walk through, as an author's editor sends them."""

import uuid


def mock_post(**changes):
    value = {
        "name": "Port Ellery Career Center",
        "avatar": None,
        "posted": "Tuesday, 9:00 a.m.",
        "text": "Our fair is on March 4. Register by Friday.",
        "picture": {"image": None, "decorative": False, "alt_text": ""},
        "hashtags": "#CareerFair",
        "likes": 3,
        "comments": 1,
        "shares": None,
        "fictional": True,
    }
    return {"type": "mock_post", "id": str(uuid.uuid4()), "value": {**value, **changes}}


def remark(aspect, what, why):
    return {
        "type": "item",
        "id": str(uuid.uuid4()),
        "value": {"aspect": aspect, "what": what, "why": why},
    }


def critique(required=True, **changes):
    """A post with two weaknesses, the opening and the sender, and facts that are fine."""
    value = {
        "question": "What weakens this post?",
        "post": mock_post()["value"],
        "issues": [
            remark("The opening", "It begins with a date", "Reason-opening."),
            remark("The sender", "An office speaks", "Reason-sender."),
        ],
        "fine": [remark("The facts", "The day stands in the text", "Reason-facts.")],
        "task": "Write it better.",
        "model": "Model-rewrite: what would you tell a first-timer?",
        "required": required,
    }
    return {"type": "critique", "id": str(uuid.uuid4()), "value": {**value, **changes}}


def way(text, next, quality="acceptable", again=False):
    value = {
        "text": text,
        "next": next,
        "feedback": f"Feedback-{text}.",
        "quality": quality,
        "again": again,
    }
    return {"type": "item", "id": str(uuid.uuid4()), "value": value}


def node(name, *ways):
    value = {
        "name": name,
        "situation": f"Situation-{name}.",
        "picture": {"image": None, "decorative": False, "alt_text": ""},
        "choices": list(ways),
    }
    return {"type": "item", "id": str(uuid.uuid4()), "value": value}


def scenario(*nodes, required=True, start=""):
    """Two steps to a good end, one to a poor one, and a way back from there."""
    nodes = nodes or (
        node("quiet", way("Ask by name", "invited", "best"), way("Remind all", "worse", "poor")),
        node("invited", way("Thank", "good", "best"), way("Stay away", "good")),
        node("worse", way("Try again", "quiet", again=True), way("Leave it", "bad", "poor")),
        node("good"),
        node("bad"),
    )
    value = {
        "question": "Nobody answers",
        "nodes": list(nodes),
        "start": start,
        "debrief": "<p>Debrief-words.</p>",
        "required": required,
    }
    return {"type": "scenario", "id": str(uuid.uuid4()), "value": value}

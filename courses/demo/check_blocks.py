"""The knowledge checks of a lesson file as the values of their blocks."""


def graded(build):
    """A check that is right or wrong: what ``build`` takes of it, and what all of them have."""

    def whole(item):
        with item.keys() as keys:
            return build(item, keys) | {
                "review": keys.take("review", ""),
                "ask_confidence": keys.take("ask_confidence", False),
                "required": keys.take("required", True),
            }

    return whole


@graded
def options(item, keys):
    return {"question": keys.take("stem"), "options": item.listed(keys.take("options"), option)}


def option(item, keys):
    return {
        "text": keys.take("text"),
        "correct": keys.take("correct", False),
        "explanation": keys.take("explanation"),
    }


@graded
def true_false(item, keys):
    return {
        "question": keys.take("statement"),
        "truth": "true" if keys.take("truth") else "false",
        "explanation": keys.take("explanation"),
    }


@graded
def ordering(item, keys):
    return {
        "question": keys.take("task"),
        "items": item.listed(keys.take("items")),
        "explanation": keys.take("explanation"),
    }


@graded
def matching(item, keys):
    return {
        "question": keys.take("task"),
        "pairs": item.listed(keys.take("pairs"), pair),
        "distractors": item.listed(keys.take("distractors", [])),
        "explanation": keys.take("explanation", ""),
    }


def pair(item, keys):
    return {"left": keys.take("left"), "right": keys.take("right")}


@graded
def short_answer(item, keys):
    return {
        "question": keys.take("stem"),
        "accepted": item.listed(keys.take("accepted")),
        "match": keys.take("match", "loose"),
        "model_answer": keys.take("model_answer"),
        "plan_section": item.plan_section(keys.take("plan_section", "")),
    }


def self_explain(item):
    with item.keys() as keys:
        return {
            "question": keys.take("prompt"),
            "model_answer": keys.take("model_answer"),
            "required": keys.take("required", True),
            "plan_section": item.plan_section(keys.take("plan_section", "")),
        }


CHECK_BUILDERS = {
    "single_choice": options,
    "multiple_answer": options,
    "true_false": true_false,
    "ordering": ordering,
    "matching": matching,
    "short_answer": short_answer,
    "self_explain": self_explain,
}

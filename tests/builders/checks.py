"""Knowledge checks, as an author's editor sends them, and what is answered to them."""

import uuid


def option(text, explanation, correct=False):
    return {
        "type": "item",
        "id": str(uuid.uuid4()),
        "value": {"text": text, "explanation": explanation, "correct": correct},
    }


def single_choice(question="Which post invites an answer?", required=True):
    """A check whose right option reads "A question"."""
    return {
        "type": "single_choice",
        "id": str(uuid.uuid4()),
        "value": {
            "question": question,
            "options": [
                option("A question", "Explanation-right: it can be answered.", True),
                option("A vacancy", "Explanation-wrong: it can only be clicked."),
                option("A slogan", "Explanation-slogan: it asks for nothing."),
            ],
            "review": "",
            "required": required,
        },
    }


def multiple_answer(question="Which two can be answered?", required=True):
    return {
        "type": "multiple_answer",
        "id": str(uuid.uuid4()),
        "value": {
            "question": question,
            "options": [
                option("A puzzle", "Explanation-puzzle.", True),
                option("A dilemma", "Explanation-dilemma.", True),
                option("A notice", "Explanation-notice."),
            ],
            "review": "",
            "required": required,
        },
    }


def listed(*values):
    """The items of a list inside a block, each with an id of its own."""
    return [{"type": "item", "id": str(uuid.uuid4()), "value": value} for value in values]


def check_of(kind, **value):
    """A check that is right or wrong, of another kind than those with options."""
    value = {"review": "", "required": True, "ask_confidence": False, **value}
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def true_false(**value):
    """A statement that is false."""
    return check_of(
        "true_false",
        **{
            "question": "A post without an answer does no harm.",
            "truth": "false",
            "explanation": "Explanation-silence: readers learn that nobody answers.",
            **value,
        },
    )


def ordering(*items, **value):
    return check_of(
        "ordering",
        **{
            "question": "What comes first when nobody answers?",
            "items": listed(*items or ("Wait two hours", "Invite by name", "Answer it yourself")),
            "explanation": "Explanation-order: a peer is worth the wait.",
            **value,
        },
    )


def matching(*pairs, distractors=("A vendor",), **value):
    pairs = pairs or (("Clothes", "A graduate"), ("Courses", "A junior"), ("Dates", "A recruiter"))
    return check_of(
        "matching",
        **{
            "question": "Who could answer what?",
            "pairs": listed(*({"left": left, "right": right} for left, right in pairs)),
            "distractors": listed(*distractors),
            "explanation": "Explanation-pairs: each has been there.",
            **value,
        },
    )


def short_answer(*accepted, match="loose", **value):
    return check_of(
        "short_answer",
        **{
            "question": "What do we call who reads and never writes?",
            "accepted": listed(*accepted or ("lurker", "a lurker")),
            "match": match,
            "model_answer": "Model-short: most of a community.",
            **value,
        },
    )


def self_explain(**value):
    value = {
        "question": "Explain why you wait before you answer.",
        "model_answer": "Model-explain: a quick answer closes the thread.",
        "required": True,
        **value,
    }
    return {"type": "self_explain", "id": str(uuid.uuid4()), "value": value}


def every_check():
    """One of each kind, asking how sure one is where that can be asked."""
    blocks = [
        single_choice(), multiple_answer(), true_false(), ordering(), matching(), short_answer(),
    ]  # fmt: skip
    for block in blocks:
        block["value"]["ask_confidence"] = True
    return [*blocks, self_explain()]


def right_options(block):
    return block.value.right_answer()


def wrong_option(block):
    return next(pk for pk, value in block.value.choices() if not value["correct"])


def wrong_answer(block):
    """What the form of a check sends for an answer that is not right."""
    value, key = block.value, block.value.right_answer()
    match block.block_type:
        case "single_choice" | "multiple_answer":
            return {"option": wrong_option(block)}
        case "true_false":
            return {"answer": "false" if key == ["true"] else "true", "why": "I saw it."}
        case "ordering":
            return {"order": key[::-1]}
        case "matching":
            pair_id, *_sides = value.pairs()[0]
            wrong = {f"pair-{pair_id}": value["distractors"][0]}
            return right_pairs(block) | wrong
        case "short_answer":
            return {"text": "a host"}


def right_pairs(block):
    pairs = (pair.split("=", 1) for pair in block.value.right_answer())
    return {f"pair-{pair_id}": text for pair_id, text in pairs}

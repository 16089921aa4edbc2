"""Answers as a history tells them, in the terms of each kind of check."""


def chosen(block, told):
    """What an attempt stores for an answer that a history tells."""
    return TOLD[block.block_type](block.value, told)


def _options(value, indexes):
    ids = [option_id for option_id, _option in value.choices()]
    return {ids[index] for index in indexes}


def _order(value, indexes):
    """The items by their right places, in the order that somebody gave them."""
    right = value.right_answer()
    return [right[index] for index in indexes]


def _pairs(value, texts):
    """The right sides that were chosen, in the order of the left ones."""
    return [
        f"{pair_id}={text}"
        for (pair_id, _left, _right), text in zip(value.pairs(), texts, strict=True)
    ]


TOLD = {
    "single_choice": _options,
    "multiple_answer": _options,
    "true_false": lambda value, told: ["true" if told else "false"],
    "ordering": _order,
    "matching": _pairs,
    "short_answer": lambda value, text: [text],
}

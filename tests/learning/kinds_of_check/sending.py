"""What is sent for each kind of question, and what must not be told before."""

import re

import pytest

from courses.models.outlines import outline_of
from learning.models.requirements import open_requirements
from tests import builders

MADE = {block["type"]: block for block in builders.every_check()}


KINDS = list(MADE)


GRADED = [kind for kind in KINDS if kind != "self_explain"]


only_graded = pytest.mark.parametrize("block", GRADED, indirect=True)


def section_of(page, block):
    start = page.index(f'id="block-{block.id}"')
    return page[start : page.index("</section>", start)]


def sent(block, right=True):
    """What the form of this block sends, right or wrong."""
    key = block.value.right_answer()
    if not right:
        return builders.wrong_answer(block)
    match block.block_type:
        case "single_choice" | "multiple_answer":
            return {"option": key}
        case "true_false":
            return {"answer": key[0], "why": "Because I saw it."}
        case "ordering":
            return {"order": key}
        case "matching":
            return builders.right_pairs(block)
        case "short_answer":
            return {"text": "A Lurker."}
        case "self_explain":
            return {"text": "So that a peer comes first."}


def still_open(enrollment, lesson):
    enrollment.outline = outline_of(lesson.course_path)
    return open_requirements(enrollment, enrollment.outline.by_key[lesson.key])


def nothing(block):
    return {"why": ""} if block.block_type == "true_false" else {}


def shown(page):
    """What the first form of a section would send, without what is ours."""
    form = page[: page.index("</form>")]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'{key}="([^"]*)"', tag) for key in ("name", "value"))
        kind = re.search(r'type="(\w+)"', tag).group(1)
        if kind in ("radio", "checkbox") and " checked" not in tag:
            continue
        found.setdefault(name.group(1), []).append(value.group(1))
    for name, inner in re.findall(r'<select[^>]* name="(pair[^"]+)">(.*?)</select>', form, re.S):
        found[name] = re.findall(r'<option value="([^"]*)" selected>', inner)
    for name, text in re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>(.*?)</textarea>', form, re.S):
        found[name] = [text]
    for ours in ("csrfmiddlewaretoken", "token", "writer", "confidence"):
        found.pop(ours, None)
    return {
        name: sorted(values) if name == "option" else values if name == "order" else values[0]
        for name, values in found.items()
    }

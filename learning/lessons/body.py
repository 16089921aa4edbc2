"""A lesson's body as HTML: what is the same for everyone is made once."""

from itertools import groupby

from django.template.context_processors import csrf
from django.template.loader import get_template, render_to_string
from django.utils.safestring import mark_safe

from accounts.drawing import blanks_of, draw
from courses import published
from courses.blocks import ASKING_BLOCKS, PERSONAL_BLOCKS
from learning.panels import panel_for


def render_body(page, state, context):
    """The whole body. Runs of passive blocks are rendered once per published version.

    Blocks that ask something, and discussions, are rendered for the reader.
    """
    if state.published_as:
        parts = published.kept(("lesson-body", state.published_as), lambda: _parts(page))
    else:
        parts = _parts(page)
    return mark_safe(  # noqa: S308 - every part is a rendered template
        "".join(
            part if isinstance(part, str) else _personal_within(context, part, state, page)
            for part in parts
        )
    )


def _parts(page):
    """The body in order: HTML of what is the same for everyone, and the blocks that are not."""
    parts = []
    runs = groupby(page.body, key=lambda child: child.block_type in PERSONAL_BLOCKS)
    for personal, children in runs:
        if personal:
            parts += children
        else:
            parts.append("".join(_passive(child) for child in children))
    return parts


def render_asking(child, state, page, request):
    """One block that asks something, for this reader."""
    panel = panel_for(state, child)
    if panel.is_drawn_once:
        return _alike(child, panel, {"request": request, **csrf(request)})
    context = {"panel": panel, "state": state, "page": page}
    return render_to_string(child.block.meta.template, context, request=request)


def _alike(child, panel, context):
    """A block that looks the same to all who have answered nothing in it, drawn once."""
    return draw(child.block.meta.template, blanks_of(context), panel=panel)


def _personal_within(context, child, state, page):
    """A block that depends on its reader, inside a template's context.

    Making another context for each block takes longer.
    """
    if child.block_type in ASKING_BLOCKS:
        panel = panel_for(state, child)
        if panel.is_drawn_once:
            return _alike(child, panel, context)
        own = {"panel": panel}
    else:
        own = {"self": child.value, "block_id": child.id}
    with context.push(own | {"state": state, "page": page}):
        return get_template(child.block.meta.template).template.render(context)


def _passive(child):
    """A block that looks the same to everyone, with the anchor that a learner resumes at."""
    return (
        f'<div class="block block-{child.block_type}" id="block-{child.id}">{child.render()}</div>'
    )

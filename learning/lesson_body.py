"""A lesson's body as HTML: what is the same for everyone comes from the cache."""

from itertools import groupby

from django.core.cache import cache
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from courses import published
from courses.blocks import ASKING_BLOCKS, PERSONAL_BLOCKS

from .panels import panel_for

KEEP_SECONDS = 60 * 60 * 24


def render_body(page, state, context):
    """The whole body. Runs of passive blocks are rendered once per published version.

    Blocks that ask something, and discussions, are rendered for the reader.
    """
    if not state.is_sample and page.live and page.last_published_at is not None:
        name = ("lesson-body", page.pk, page.last_published_at)
        parts = published.kept(name, lambda: _parts(page, _cached))
    else:
        parts = _parts(page, _rendered)
    return mark_safe(  # noqa: S308 - every part is a rendered template
        "".join(
            part if isinstance(part, str) else _personal_within(context, part, state, page)
            for part in parts
        )
    )


def _parts(page, passive):
    """The body in order: HTML of what is the same for everyone, and the blocks that are not."""
    parts = []
    runs = groupby(page.body, key=lambda child: child.block_type in PERSONAL_BLOCKS)
    for number, (personal, children) in enumerate(runs):
        if personal:
            parts += children
        else:
            parts.append(passive(page, number, children))
    return parts


def render_asking(child, state, page, request):
    """One block that asks something, for this reader."""
    return render_to_string(
        child.block.meta.template,
        {"panel": panel_for(state, child), "state": state, "page": page},
        request=request,
    )


def _personal_within(context, child, state, page):
    """A block that depends on its reader, inside a template's context.

    Making another context for each block takes longer.
    """
    if child.block_type in ASKING_BLOCKS:
        own = {"panel": panel_for(state, child)}
    else:
        own = {"self": child.value, "block_id": child.id}
    with context.push(own | {"state": state, "page": page}):
        return get_template(child.block.meta.template).template.render(context)


def _cached(page, number, children):
    key = f"lesson-body:{published.version()}:{translation.get_language()}:{page.pk}:{number}"
    html = cache.get(key)
    if html is None:
        html = _rendered(page, number, children)
        cache.set(key, html, KEEP_SECONDS)
    return html


def _rendered(_page, _number, children):
    return "".join(_passive(child) for child in children)


def _passive(child):
    """A block that looks the same to everyone, with the anchor that a learner resumes at."""
    return (
        f'<div class="block block-{child.block_type}" id="block-{child.id}">{child.render()}</div>'
    )

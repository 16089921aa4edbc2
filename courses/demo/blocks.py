"""The items of a lesson file as the stream data of ``LessonPage.body``.

The ids of blocks and of list items follow from the course, the lesson and the
item's own id, so that loading a lesson again keeps what learners answered.
"""

from collections import Counter
from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import ValidationError

from courses.models import LessonPage, PlanSection

from . import scene_blocks
from .check_blocks import CHECK_BUILDERS
from .files import Source
from .markdown import Unstorable, to_rich_text

LESSON_BODY = LessonPage.body.field.stream_block
NAMES = {"rich_text": "text", "image": "picture"}


def lesson_body(source, items, lesson, media):
    """The body of a lesson from the items of its file, found fit to be published.

    ``lesson`` is the path of slugs that names it; ``media`` finds images,
    documents and films by their file name. Raises ContentError.
    """
    named = list(_named(source, items))
    body = LESSON_BODY.to_python(
        [_stream_child(source, name, kind, content, lesson, media) for name, kind, content in named]
    )
    try:
        LESSON_BODY.clean(body)
    except ValidationError as error:
        problems = [
            f"block {named[index][0]}: {'; '.join(_messages(problem))}"
            for index, problem in error.block_errors.items()
        ]
        raise source.error("\n".join([*problems, *map(str, error.non_block_errors)])) from error
    return body


def _named(source, items):
    """Each item as (name, kind, content); without an id the name is its kind and number."""
    seen, counts = set(), Counter()
    for item in items:
        contents = {key: value for key, value in item.items() if key != "id"}
        if len(contents) != 1:
            raise source.error(f"an item has one block, not {', '.join(contents) or 'none'}")
        ((kind, content),) = contents.items()
        counts[kind] += 1
        name = item.get("id") or f"{kind}-{counts[kind]}"
        if name in seen:
            raise source.error(f"two items are called {name}")
        seen.add(name)
        yield name, kind, content


def _stream_child(source, name, kind, content, lesson, media):
    if kind not in BUILDERS:
        raise source.error(f"block {name}: there is no block {kind}")
    identity = f"demo:{lesson}/{name}"
    return {
        "type": NAMES.get(kind, kind),
        "id": _uuid(identity),
        "value": BUILDERS[kind](Item(source, name, identity, content, media)),
    }


def block_id(lesson, name):
    """The id of the block that a lesson's file calls by this name."""
    return _uuid(f"demo:{lesson}/{name}")


def _messages(error):
    """What is wrong in a block, with the names of the fields on the way to it."""
    nested = getattr(error, "block_errors", {})
    for name, inner in nested.items():
        yield from (f"{name}: {message}" for message in _messages(inner))
    whole = getattr(error, "non_block_errors", [])
    yield from map(str, whole)
    if not nested and not whole:
        yield from error.messages


def _uuid(identity):
    return str(uuid5(NAMESPACE_URL, identity))


class Item:
    """One item of a lesson file while it is turned into a block's value."""

    def __init__(self, source, name, identity, content, media):
        self.source, self.name, self.identity, self.media = source, name, identity, media
        self.content = content

    def error(self, message):
        return self.source.error(f"block {self.name}: {message}")

    def keys(self, values=None):
        """The item's keys, or those of one of its entries, to be taken one by one."""
        where = f"{self.source.path}: block {self.name}"
        return Source(where, self.content if values is None else values)

    def rich_text(self, text, short=True):
        try:
            return to_rich_text(text, short=short)
        except Unstorable as error:
            raise self.error(str(error)) from error

    def file(self, find, name, **facts):
        try:
            return find(name, **facts).pk
        except FileNotFoundError as error:
            raise self.error(f"media/{name} does not exist") from error

    def plan_section(self, code):
        if not code:
            return None
        section = PlanSection.objects.filter(code=code).first()
        if section is None:
            raise self.error(f"there is no plan section {code}")
        return section.pk

    def listed(self, entries, entry=None, within=""):
        """The items of a ListBlock, each with an id of its own; ``entry`` builds a mapping.

        ``within`` names the list where a block has several.
        """
        identity = f"{self.identity}/{within}" if within else self.identity
        values = []
        for index, value in enumerate(entries):
            if entry:
                with self.keys(value) as keys:
                    value = entry(self, keys)
            values.append({"type": "item", "id": _uuid(f"{identity}/{index}"), "value": value})
        return values


def rich_text(item):
    return item.rich_text(item.content.strip(), short=False)


def callout(item):
    with item.keys() as keys:
        return {
            "kind": keys.take("kind", "note"),
            "heading": keys.take("heading"),
            "text": item.rich_text(keys.take("text")),
            "source": keys.take("source", ""),
        }


def quote(item):
    with item.keys() as keys:
        return {
            "text": keys.take("text"),
            "attribution": keys.take("attribution"),
            "role": keys.take("role", ""),
            "about_student": keys.take("about_student", False),
            "consent": keys.take("consent", False),
            "fictional": keys.take("fictional", False),
        }


def accordion(item):
    with item.keys() as keys:
        return {"items": item.listed(keys.take("items"), section)}


def section(item, keys):
    return {"heading": keys.take("heading"), "body": item.rich_text(keys.take("body"))}


def key_terms(item):
    with item.keys() as keys:
        return {"terms": item.listed(keys.take("terms"), term)}


def term(item, keys):
    return {
        "term": keys.take("term"),
        "definition": keys.take("definition"),
        "example": keys.take("example", ""),
    }


def image(item):
    with item.keys() as keys:
        alt, credit = keys.take("alt", ""), keys.take("credit", "")
        image = item.file(item.media.image, keys.take("file"), description=alt, credit=credit)
        return {
            "image": {"image": image, "decorative": not alt, "alt_text": alt},
            "caption": keys.take("caption", ""),
            "credit": credit,
            "size": keys.take("size", "text"),
        }


def video(item):
    with item.keys() as keys:
        title = keys.take("title")
        film = item.file(
            item.media.video,
            keys.take("file"),
            title=title,
            captions=keys.take("captions"),
            poster=keys.take("poster", ""),
            duration=keys.take("duration_seconds", 0),
            width=keys.take("width", None),
            height=keys.take("height", None),
        )
        return {
            "title": title,
            "transcript": item.rich_text(keys.take("transcript")),
            "video": film,
        }


def download(item):
    with item.keys() as keys:
        title = keys.take("title")
        return {
            "document": item.file(item.media.document, keys.take("file"), title=title),
            "title": title,
            "description": keys.take("description", ""),
            "accessible_alternative": item.rich_text(keys.take("accessible_alternative", "")),
        }


def embed(item):
    with item.keys() as keys:
        return {
            "url": keys.take("url"),
            "title": keys.take("title"),
            "why": keys.take("why"),
            "alternative": item.rich_text(keys.take("alternative", "")),
        }


def commitment(item):
    with item.keys() as keys:
        return {
            "intro": keys.take("intro"),
            "most": keys.take("most", 1),
            "required": keys.take("required", False),
        }


def checklist(item):
    with item.keys() as keys:
        return {
            "heading": keys.take("heading"),
            "items": item.listed(keys.take("items")),
            "plan_section": item.plan_section(keys.take("plan_section", "")),
        }


def plan_builder(item):
    with item.keys() as keys:
        return {
            "plan_section": item.plan_section(keys.take("section")),
            "questions": item.listed(keys.take("questions", [])),
            "example": keys.take("example", ""),
            "required": keys.take("required", True),
        }


def peer_look(item):
    with item.keys() as keys:
        return {
            "title": keys.take("title"),
            "intro": keys.take("intro", ""),
            "rows": item.listed(keys.take("rows"), rubric_row),
            "required": keys.take("required", False),
        }


def rubric_row(item, keys):
    return {name: keys.take(name) for name in ("criterion", "not_yet", "getting_there", "strong")}


def reflection(item):
    with item.keys() as keys:
        return {
            "title": keys.take("title"),
            "prompt": keys.take("prompt"),
            "frame": keys.take("frame", "free"),
            "word_guide": keys.take("word_guide", None),
            "example": keys.take("example", ""),
            "required": keys.take("required", True),
            "plan_section": item.plan_section(keys.take("plan_section", "")),
        }


def discussion(item):
    with item.keys() as keys:
        return {
            "prompt": keys.take("prompt"),
            "starter": keys.take("starter", ""),
            "seed": keys.take("seed", ""),
        }


BUILDERS = {
    "rich_text": rich_text,
    "callout": callout,
    "quote": quote,
    "accordion": accordion,
    "key_terms": key_terms,
    "image": image,
    "video": video,
    "download": download,
    "embed": embed,
    "checklist": checklist,
    "commitment": commitment,
    **CHECK_BUILDERS,
    "mock_post": scene_blocks.mock_post,
    "critique": scene_blocks.critique,
    "scenario": scene_blocks.scenario,
    "reflection": reflection,
    "discussion": discussion,
    "plan_builder": plan_builder,
    "peer_look": peer_look,
}

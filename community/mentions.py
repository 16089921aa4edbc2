"""Names in posts: who can be named where, and which text is a name.

A mention is written as ``@Display Name``. The cleaner knows nothing of it: names are
looked for in the text of what it made, and only links to people's pages, built here
from their ids, are added.
"""

import re
from html import escape, unescape

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from courses.models import CourseRole

from .standing import MODERATORS

OFFERED = 8
# Beyond these a post names nobody: it is not a way to call the whole course.
MOST_NAMES = 20
LONGEST_NAME = 80

TAG = re.compile(r'(<[^>"]*(?:"[^"]*"[^>"]*)*>)')
TAG_NAME = re.compile(r"</?(\w*)")
# What is quoted, or shown as code, calls nobody; a link stays the one link it is.
SILENT = {"a", "blockquote", "code", "pre"}
AT = re.compile(r"(?<![\w@/])@(?=\w)")
# A name ends where no word goes on: "Bo" is not named by "@Bo-Anne" or "@Boris".
NAME_ENDS = re.compile(r"(?![\w])(?!-\w)")


def mentionable(space):
    """The people who may read the space and have written in it, take its course or teach it."""
    Post = apps.get_model("community", "Post")
    wrote = Exists(Post.objects.published().filter(space=space, author=OuterRef("pk")))
    took = space.takers()
    teaches = CourseRole.objects.filter(course__translation_key=space.key_of_course)
    part = Q(wrote=True) | Q(pk__in=took.active().values("user")) | Q(pk__in=teaches.values("user"))
    people = get_user_model().objects.filter(is_active=True).annotate(wrote=wrote)
    if space.visibility == space.Visibility.ENROLLED:
        moderates = Q(is_superuser=True) | Q(pk__in=_moderators())
        may_read = Q(pk__in=took.values("user")) | Q(pk__in=teaches.values("user")) | moderates
        people = people.filter(may_read)
    return people.filter(part)


def _moderators():
    return get_user_model().objects.filter(groups__name=MODERATORS).values("pk")


def offered(space, user, typed):
    """At most ``OFFERED`` people whose name has a word that begins so; writers first."""
    people = mentionable(space).exclude(pk=user.pk).exclude(display_name="")
    if typed:
        begins = Q(display_name__istartswith=typed) | Q(display_name__icontains=f" {typed}")
        people = people.filter(begins)
    return people.select_related("institution").order_by("-wrote", "display_name", "pk")[:OFFERED]


def names_in(html):
    """Whatever could be a name after an @ in the text: exact, longest first for each @."""
    names = []
    for text, is_open in _texts(html):
        if is_open:
            for at in AT.finditer(unescape(text)):
                names.append(_candidates(unescape(text), at.end()))
    return names[:MOST_NAMES]


def people_named(names, post):
    """Who is named, as {name: [people]}: of each @ the longest name that somebody has."""
    wanted = {name for candidates in names for name in candidates}
    people = mentionable(post.space).exclude(pk=post.author_id).filter(display_name__in=wanted)
    having = {}
    for person in people:
        having.setdefault(person.display_name, []).append(person)
    chosen = (next((name for name in found if name in having), None) for found in names)
    return {name: having[name] for name in chosen if name}


def link_names(html, people):
    """The HTML with each name as a link to its person; a name that two people have stays text."""
    pieces = [
        _linked(text, people) if is_open else text for text, is_open in _texts(html, whole=True)
    ]
    return "".join(pieces)


def _linked(text, people):
    plain, out, done = unescape(text), [], 0
    for at in AT.finditer(plain):
        name = next((name for name in _candidates(plain, at.end()) if name in people), None)
        if name is None or len(people[name]) > 1 or at.start() < done:
            continue
        address = reverse("person", args=[people[name][0].public_id])
        out.append(escape(plain[done : at.start()], quote=False))
        out.append(f'<a href="{address}">@{escape(name)}</a>')
        done = at.end() + len(name)
    if not out:
        return text
    return "".join([*out, escape(plain[done:], quote=False)])


def without_name(html, person):
    """The HTML with links to this person as plain text that names nobody, and the names cut."""
    address = re.escape(reverse("person", args=[person.public_id]))
    link = re.compile(rf'<a href="{address}">@(.*?)</a>')
    names = {unescape(found[1]) for found in link.finditer(html)}
    return link.sub(f"@{person.FORMER}", html), names


def _candidates(text, start):
    """Every beginning of the text from here that could be a whole name, longest first."""
    names = set()
    for end in NAME_ENDS.finditer(text, start + 1):
        if end.start() - start > LONGEST_NAME:
            break
        names.add(text[start : end.start()].rstrip())
    return sorted(names, key=len, reverse=True)


def _texts(html, whole=False):
    """Each piece between tags, with whether a name in it counts; ``whole`` gives the tags, too."""
    depth = 0
    for number, piece in enumerate(TAG.split(html)):
        if number % 2 == 0:
            yield piece, depth == 0
            continue
        if TAG_NAME.match(piece)[1] in SILENT:
            depth += -1 if piece.startswith("</") else 1
        if whole:
            yield piece, False

"""One search for the whole site: of everything on it, what this reader may see.

Each kind of thing is a group of its own, in ``search_groups``: it finds keys, the best
first and never more than MOST_FOUND, and shows some of them.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

from learning.forms import searched_words

LONGEST_QUERY = 100
MOST_WORDS = 8
MOST_FOUND = 200
ON_TOP, ON_A_PAGE = 5, 20
WORD = re.compile(r"[\w'’]+")
ENDS = re.compile(r"<(?:/p|/li|/h\d|/pre|/blockquote|br)\b")
LONGEST_TEXT, LONGEST_EXCERPT, BEFORE = 20_000, 220, 60


@dataclass(frozen=True)
class Hit:
    """One thing that was found. ``beside`` says where it belongs or whose it is."""

    title: str
    url: str
    beside: str = ""
    excerpt: SafeString = SafeString("")


@dataclass
class Found:
    """What one group found: how much, and what of it is shown."""

    name: str
    label: str
    count: int
    all_label: str
    hits: list = field(default_factory=list)
    page: object = None

    @property
    def leads_to(self):
        """How the link to all of it reads."""
        return self.all_label % {"n": self.count}

    @property
    def is_cut(self):
        """Whether there may be more than were looked for."""
        return self.count >= MOST_FOUND


class Search:
    """What the address asks for. Whatever is typed, only its words count."""

    def __init__(self, user, data, groups):
        self.user, self.groups = user, groups
        self.number = data.get("page")
        self.q = searched_words(data, LONGEST_QUERY)
        self.was_cut = len(data.get("q", "").strip()) > LONGEST_QUERY
        self.words = words_in(self.q)
        asked = data.get("in", "")
        self.chosen = asked if asked in {group.name for group in groups} else ""

    @cached_property
    def found(self):
        """Every group that has something, with its first hits or the page asked for."""
        if not self.words:
            return []
        found = []
        for group in self.groups:
            keys = group.find(self.user, self.words)[:MOST_FOUND]
            row = Found(group.name, group.label, len(keys), group.all_label)
            if group.name == self.chosen:
                row.page = Paginator(keys, ON_A_PAGE).get_page(self.number)
                row.hits = group.show(self.user, self.words, list(row.page.object_list))
            elif keys and not self.chosen:
                row.hits = group.show(self.user, self.words, keys[:ON_TOP])
            if keys or group.name == self.chosen:
                found.append(row)
        return found

    @property
    def shown(self):
        """The groups whose hits are listed."""
        return [row for row in self.found if row.name == self.chosen or not self.chosen]

    @property
    def query(self):
        """The rest of the address of each page of the part that was chosen."""
        return urlencode({"q": self.q, "in": self.chosen})

    @property
    def count(self):
        return sum(row.count for row in self.shown)


def words_in(typed):
    """The first words of what was typed: all that an index may be asked for."""
    return WORD.findall(typed)[:MOST_WORDS]


def excerpt(text, words):
    """The part of a plain text in which the words stand first: escaped, the words marked."""
    text = " ".join(text[:LONGEST_TEXT].split())
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    wanted = re.compile(f"({either})", re.IGNORECASE)
    first = wanted.search(text)
    begin = max(first.start() - BEFORE, 0) if first else 0
    if begin:
        begin = text.find(" ", begin, first.start()) + 1 or first.start()
    end = begin + LONGEST_EXCERPT
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin + BEFORE)
    parts = wanted.split(text[begin:end])
    marked = [
        f"<mark>{escape(part)}</mark>" if number % 2 else escape(part)
        for number, part in enumerate(parts)
    ]
    around = ("… " if begin else "", " …" if end < len(text) else "")
    return mark_safe(around[0] + "".join(marked) + around[1])  # noqa: S308 - each part escaped


def plain(html):
    """The words of cleaned HTML, with a space wherever a block or line ends."""
    return unescape(strip_tags(ENDS.sub(r" \g<0>", html[:LONGEST_TEXT])))

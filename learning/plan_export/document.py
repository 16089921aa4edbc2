"""The content of a revision, made fit to be set on paper."""

from datetime import date

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.translation import gettext

from accounts.rich_text import render_markdown
from learning.certificates.pdf import Text

# What may differ between two revisions that say the same.
WHEN = {"made_on", "language"}
# What readers of a shared plan see on its page is the sections alone.
READERS_SEE = ("center", "name", "site", "language", "made_on", "sections")

LONGEST = {"center": 120, "name": 80, "site": 80}
MOST_SOURCES = 20  # of a section; further ones are counted
MOST_COMMITMENTS = 30  # the newest
# Laying out costs 40 times as much for a tag as for a character. What is heavier than this
# was not written to be read, and is printed without its formatting.
HEAVIEST, TAG = 80_000, 40


def says_the_same(one, other):
    """Whether two contents differ in nothing but when they were made."""
    return _without_when(one) == _without_when(other)


def for_readers(content):
    """The part of it that others may have: no sources, commitments or audit."""
    shown = {name: content[name] for name in READERS_SEE}
    shown["sections"] = [section | {"sources": []} for section in content["sections"]]
    return shown | {"commitments": [], "audit": None}


def _without_when(content):
    return {name: value for name, value in content.items() if name not in WHEN}


class Copy:
    """A revision as it is printed; ``number`` counts the plan's revisions."""

    def __init__(self, content, number):
        self.number = number
        self.language = content["language"]
        self.made_on = parse_date(content["made_on"])
        self.center, self.name, self.site = (
            Text(content[name], longest) for name, longest in LONGEST.items()
        )
        self.sections = [Section(section) for section in content["sections"]]
        self.commitments = [Promise(row) for row in content["commitments"][:MOST_COMMITMENTS]]
        audit = content["audit"]
        self.audit = Audit(audit) if audit else None

    @property
    def heading(self):
        return gettext("Social media strategy plan")

    @property
    def title(self):
        """What the document is called in its properties and in a list of files."""
        who = self.center.text or self.name.text
        return gettext("%(heading)s: %(who)s") % {"heading": self.heading, "who": who}

    @property
    def edition(self):
        """ "Revision 3, November 23, 2026"."""
        return gettext("Revision %(number)s, %(date)s") % {
            "number": self.number,
            "date": long_date(self.made_on),
        }

    @property
    def gaps(self):
        return [section for section in self.sections if section.is_gap]

    @property
    def state(self):
        """How far the plan is, in a sentence."""
        every, ready = len(self.sections), sum(section.is_ready for section in self.sections)
        written = every - len(self.gaps)
        if not written:
            return gettext("Nothing is written yet.")
        if ready == every:
            return gettext("Every section is written and ready.")
        told = {"written": written, "all": every, "ready": ready}
        if ready == written:
            return gettext("%(written)s of %(all)s sections written and ready.") % told
        if not ready:
            return gettext("%(written)s of %(all)s sections written, none of them ready.") % told
        return gettext("%(written)s of %(all)s sections written, %(ready)s of them ready.") % told


class Section:
    def __init__(self, content):
        self.code = Text(content["code"], 12)
        self.title = Text(content["title"], 120)
        self.status = content["status"]
        self.text = content["text"]
        rows = [Origin(row) for row in content["sources"]] if not self.is_gap else []
        self.sources, self.unlisted = rows[:MOST_SOURCES], len(rows[MOST_SOURCES:])

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def is_gap(self):
        return self.status == "empty"

    @property
    def is_ready(self):
        return self.status == "ready"

    @property
    def anchor(self):
        return f"section-{self.code}".lower()

    @cached_property
    def html(self):
        """Its words as clean HTML, plain where their formatting is too much to lay out."""
        html = render_markdown(self.text)
        return html if weight(html) <= HEAVIEST else _plain(self.text)

    @property
    def weight_beside(self):
        """What its heading and its sources take."""
        lines = [str(self), *(row.label.text for row in self.sources)]
        return sum(len(line) + 2 * TAG for line in lines)

    @property
    def attributes(self):
        """Direction and language of its script, for an element."""
        return Text(self.text, 2 * len(self.text)).attributes


class Origin:
    """A source: "Reflection: Your shift statement (November 4, 2026)"."""

    def __init__(self, content):
        self.label = Text(content["label"], 250)
        self.dated = parse_date(content["dated"])

    @property
    def day(self):
        return long_date(self.dated)


class Promise:
    """A commitment, and what came of it by then."""

    def __init__(self, content):
        self.sentence = Text(content["sentence"], 2000)
        self.made_on = long_date(parse_date(content["made_on"]))
        self.outcome = content["outcome"] or gettext("No answer yet")
        self.weight = len(self.sentence.text) + 6 * TAG


class Audit:
    """The tally of a center's posts, once or twice."""

    def __init__(self, content):
        self.baseline = Tally(content["baseline"])
        self.repeat = Tally(content["repeat"]) if content["repeat"] else None

    @property
    def rows(self):
        """(label, baseline's share, repeat's share or None) for every purpose."""
        again = self.repeat.shares if self.repeat else [None] * len(self.baseline.shares)
        return [
            (first[0], first, second)
            for first, second in zip(self.baseline.shares, again, strict=False)
        ]


class Tally:
    def __init__(self, content):
        self.day = long_date(parse_date(content["on"]))
        self.posts = content["posts"]
        self.shares = [tuple(share) for share in content["shares"]]  # label, count, percent


def weight(html):
    return len(html) + TAG * html.count("<")


def long_date(day: date):
    return date_format(day, "F j, Y")


def _plain(text):
    """The words as paragraphs of plain text; as one where even those are too many."""
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    html = _paragraphs([part for part in paragraphs if part])
    return html if weight(html) <= HEAVIEST else _paragraphs([" ".join(text.split())])


def _paragraphs(texts):
    return format_html_join("\n", "<p>{}</p>", ((text,) for text in texts))

"""A post as one reader sees it: a value, so that the same value is drawn once.

Drawing two hundred posts with a template costs ten times what reading them from the
database does. What the template may use follows from ``PostCard`` alone, and a card that
was drawn before, in this language and time zone, is not drawn again: there is nothing to
forget when something changes, since what changed makes another card.
"""

import json
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from accounts.drawing import drawn_once
from accounts.models import Institution, User

from .models import Post

# About 3 kB each, in each process.
CARDS_KEPT = 4000
# All buttons of all posts belong to one form, which stands in the thread's page.
FORM = "post-acts"


class Around(NamedTuple):
    """What all cards of a thread's page have in common: where they stand, and who reads."""

    thread_url: str
    page: int = 1
    level: int = 2  # of the headings
    is_signed_in: bool = False
    takes_replies: bool = False
    is_host: bool = False
    may_mark_answer: bool = False
    may_recommend: bool = False


class PostCard(NamedTuple):
    """Everything that the template of a post shows or asks; ``row`` is of ``for_reading()``."""

    row: Any
    around: Around
    is_mine: bool
    is_new: bool = False
    is_answer: bool = False

    @property
    def html(self):
        """Drawn for the language and the time zone of now."""
        return _drawn(self)

    @property
    def number(self):
        return self.row.number

    @property
    def is_indented(self):
        return self.row.branch != self.row.number


def as_items(cards):
    """The cards as items of a list, one after the other."""
    below = ("", " posts__item--below")
    return mark_safe(  # noqa: S308 - rendered templates and numbers
        "".join(
            f'<li class="posts__item{below[card.is_indented]}" data-number="{card.number}">'
            f"{drawn}</li>"
            for card, drawn in zip(cards, _drawn.each(cards), strict=True)
        )
    )


class DrawnPost:
    """A card as its template asks for it; made only where the card was not drawn before."""

    def __init__(self, card):
        self.card, self.around, row = card, card.around, card.row
        self.pk, self.number, self.state = row.pk, row.number, row.state
        self.written_at, self.part = row.created_at, row.author_part
        self.helped_count, self.helped_me = row.helped_count, row.helped_me
        self.is_mine, self.is_new, self.is_answer = card.is_mine, card.is_new, card.is_answer
        self.was_edited = row.edited_at is not None
        self.is_recommended = row.endorsed_at is not None
        self.is_indented = card.is_indented
        self.is_former = row.author__erased_at is not None
        self.author = _person(row, "author")
        self.author.public_id = row.author__public_id
        self.author.photo = row.author__photo
        self.author.visibility = json.loads(row.visibility)
        self.author.institution = Institution(name=row.author__institution__name or "")

    def _shown(self, field):
        # To everybody who is signed in alike.
        reader = User() if self.around.is_signed_in else AnonymousUser()
        return self.author.shown(field, reader)

    @property
    def body(self):
        return mark_safe(self.card.row.html)  # noqa: S308 - by the cleaner, as Post.body

    @property
    def name(self):
        return self.author.get_full_name()

    @property
    def person_url(self):
        return reverse("person", args=[self.author.public_id])

    @property
    def initials(self):
        return self.author.initials

    @property
    def photo_url(self):
        photo = self._shown("photo")
        return photo.url if photo else ""

    @property
    def institution(self):
        return str(self._shown("institution"))

    @property
    def answers_name(self):
        """Whom it answers, unless that stands right above or is no longer shown."""
        to = self.card.row
        if not self.is_indented or to.reply_to__state != Post.State.PUBLISHED:
            return ""
        return _person(to, "reply_to__author").get_full_name()

    @property
    def anchor(self):
        return f"post-{self.pk}"

    @property
    def url(self):
        return reverse("community:post", args=[self.pk])

    @property
    def is_published(self):
        return self.state == Post.State.PUBLISHED

    @property
    def is_signed(self):
        """Whether it says who wrote it: what was taken down does not, except to its writer."""
        return self.is_published or self.is_mine

    @property
    def is_readable(self):
        hidden = self.state == Post.State.HIDDEN and not self.around.is_host
        return self.state != Post.State.DELETED and not hidden


def _person(row, path):
    names = ("display_name", "email", "erased_at")
    return User(**{name: getattr(row, f"{path}__{name}") for name in names})


@drawn_once(keep=CARDS_KEPT)
def _drawn(card):
    return render_to_string("community/partials/post.html", {"post": DrawnPost(card), "form": FORM})

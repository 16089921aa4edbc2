"""A post as one reader sees it: a value, so that the same value is drawn once.

Drawing two hundred posts with a template costs ten times what reading them from the
database does. What the template may use is all in ``PostCard``, and a card that was
drawn before, in this language and time zone, is not drawn again: there is nothing to
forget when something changes, since what changed makes another card.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

# About 3 kB each, in each process.
CARDS_KEPT = 4000
# All buttons of all posts belong to one form, which stands in the thread's page.
FORM = "post-acts"


@dataclass(frozen=True)
class PostCard:
    """Everything that the template of a post shows or asks."""

    pk: int
    number: int
    state: str
    written_at: datetime
    was_edited: bool
    body: str
    name: str
    person_url: str
    initials: str
    photo_url: str
    institution: str
    part: str
    answers_name: str
    helped_count: int
    helped_me: bool
    is_mine: bool
    is_new: bool
    is_answer: bool
    is_recommended: bool
    is_indented: bool
    is_former: bool
    thread_url: str
    page: int
    is_signed_in: bool
    takes_replies: bool
    is_host: bool
    may_mark_answer: bool
    may_recommend: bool

    @property
    def html(self):
        """Drawn for the language and the time zone of now."""
        return _drawn(self, get_language(), get_current_timezone_name())

    @property
    def anchor(self):
        return f"post-{self.pk}"

    @property
    def url(self):
        return reverse("community:post", args=[self.pk])

    @property
    def is_published(self):
        return self.state == "published"

    @property
    def is_signed(self):
        """Whether it says who wrote it: what was taken down does not, except to its writer."""
        return self.is_published or self.is_mine

    @property
    def is_readable(self):
        return self.state != "deleted" and (self.state != "hidden" or self.is_host)


@lru_cache(maxsize=CARDS_KEPT)
def _drawn(card, language, zone):
    text = render_to_string("community/partials/post.html", {"post": card, "form": FORM})
    return mark_safe(text)  # noqa: S308 - a rendered template

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
class Around:
    """What all cards of a thread's page have in common: where they stand, and who reads."""

    thread_url: str
    page: int = 1
    level: int = 2  # of the headings
    is_signed_in: bool = False
    takes_replies: bool = False
    is_host: bool = False
    may_mark_answer: bool = False
    may_recommend: bool = False


@dataclass(frozen=True)
class PostCard:
    """Everything that the template of a post shows or asks."""

    around: Around
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

    @classmethod
    def of(cls, post, viewer, around, *, answer=None, is_new=False):
        """A post of ``Post.objects.for_reading()``; ``answer`` is the key of what answered."""
        author, photo = post.author, post.author.shown("photo", viewer)
        to = post.reply_to if post.is_indented else None
        return cls(
            around=around,
            pk=post.pk,
            number=post.number,
            state=post.state,
            written_at=post.created_at,
            was_edited=post.edited_at is not None,
            body=post.body,
            name=author.get_full_name(),
            person_url=reverse("person", args=[author.public_id]),
            initials=author.initials,
            photo_url=photo.url if photo else "",
            institution=str(author.shown("institution", viewer)),
            part=post.author_part,
            answers_name=to.author.get_full_name() if to and to.is_published else "",
            helped_count=post.helped_count,
            helped_me=post.helped_me,
            is_mine=post.author_id == viewer.pk,
            is_new=is_new,
            is_answer=post.pk == answer,
            is_recommended=post.endorsed_at is not None,
            is_indented=post.is_indented,
            is_former=author.erased_at is not None,
        )

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
        return self.state != "deleted" and (self.state != "hidden" or self.around.is_host)


@lru_cache(maxsize=CARDS_KEPT)
def _drawn(card, language, zone):
    text = render_to_string("community/partials/post.html", {"post": card, "form": FORM})
    return mark_safe(text)  # noqa: S308 - a rendered template

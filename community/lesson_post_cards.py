"""A post as a lesson shows it to one reader: a value, so that the same value is drawn once."""

from datetime import datetime
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from accounts.drawing import drawn_once

from .models import Thread

# About 1.5 kB each, in each process.
CARDS_KEPT = 2000


class LessonPostCard(NamedTuple):
    """Everything that the template of such a post shows or asks."""

    anchor: str
    thread_pk: int
    thread_title: str
    html: str
    state: str
    is_mine: bool
    is_recommended: bool
    is_answer: bool
    reply_count: int
    written_at: datetime
    name: str
    initials: str
    photo_url: str
    institution: str
    part: str
    level: int  # of the heading

    @classmethod
    def of(cls, post, reader, *, level=3):
        """A post with its thread and its author, as ``lesson_talk.Said`` holds them."""
        author, thread = post.author, post.thread
        photo = author.shown("photo", reader)
        return cls(
            anchor=post.anchor,
            thread_pk=thread.pk,
            thread_title=thread.title,
            html=post.html,
            state=post.state,
            is_mine=post.author_id == reader.pk,
            is_recommended=post.endorsed_at is not None,
            is_answer=post.pk == thread.answer_id,
            reply_count=thread.reply_count,
            written_at=post.created_at,
            name=author.get_full_name(),
            initials=author.initials,
            photo_url=photo.url if photo else "",
            institution=str(author.shown("institution", reader)),
            part=post.author_part,
            level=level,
        )

    @property
    def body(self):
        return mark_safe(self.html)  # noqa: S308 - by the cleaner, as Post.body

    @property
    def thread_url(self):
        return Thread(pk=self.thread_pk, title=self.thread_title).get_absolute_url()

    def drawn(self):
        """For the language and the time zone of now."""
        return _drawn(self)


@drawn_once(keep=CARDS_KEPT)
def _drawn(card):
    return render_to_string("community/partials/lesson_post.html", {"post": card})

"""A thread in a list as one reader sees it: a value, so that the same value is drawn once."""

from datetime import datetime
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from accounts.drawing import drawn_once

from .models import Thread

# About 1 kB each, in each process.
CARDS_KEPT = 4000


class ThreadCard(NamedTuple):
    """Everything that the template of a row shows or asks."""

    pk: int
    title: str
    state: str
    is_question: bool
    is_answered: bool
    has_unread: bool
    reply_count: int
    moment: datetime  # of the latest post; where there is no reply, of the first
    time_since: str
    because: str
    space: str  # "" on its own page
    name: str
    initials: str
    photo_url: str
    institution: str
    level: int  # of the heading

    @classmethod
    def of(cls, thread, viewer, *, within=None, level=3):
        """A thread of ``Thread.objects.for_list()``; ``within`` is the key of the page's space."""
        author, photo = thread.author, thread.author.shown("photo", viewer)
        moment = thread.last_activity_at if thread.reply_count else thread.created_at
        return cls(
            pk=thread.pk,
            title=thread.title,
            state=thread.state,
            is_question=thread.is_question,
            is_answered=thread.answer_id is not None,
            has_unread=thread.has_unread,
            reply_count=thread.reply_count,
            moment=moment,
            time_since=timesince(moment, depth=1),
            because=getattr(thread, "because", ""),
            space="" if thread.space_id == within else thread.space.title,
            name=author.get_full_name(),
            initials=author.initials,
            photo_url=photo.url if photo else "",
            institution=str(author.shown("institution", viewer)),
            level=level,
        )

    @property
    def html(self):
        """Drawn for the language and the time zone of now."""
        return _drawn(self)

    @property
    def when(self):
        return _("%(time)s ago") % {"time": self.time_since}

    @property
    def url(self):
        return Thread(pk=self.pk, title=self.title).get_absolute_url()


@drawn_once(keep=CARDS_KEPT)
def _drawn(card):
    return render_to_string("community/partials/thread_row.html", {"thread": card})

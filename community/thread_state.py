"""A thread as one person sees it, in a bounded number of queries."""

from functools import cached_property

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.prepared import Prepared

from .answering.in_thread import ThreadAnswering
from .composer import Composer
from .models import Post, Space, ThreadFollow, ThreadReading
from .post_cards import Around, PostCard, as_items
from .posting import closed_because
from .standing import is_moderator

POSTS_AT_ONCE = 50
# For who wants to search a thread in the browser or print it.
MOST_AT_ONCE = 200


@Prepared
def _rows(sees_all, start, stop, user, thread):
    posts = Post.objects.filter(thread=thread)
    posts = posts if sees_all else posts.shown_to(user)
    return posts.in_order().for_reading(user)[start:stop]


class _Rows:
    """The posts of a thread as this person reads them, for a paginator that knows their number."""

    def __init__(self, thread, user):
        self.thread, self.user = thread, user

    def __getitem__(self, part):
        if not self.user.is_authenticated:
            return self.thread.posts.shown_to(self.user).in_order().for_reading(self.user)[part]
        sees_all = is_moderator(self.user)
        return _rows(sees_all, part.start, part.stop, user=self.user, thread=self.thread.pk)


class ThreadState:
    def __init__(self, request, thread, form=None, reply_to=None):
        self.request, self.thread, self.form = request, thread, form
        self.user = request.user
        self.reply_to = reply_to

    @cached_property
    def posts(self):
        return self.thread.posts.shown_to(self.user).in_order()

    @cached_property
    def page(self):
        """The page of posts asked for, each with what this reader may do to it."""
        at_once = MOST_AT_ONCE if self.shows_all else POSTS_AT_ONCE
        paginator = Paginator(_Rows(self.thread, self.user), at_once)
        paginator.count = self.posts.count()  # without what is only there to be shown
        page = paginator.get_page(self.request.GET.get("page"))
        around = Around(
            self.thread.get_absolute_url(),
            page=page.number,
            is_signed_in=self.user.is_authenticated,
            takes_replies=self.thread.is_open,
            is_host=self.is_host,
            may_mark_answer=self.may_mark_answer,
            may_recommend=self.may_recommend,
        )
        page.object_list = [self._card(row, around) for row in page.object_list]
        return page

    def _card(self, row, around):
        return PostCard(
            row,
            around,
            is_mine=row.author_id == self.user.pk,
            is_new=self.has_read_before and row.number > self.read_up_to,
            is_answer=row.pk == self.thread.answer_id,
        )

    @property
    def items(self):
        """The posts of the page, drawn."""
        return as_items(self.page.object_list)

    @property
    def shows_all(self):
        return self.request.GET.get("show") == "all" and self.may_show_all

    @property
    def may_show_all(self):
        """Whether the thread is long enough for pages and short enough for one."""
        return POSTS_AT_ONCE < self.thread.last_number <= MOST_AT_ONCE

    @cached_property
    def reading(self):
        if not self.user.is_authenticated:
            return None
        return ThreadReading.objects.filter(user=self.user, thread=self.thread).first()

    @property
    def has_read_before(self):
        return self.reading is not None

    @property
    def read_up_to(self):
        return self.reading.number if self.reading else 0

    @cached_property
    def first_unread(self):
        """The first post in reading order that somebody who was here before has not seen."""
        if not self.has_read_before or self.read_up_to >= self.thread.last_number:
            return None
        return self.posts.published().filter(number__gt=self.read_up_to).first()

    def page_of(self, post):
        """The number of the page that a post stands on."""
        if self.thread.last_number <= POSTS_AT_ONCE:
            return 1
        return self.posts.before(post).count() // POSTS_AT_ONCE + 1

    def address_of(self, post):
        page = self.page_of(post)
        query = f"?page={page}" if page > 1 else ""
        return f"{self.thread.get_absolute_url()}{query}#{post.anchor}"

    @property
    def newest_shown(self):
        """The highest number on this page: reading it clears up to here."""
        return max((post.number for post in self.page.object_list), default=0)

    @cached_property
    def follow(self):
        if not self.user.is_authenticated:
            return None
        return ThreadFollow.objects.filter(user=self.user, thread=self.thread).first()

    @cached_property
    def answering(self):
        """How the thread is being answered, as far as it concerns this reader."""
        return ThreadAnswering(self.user, self.thread)

    @cached_property
    def is_host(self):
        """Whether this person may lock the thread and say what answered it."""
        return self.thread.space.is_hosted_by(self.user)

    @property
    def lock_act(self):
        return "unlock" if self.thread.locked_at else "lock"

    @property
    def may_mark_answer(self):
        mine = self.user.is_authenticated and self.thread.author_id == self.user.pk
        return self.thread.is_question and (mine or self.is_host)

    @property
    def may_recommend(self):
        """Whether this person may have a post stand in the lesson it was written at."""
        return self.thread.space.kind == Space.Kind.LESSON and self.is_host

    @cached_property
    def composer(self):
        return Composer(
            self.request,
            f"post-{self.reply_to.pk}" if self.reply_to else f"thread-{self.thread.pk}",
            reverse("community:reply", args=[self.thread.pk]),
            label=_("Your reply"),
            button=_("Reply"),
            form=self.form,
            closed=closed_because(self.thread.space, self.thread),
            space=self.thread.space_id,
            text=quote_of(self.reply_to) if self.request.GET.get("quote") else "",
        )


def quote_of(post):
    """A post's first lines as a Markdown quote, to be cut down by whoever replies."""
    if post is None or not post.is_published:
        return ""
    lines = post.source.strip().splitlines()[:8]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"

"""What a lesson shows of the discussion at its prompts."""

from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache

from accounts.prepared import Prepared
from courses import published

from .composer import Composer
from .lesson_post_cards import LessonPostCard
from .models import Post, Space

ANSWERS_SHOWN = 3
RECOMMENDED_SHOWN = 2
KEEP_SECONDS = 300  # for what changes without a signal, as a name or a part


def spaces_of(lesson_key):
    """The open spaces of a lesson's prompts by block, the same for everyone."""
    return published.kept(("lesson-spaces", lesson_key), lambda: _find_spaces(lesson_key))


def _find_spaces(lesson_key):
    found = Space.objects.filter(kind=Space.Kind.LESSON, lesson_key=lesson_key, closed_at=None)
    return {space.block_id: space for space in found}


@dataclass(frozen=True)
class Said:
    """What everybody who reads a space sees in the lesson, and how many posts there are.

    ``recommended`` are posts that the host recommends, and answers to questions.
    """

    posts: list
    count: int
    recommended: list


def said_in(space):
    """From the cache, until somebody writes there or is answered."""
    said = cache.get(_said_key(space.pk))
    if said is None:
        posts = Post.objects.published().filter(space=space, thread__state="published")
        shown = posts.select_related("thread", "author__institution").with_parts()
        # What only the person may know has no place in a cache that others are served from.
        shown = shown.defer("author__password", "author__email").order_by("-created_at", "-pk")
        recommended = list(shown.recommended()[:RECOMMENDED_SHOWN])
        posts, shown = posts.filter(number=1), shown.filter(number=1)
        waiting = list(shown.filter(thread__first_answer_at=None)[:ANSWERS_SHOWN])
        answered = shown.exclude(thread__first_answer_at=None)[: ANSWERS_SHOWN - len(waiting)]
        said = Said([*waiting, *answered], posts.count(), recommended)
        cache.set(_said_key(space.pk), said, KEEP_SECONDS)
    return said


def forget_said(space_pk):
    cache.delete(_said_key(space_pk))


def _said_key(space_pk):
    return f"lesson-posts:{space_pk}"


def _by_need(post):
    return post.thread.first_answer_at is not None, -post.created_at.timestamp()


@Prepared
def _newest_by(user, space):
    own = Post.objects.filter(space=space, number=1, author=user)
    own = own.filter(state__in=("published", "held")).select_related("thread")
    return own.order_by("-created_at")[:1]


class LessonTalk:
    """One prompt's space, the posts to show, and the box to write in.

    Two queries for whoever takes the course: their own post, and their own draft. They
    read and write here, as does who edits the lesson; everyone else what the space
    shows them. A preview shows the prompt alone.
    """

    def __init__(self, request, state, page, block_id):
        self.request, self.state, self.page, self.block_id = request, state, page, block_id

    @cached_property
    def space(self):
        if self.state.is_sample or not self.page.pk:
            return None
        space = spaces_of(self.page.key).get(self.block_id)
        if space is None or self.state.is_open or space.is_public:
            return space
        may_read = Space.objects.visible_to(self.request.user).filter(pk=space.pk)
        return space if may_read.exists() else None

    @cached_property
    def posts(self):
        """Unanswered ones first, then the newest: each opens a thread.

        One's own newest is always among them, also while it waits for a glance.
        """
        if self.others_are_hidden:
            return []
        shown = self._said.posts
        own = self._own_newest()
        if own is None or own.pk in {post.pk for post in shown}:
            return shown
        return sorted([*shown[: ANSWERS_SHOWN - 1], own], key=_by_need)

    @cached_property
    def _said(self):
        return said_in(self.space)

    def _own_newest(self):
        if not self.request.user.is_authenticated:
            return None
        own = _newest_by(user=self.request.user, space=self.space.pk)
        for found in own:
            found.author, found.author_part = self.request.user, ""
        return own[0] if own else None

    @property
    def just_posted(self):
        """One's own post, where the address says that one comes from writing it."""
        written = self.request.GET.get("posted", "")
        found = (post for post in self.posts if str(post.pk) == written)
        return next((post for post in found if post.author_id == self.request.user.pk), None)

    @cached_property
    def others_are_hidden(self):
        """Whether one's own post comes first here, and has not come yet."""
        if not self.space.post_first:
            return False
        user = self.request.user
        if not user.is_authenticated:
            return True
        return not self.space.threads.filter(author=user.pk).exists()

    @property
    def count(self):
        """How many posts open threads here."""
        return self._said.count

    @property
    def cards(self):
        return [LessonPostCard.of(post, self.request.user) for post in self.posts]

    @cached_property
    def recommended_cards(self):
        """Those that do not stand above already."""
        if self.others_are_hidden:
            return []
        above, reader = {post.pk for post in self.posts}, self.request.user
        below = (post for post in self._said.recommended if post.pk not in above)
        return [LessonPostCard.of(post, reader, level=4) for post in below]

    @property
    def has_more(self):
        return self.count > len(self.posts)

    @cached_property
    def composer(self):
        return Composer.in_space(self.request, self.space)

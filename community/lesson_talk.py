"""What a lesson shows of the discussion at its prompts."""

from functools import cached_property

from django.core.cache import cache
from django.db.models import Case, Count, Q, Subquery, When, Window

from .composer import Composer
from .models import Post, Space

ANSWERS_SHOWN = 3
KEEP_SECONDS = 600
NOBODY = Q(pk__in=[])


def spaces_of(lesson_key):
    """The open spaces of a lesson's prompts by block, the same for everyone: from the cache."""
    spaces = cache.get(_cache_key(lesson_key))
    if spaces is None:
        found = Space.objects.filter(kind=Space.Kind.LESSON, lesson_key=lesson_key, closed_at=None)
        spaces = {space.block_id: space for space in found}
        cache.set(_cache_key(lesson_key), spaces, KEEP_SECONDS)
    return spaces


def forget_spaces(lesson_key):
    cache.delete(_cache_key(lesson_key))


def _cache_key(lesson_key):
    return f"lesson-spaces:{lesson_key}"


class LessonTalk:
    """One prompt's space, the posts to show, and the box to write in.

    Two queries for whoever takes the course: the posts, and their own draft. They
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
        mine = Q(author=self.request.user.pk) if self.request.user.is_authenticated else NOBODY
        own_held = mine & Q(state="held", thread__state="held")
        posts = Post.objects.filter(
            Q(state="published", thread__state="published") | own_held,
            thread__space=self.space,
            number=1,
        )
        newest = posts.filter(mine).order_by("-created_at", "-pk").values("pk")[:1]
        posts = posts.annotate(
            of_all=Window(Count("pk")),
            own=Case(When(pk=Subquery(newest), then=1), default=0),
            answered=Case(When(thread__first_answer_at=None, then=0), default=1),
        )
        posts = posts.select_related("thread", "author__institution").with_parts()
        shown = list(posts.order_by("-own", "answered", "-created_at", "-pk")[:ANSWERS_SHOWN])
        return sorted(shown, key=lambda post: (post.answered, -post.created_at.timestamp()))

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
        return self.posts[0].of_all if self.posts else 0

    @property
    def has_more(self):
        return self.count > len(self.posts)

    @cached_property
    def composer(self):
        return Composer.in_space(self.request, self.space)

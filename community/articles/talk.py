"""The comments on an article: threads of its space, each with the replies below it."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from community.composer import Composer
from community.models import Post, Space, Thread
from community.post_cards import Around, PostCard
from community.standing import is_moderator

COMMENTS_AT_ONCE = 50
REPLIES_SHOWN = 20


@dataclass(frozen=True)
class Comment:
    thread: Thread
    posts: list

    @property
    def more(self):
        """How many replies only the thread's own page shows."""
        return max(0, self.thread.last_number - 1 - REPLIES_SHOWN)


class ArticleTalk:
    """What one reader sees below an article; the oldest comment first, so that pages stay."""

    def __init__(self, request, article):
        self.request, self.article, self.user = request, article, request.user

    @cached_property
    def space(self):
        key = self.article.translation_key
        return Space.objects.filter(kind=Space.Kind.ARTICLE, page_key=key).first()

    @property
    def is_host(self):
        return is_moderator(self.user)

    @cached_property
    def page(self):
        """The page of threads that the address asks for."""
        paginator = Paginator(_threads(self.space, self.user), COMMENTS_AT_ONCE)
        return paginator.get_page(self.request.GET.get("page"))

    @cached_property
    def comments(self):
        """Each comment with its first replies, in two queries however many there are."""
        threads = {thread.pk: thread for thread in self.page.object_list}
        posts = Post.objects.shown_to(self.user).filter(
            thread__in=threads, number__lte=REPLIES_SHOWN + 1
        )
        found = {pk: [] for pk in threads}
        around = {pk: self._around(thread) for pk, thread in threads.items()}
        for row in posts.for_reading(self.user).order_by("thread", "branch", "number"):
            card = PostCard(row, around[row.thread_id], is_mine=row.author_id == self.user.pk)
            found[row.thread_id].append(card)
        return [Comment(threads[pk], said) for pk, said in found.items() if said]

    def _around(self, thread):
        thread.space = self.space
        return Around(
            thread.get_absolute_url(),
            level=3,
            is_signed_in=self.user.is_authenticated,
            takes_replies=thread.is_open,
            is_host=self.is_host,
        )

    @cached_property
    def composer(self):
        composer = Composer.in_space(self.request, self.space)
        composer.label = _("Your comment")
        return composer


def _threads(space, user):
    return space.threads.visible_to(user).order_by("created_at", "pk")


def comment_address(space, user, post):
    """Where the article shows this comment, given as its first post."""
    threads = _threads(space, user)
    before = threads.filter(created_at__lt=post.thread.created_at)
    same_moment = threads.filter(created_at=post.thread.created_at, pk__lt=post.thread_id)
    number = (before.count() + same_moment.count()) // COMMENTS_AT_ONCE + 1
    query = f"?page={number}" if number > 1 else ""
    return f"{space.page.get_url()}{query}#{post.anchor}"

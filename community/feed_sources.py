"""What the activity feed is made of."""

from django.db.models import Exists, OuterRef
from django.utils.html import strip_tags
from django.utils.text import Truncator

from .feed import Act, feed_source
from .models import Post, SharedFile, Space, Thread

EXCERPT_WORDS = 60


def excerpt(html):
    """The beginning of a text, without its marks."""
    return Truncator(" ".join(strip_tags(html.replace("<", " <")).split())).words(EXCERPT_WORDS)


@feed_source
def threads_and_replies(scope):
    """Threads begun, replies, and those that answered the question."""
    in_thread = Thread.objects.published().filter(pk=OuterRef("thread"))
    in_space = Space.objects.visible_to(scope.user).filter(pk=OuterRef("space"))
    rows = Post.objects.published().filter(Exists(in_thread), Exists(in_space))
    rows = rows.select_related("thread", "space", "author__institution")
    return [
        Act(
            at=post.created_at,
            person=post.author,
            verb=_verb(post),
            title=post.thread.title,
            url=post.thread.get_absolute_url() if post.is_opening else post.get_absolute_url(),
            url_of_all=post.thread.get_absolute_url(),
            place=post.space.title,
            text=excerpt(post.html),
        )
        for post in scope.newest(rows, "created_at", "author", "space__course_key")
    ]


@feed_source
def shared_files(scope):
    """Files that were shared; a new version is no news of its own."""
    rows = SharedFile.objects.visible_to(scope.user).published()
    return [
        Act(
            at=file.made_at,
            person=file.owner,
            verb="shared",
            title=file.title,
            url=file.get_absolute_url(),
            url_of_all=file.get_absolute_url(),
            text=Truncator(file.description).words(EXCERPT_WORDS),
        )
        for file in scope.newest(rows.for_list(), "made_at", "owner", "course_key")
    ]


def _verb(post):
    if post.is_opening:
        return "asked" if post.thread.is_question else "began"
    return "answered" if post.pk == post.thread.answer_id else "replied"

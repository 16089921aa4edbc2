"""What the activity feed is made of."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator

from learning.models import Shelf

from .feed import Act, feed_source
from .models import ArticlePage, Post, SharedFile, Space, Thread

EXCERPT_WORDS = 60


def excerpt(html):
    """The beginning of a text, without its marks."""
    return Truncator(" ".join(strip_tags(html.replace("<", " <")).split())).words(EXCERPT_WORDS)


@feed_source
def threads_and_replies(scope):
    """Threads begun, replies, and those that answered the question."""
    in_thread = Thread.objects.published().filter(pk=OuterRef("thread"))
    in_space = Space.objects.readable_by(scope.user).filter(pk=OuterRef("space"))
    rows = Post.objects.published().filter(Exists(in_thread), Exists(in_space))
    rows = rows.select_related("thread", "space", "author__institution")
    found = scope.newest(rows, "created_at", "author", "space__course_key")
    return [_comment(post) if _is_comment(post) else _said(post) for post in found]


def _said(post):
    thread = post.thread.get_absolute_url()
    return Act(
        at=post.created_at,
        person=post.author,
        verb=_verb(post),
        title=post.thread.title,
        url=thread if post.is_opening else post.get_absolute_url(),
        url_of_all=thread,
        place=post.space.title,
        text=excerpt(post.html),
    )


def _is_comment(post):
    return post.space.kind == Space.Kind.ARTICLE


def _comment(post):
    """What is said of an article is told under its title, not under its own first words."""
    return Act(
        at=post.created_at,
        person=post.author,
        verb="commented",
        title=post.space.title,
        url=post.get_absolute_url(),
        url_of_all=post.space.get_absolute_url(),
        text=excerpt(post.html),
    )


def _verb(post):
    if post.is_opening:
        return "asked" if post.thread.is_question else "began"
    return "answered" if post.pk == post.thread.answer_id else "replied"


@feed_source
def articles(scope):
    rows = ArticlePage.objects.live().select_related("author__institution")
    return [
        Act(
            at=article.first_published_at,
            person=article.author,
            verb="wrote",
            title=article.title,
            url=article.get_absolute_url(),
            text=article.lead or excerpt(article.html),
        )
        for article in scope.newest(rows, "first_published_at", "author")
    ]


@feed_source
def shared_shelves(scope):
    """For members, as the shelves themselves are."""
    if not scope.user.is_authenticated:
        return []
    rows = Shelf.objects.shared().select_related("owner__institution")
    return [
        Act(
            at=shelf.made_at,
            person=shelf.owner,
            verb="shelved",
            title=shelf.title,
            url=reverse("community:shelf", args=[shelf.pk]),
            text=shelf.description,
        )
        for shelf in scope.newest(rows, "made_at", "owner")
    ]


@feed_source
def shared_files(scope):
    may_read = SharedFile.objects.readable_by(scope.user).filter(pk=OuterRef("pk"))
    rows = SharedFile.objects.published().filter(Exists(may_read))
    rows = rows.select_related("owner__institution")
    return [
        Act(
            at=file.made_at,
            person=file.owner,
            verb="filed",
            title=file.title,
            url=file.get_absolute_url(),
            text=file.description,
        )
        for file in scope.newest(rows, "made_at", "owner", "course_key")
    ]

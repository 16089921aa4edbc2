"""What the activity feed is made of."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator

from learning.models import Plan, Shelf

from .feed import Act, feed_source
from .models import ArticlePage, Post, SharedFile, ShelfHiding, Space, Thread
from .shared_plans import saved_texts, title_of

EXCERPT_WORDS = 60


def excerpt(html, words=EXCERPT_WORDS):
    """The beginning of a text, without its marks."""
    return Truncator(" ".join(strip_tags(html.replace("<", " <")).split())).words(words)


@feed_source
def threads_and_replies(scope):
    """Threads begun, and replies: also what answered, where nobody knows since when."""
    in_thread = Thread.objects.published().filter(pk=OuterRef("thread"))
    in_thread = in_thread.exclude(ANSWERED, answer=OuterRef("pk"))
    in_space = Space.objects.readable_by(scope.user).filter(pk=OuterRef("space"))
    rows = Post.objects.published().filter(Exists(in_thread), Exists(in_space))
    rows = rows.select_related("thread", "space", "author__institution")
    found = scope.newest(rows, "created_at", "author", "space__course_key")
    return [_comment(post) if _is_comment(post) else _said(post) for post in found]


# Threads of which it was said what answered them: that is told, not the reply before it.
ANSWERED = Q(answered_at__isnull=False) & ~Q(space__kind=Space.Kind.ARTICLE)


@feed_source
def answers(scope):
    """What answered a question, at the moment when that was said of it."""
    in_space = Space.objects.readable_by(scope.user).filter(pk=OuterRef("space"))
    rows = Thread.objects.published().filter(ANSWERED, Exists(in_space), answer__state="published")
    rows = rows.select_related("space", "answer__author__institution")
    found = scope.newest(rows, "answered_at", "answer__author", "space__course_key")
    return [_said(_answer_of(thread), thread.answered_at) for thread in found]


def _answer_of(thread):
    """The post, with its thread, without asking for it."""
    thread.answer.thread, thread.answer.space = thread, thread.space
    return thread.answer


def _said(post, at=None):
    thread = post.thread.get_absolute_url()
    return Act(
        at=at or post.created_at,
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
    hidden = ShelfHiding.objects.in_force(OuterRef("pk"))
    rows = Shelf.objects.shared().filter(~Exists(hidden)).select_related("owner__institution")
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


@feed_source
def shared_plans(scope):
    """For members, while their owners share them with everybody who is signed in."""
    if not scope.user.is_authenticated:
        return []
    rows = Plan.objects.filter(sharing=Plan.Sharing.COMMUNITY, shared_at__isnull=False)
    rows = rows.filter(Exists(saved_texts())).select_related("user__institution")
    return [
        Act(
            at=plan.shared_at,
            person=plan.user,
            verb="planned",
            title=title_of(plan),
            url=plan.get_absolute_url(),
        )
        for plan in scope.newest(rows, "shared_at", "user")
    ]

"""How templates of lessons show what is said at their prompts."""

from django import template
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, OuterRef, Subquery
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from accounts.prepared import Prepared
from community.articles.blog_index import BlogIndex
from community.articles.parts import parts_of
from community.articles.talk import ArticleTalk
from community.feed_sources import excerpt
from community.lesson_talk import LessonTalk
from community.models import (
    ArticlePage,
    MentorInvitation,
    PersonFollow,
    Post,
    Space,
    Thread,
)
from community.shared_plans import plans_with_words, title_of
from community.standing import is_host, is_moderator
from community.thread_cards import ThreadCard
from learning.models import Bookmark
from learning.models.bookmarks import target_of

register = template.Library()

POSTS_ON_A_PROFILE = 5
QUESTION_WORDS = 36


register.filter("title_of_plan", title_of)


@register.filter
def ago(moment):
    """How long ago, in one unit: "3 days ago". Exact times stand in the element around it."""
    return _("%(time)s ago") % {"time": timesince(moment, depth=1)}


@register.simple_tag(takes_context=True)
def thread_row(context, thread):
    """One thread in a list; ``space`` and ``level`` are asked of the page around it."""
    within = getattr(context.get("space"), "pk", None)
    level = context.get("level") or 3
    return ThreadCard.of(thread, context["user"], within=within, level=level).html


@register.simple_tag(takes_context=True)
def lesson_talk(context, block_id):
    """The discussion at one prompt of the lesson being shown, for this reader."""
    return LessonTalk(context["request"], context["state"], context["page"], block_id)


@register.simple_tag(takes_context=True)
def article_parts(context, page):
    """An article's topics, picture and related learning opportunities."""
    return parts_of(page, _previews(context))


@register.simple_tag(takes_context=True)
def article_talk(context, page):
    """The comments on a public article, for this reader; None where there are none to be."""
    if _previews(context) or not page.live:
        return None
    talk = ArticleTalk(context["request"], page)
    return talk if talk.space else None


def _previews(context):
    """Whether a version is shown that is not public: to its author, a moderator or an editor."""
    return context.get("previewing") or getattr(context["request"], "is_preview", False)


@register.simple_tag(takes_context=True)
def blog_index(context):
    return BlogIndex(context["request"])


@register.simple_tag(takes_context=True)
def waiting_question(context):
    """The latest question that anybody may read and nobody has answered yet, or None.

    ``begins`` is how its text begins; empty where the title says that already.
    """
    user = context["request"].user
    opening = Post.objects.published().filter(thread=OuterRef("pk"), number=1)
    waiting = Thread.objects.visible_to(AnonymousUser()).awaiting_answer()
    waiting = waiting.filter(kind=Thread.Kind.QUESTION, answer=None)
    thread = (
        waiting.for_list(user)
        .annotate(html=Subquery(opening.values("html")))
        .order_by(F("first_answer_at").asc(nulls_first=True), "-created_at")
        .first()
    )
    if thread:
        begins = excerpt(thread.html or "", QUESTION_WORDS)
        thread.begins = "" if begins.startswith(thread.title.rstrip("….")) else begins
    return thread


@register.inclusion_tag("community/partials/bookmark.html", takes_context=True)
def bookmark_button(context, kind, pk):
    """Keeps a thread, article or file, or lets it go: ``{% bookmark_button "thread" 4 %}``.

    One query; a visitor sees nothing.
    """
    user = context["request"].user
    mine = Bookmark.objects.of(user).filter(target=target_of(kind, pk))
    bookmark = mine.only("pk").first() if user.is_authenticated else None
    return {"kind": kind, "pk": pk, "bookmark": bookmark, "user": user}


@register.simple_tag(takes_context=True)
def latest_posts_of(context, person):
    """The person's latest post in each thread they wrote in that the reader may see, if any."""
    user = context["request"].user
    if not person.shows("contributions", user):
        return []
    posts = Post.objects.published().filter(author=person)
    posts = posts.filter(
        thread__in=Thread.objects.published(), space__in=Space.objects.readable_by(user)
    )
    newest = posts.order_by("-created_at", "-pk").select_related("thread").defer("source", "html")
    of_threads = {}
    for post in newest[: POSTS_ON_A_PROFILE * 6]:
        of_threads.setdefault(post.thread_id, post)
    return list(of_threads.values())[:POSTS_ON_A_PROFILE]


@register.simple_tag(takes_context=True)
def latest_articles_of(context, person):
    """The person's latest public articles; none if they show none."""
    if not person.shows("contributions", context["request"].user):
        return []
    return ArticlePage.objects.by(person).live().newest_first()[:POSTS_ON_A_PROFILE]


@register.simple_tag(takes_context=True)
def plan_of(context, person):
    """The person's strategy plan, if the reader may open it; never one's own."""
    user = context["request"].user
    return plans_with_words(user).filter(user=person).exclude(user=user.pk).first()


@register.simple_tag(takes_context=True)
def is_followed(context, person):
    """Whether the reader follows this person."""
    return PersonFollow.objects.filter(follower=context["user"], followed=person).exists()


@register.simple_tag(takes_context=True)
def moderates(context):
    """Whether the reader looks after the whole community."""
    return is_moderator(context["request"].user)


@register.simple_tag(takes_context=True)
def hosts_something(context):
    """Whether the reader looks after the community or a course in it."""
    return is_host(context["request"].user)


@register.simple_tag(takes_context=True)
def mentor_invitation(context):
    """The reader's open invitation to help the next person, or None."""
    user = context["request"].user
    if not user.is_authenticated:
        return None
    return next(iter(_invitations(user=user)), None)


@Prepared
def _invitations(user):
    found = MentorInvitation.objects.open().filter(user=user).select_related("course")
    return found.only("user", "course__title")

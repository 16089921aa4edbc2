"""What waits for a moderator or for the host of a course."""

from datetime import timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from community.models import ArticlePage, ModerationAct, Post, Report, SharedFile, Space

from .reported_things import reported_things

FIRST_POSTS_DAYS = 30
AT_ONCE = 30


class ModerationQueue:
    """Reported posts, posts that are held, and first posts nobody has looked at yet."""

    def __init__(self, user):
        self.hosted_files = SharedFile.objects.hosted_by(user)
        self.user = user
        self.spaces = Space.objects.hosted_by(user)

    def _posts(self):
        posts = Post.objects.filter(space__in=self.spaces)
        return posts.select_related("thread__space", "author__institution")

    @cached_property
    def reported(self):
        """With their open reports, the oldest first; a person at risk before everything."""
        reports = Report.objects.open().select_related("reporter")
        about = reports.filter(post=OuterRef("pk"))
        posts = self._posts().filter(Exists(about))
        posts = posts.annotate(risk=Exists(about.filter(reason=Report.Reason.RISK)))
        posts = posts.prefetch_related(Prefetch("reports", reports, to_attr="open_reports"))
        return list(posts.order_by("-risk", "created_at")[:AT_ONCE])

    @cached_property
    def held(self):
        return list(self._posts().filter(state=Post.State.HELD).order_by("created_at")[:AT_ONCE])

    @cached_property
    def first_posts(self):
        """Published first posts of the last weeks at which nobody has glanced."""
        since = timezone.now() - timedelta(days=FIRST_POSTS_DAYS)
        earlier = Post.objects.filter(
            author=OuterRef("author"), created_at__lt=OuterRef("created_at")
        )
        looked_at = ModerationAct.objects.filter(post=OuterRef("pk"))
        posts = self._posts().published().filter(created_at__gt=since)
        posts = posts.filter(~Exists(earlier), ~Exists(looked_at))
        return list(posts.order_by("created_at")[:AT_ONCE])

    @cached_property
    def files(self):
        """Shared files that are reported or held back, with their open reports."""
        reports = Report.objects.open().select_related("reporter")
        reported = Exists(reports.filter(file=OuterRef("pk")))
        files = self.hosted_files.exclude(state=SharedFile.State.WITHDRAWN)
        files = files.filter(Q(state=SharedFile.State.HELD) | reported).for_list()
        files = files.prefetch_related(Prefetch("reports", reports, to_attr="open_reports"))
        return list(files.order_by("made_at")[:AT_ONCE])

    @cached_property
    def articles(self):
        """First articles, and those that were returned, handed in again."""
        articles = ArticlePage.objects.reviewable_by(self.user).waiting_for_review()
        return list(articles.select_related("author__institution")[:AT_ONCE])

    @cached_property
    def things(self):
        """Reported articles, shelves and people; moderators only look after these."""
        return reported_things(self.user)

    @property
    def has_things(self):
        return bool(self.articles) or any(self.things.values())

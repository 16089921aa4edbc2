"""What somebody wrote in a thread."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models, transaction
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from accounts.rich_text import MAX_CHARACTERS, render_markdown
from community.signals import post_made
from community.standing import MENTORS, MODERATORS, is_moderator
from courses.models import CourseRole
from learning.models.locks import locked

from .climbs import Climb
from .marks import HelpedMark
from .mentions import Mention
from .threads import Thread


def _person(path):
    """What a person's name is made of."""
    return [f"{path}__{name}" for name in ("display_name", "email", "erased_at")]


# What of a post, and of who wrote it, a thread shows.
SHOWN = (
    "pk", "thread_id", "author_id", "number", "branch", "html", "state", "created_at",
    "edited_at", "endorsed_at", "author__public_id", "author__photo",
    "author__institution__name", *_person("author"), "reply_to__state",
    *_person("reply_to__author"),
)  # fmt: skip


class PostQuerySet(SearchableQuerySetMixin, models.QuerySet):
    def published(self):
        return self.filter(state=Post.State.PUBLISHED)

    def recommended(self):
        """Those that a host recommends, and those that answered a question."""
        return self.filter(Q(endorsed_at__isnull=False) | Q(thread__answer=F("pk")))

    def in_order(self):
        """As they are read: a reply stands below the post it answers."""
        return self.order_by("branch", "number")

    def shown_to(self, user):
        """Every place in a thread; what waits for a glance only to its author and moderators."""
        if is_moderator(user):
            return self
        return self.exclude(~Q(author=user.pk), state=Post.State.HELD)

    def for_reading(self, user):
        """Rows of what a thread shows: each post, who wrote it, whom it helped, whether me.

        Values, which a card that was drawn before is found by; models take far longer.
        """
        marks = HelpedMark.objects.filter(post=OuterRef("pk"))
        counted = marks.order_by().values("post").annotate(n=Count("pk")).values("n")
        posts = self.with_parts().annotate(
            helped_count=Coalesce(Subquery(counted), 0),
            helped_me=Exists(marks.filter(user=user.pk)),
            visibility=Cast("author__visibility", models.TextField()),
        )
        added = ("author_part", "helped_count", "helped_me", "visibility")
        return posts.values_list(*SHOWN, *added, named=True)

    def with_parts(self):
        """With ``author_part``, what the author is here, as "instructor"; "" for most."""
        roles = CourseRole.objects.filter(
            user=OuterRef("author"), course__translation_key=OuterRef("space__course_key")
        )
        groups = Group.objects.filter(user=OuterRef("author"))
        in_group = Case(
            When(Exists(groups.filter(name=MODERATORS)), then=Value("moderator")),
            When(Exists(groups.filter(name=MENTORS)), then=Value("mentor")),
            default=Value(""),
        )
        return self.annotate(author_part=Coalesce(Subquery(roles.values("role")[:1]), in_group))

    def before(self, post):
        """The posts that are read before this one."""
        same_branch = Q(branch=post.branch, number__lt=post.number)
        return self.filter(Q(branch__lt=post.branch) | same_branch)


class PostManager(models.Manager.from_queryset(PostQuerySet)):
    def add(self, thread, author, text, *, number, to=None, at=None, state=None):
        """Store a post; only ``Thread`` calls this, with the thread's row held."""
        if to is not None and to.thread_id != thread.pk:
            raise ValueError("A reply answers a post of its own thread.")
        post = self.create(
            thread=thread,
            space_id=thread.space_id,
            author=author,
            number=number,
            reply_to=to,
            branch=to.branch if to and to.number > 1 else number,
            source=text,
            html=render_markdown(text),
            state=state or Post.State.PUBLISHED,
            created_at=at or timezone.now(),
        )
        if post.is_published:
            Mention.objects.record(post)
            Climb.objects.notice(post)
            post_made.send(Post, post=post)
        return post


class Post(index.Indexed, models.Model):
    """A text in Markdown with the HTML that the cleaner made of it.

    ``number`` counts within the thread and never changes; the first post has 1.
    ``branch`` is the number of the post that this one stands below, or its own.
    Nothing is ever removed: what is deleted or hidden leaves its place.
    """

    class State(models.TextChoices):
        PUBLISHED = "published", _("Published")
        HELD = "held", _("Waiting for a glance")
        HIDDEN = "hidden", _("Hidden by a moderator")
        DELETED = "deleted", _("Deleted by its author")

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="posts")
    space = models.ForeignKey("community.Space", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts"
    )
    number = models.PositiveIntegerField(_("number"))
    branch = models.PositiveIntegerField(_("branch"))
    reply_to = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replies"
    )
    source = models.TextField(_("text"), max_length=MAX_CHARACTERS)
    html = models.TextField(_("cleaned text"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PUBLISHED)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    endorsed_at = models.DateTimeField(_("recommended"), null=True, blank=True)
    endorsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PostManager()

    search_fields = [
        index.SearchField("source"),
        index.FilterField("state"),
        index.FilterField("space"),
        index.RelatedFields("thread", [index.SearchField("title")]),
    ]

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["thread", "branch", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "number"], name="posts_of_a_thread_are_numbered"
            )
        ]
        indexes = [
            models.Index(fields=["thread", "branch", "number"], name="posts_in_reading_order"),
            models.Index(fields=["author", "-created_at"], name="posts_of_a_person"),
            models.Index(fields=["-created_at", "-id"], name="posts_latest"),
        ]

    def __str__(self):
        return f"{self.thread}: {self.number}"

    def get_absolute_url(self):
        """An address that stays, whichever page of the thread the post is on."""
        return reverse("community:post", args=[self.pk])

    @property
    def anchor(self):
        return f"post-{self.pk}"

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED

    @property
    def is_opening(self):
        return self.number == 1

    @property
    def is_indented(self):
        return self.branch != self.number

    @property
    def body(self):
        return mark_safe(self.html)  # noqa: S308 - by the cleaner, names linked by mentions.py

    def endorse(self, by, endorsed=True):
        """Let who hosts the discussion recommend it: it then stands in the lesson itself."""
        self.endorsed_by = by if endorsed else None
        self.endorsed_at = timezone.now() if endorsed else None
        self.save(update_fields=["endorsed_by", "endorsed_at"])

    @transaction.atomic
    def edit(self, text, editor, at=None):
        """Another text; what stood before is kept and can be seen. Same text, no version."""
        if text == self.source:
            return
        at = at or timezone.now()
        self.versions.create(source=self.source, editor=editor, replaced_at=at)
        self.source, self.html, self.edited_at = text, render_markdown(text), at
        self.save(update_fields=["source", "html", "edited_at"])
        if self.is_published:
            Mention.objects.record(self)
        if not self.is_opening and self.thread.is_question:
            with locked(self.thread) as thread:
                thread.recount()

    def first_answer(self, thread):
        """The first visible post by another person that answers this one, or None.

        A thread's first post is answered in the thread; any other below itself, or where
        its author is named.
        """
        if self.is_opening:
            return thread.first_answer()
        below = Q(branch=self.branch) | Q(mentions__user=self.author_id)
        later = thread.posts.published().filter(below, number__gt=self.number)
        return later.exclude(author=self.author_id).order_by("created_at", "pk").first()

    def delete_by_author(self):
        """Take the text away and leave the place, so that the replies still make sense.

        A thread that nobody replied to leaves the lists with its first post; of another,
        a title that was made of the first words goes with them.
        """
        self._become(self.State.DELETED)

    @property
    def in_acts(self):
        """How the row of an act names it."""
        return {"post": self, "thread": self.thread}

    def hide(self):
        self._become(self.State.HIDDEN)

    def hold(self):
        """Take it back until a moderator has glanced at it, as after an edit with links."""
        self._become(self.State.HELD)

    def publish(self):
        """Show a post that was held or hidden."""
        was_held = self.state == self.State.HELD
        self._become(self.State.PUBLISHED)
        if was_held:
            Mention.objects.record(self)
            Climb.objects.notice(self, was_held=True)
            post_made.send(Post, post=self)

    @transaction.atomic
    def _become(self, state):
        self.state = state
        self.save(update_fields=["state"])
        thread = Thread.objects.select_for_update(of=("self",)).get(pk=self.thread_id)
        if self.is_opening and state in Thread.State.values:
            thread.state = state
            thread.save(update_fields=["state"])
        elif self.is_opening and state == self.State.DELETED:
            thread.forget_opening(self)
        if thread.answer_id == self.pk and state != self.State.PUBLISHED:
            thread.mark_answer(None)
        thread.recount()


class PostVersion(models.Model):
    """What a post said before an edit."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    source = models.TextField(_("text"))
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(_("replaced"), default=timezone.now)

    class Meta:
        verbose_name = _("earlier version")
        verbose_name_plural = _("earlier versions")
        ordering = ["-replaced_at", "-pk"]

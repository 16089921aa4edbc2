"""A question or a conversation, and what happens in it."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Notification
from community.signals import question_answered
from community.substance import says_something
from learning.models.locks import locked

from .climbs import Climb
from .marks import HelpedMark
from .reading import ThreadReading
from .spaces import Space

# A question whose answers nobody disputes for this long counts as answered.
QUIET_DAYS = 3
SORT_KEYS = ("last_activity_at", "last_number", "reply_count", "first_answer_at")
# So many replies to a question are looked at for the first that says something.
REPLIES_READ = 50
MARKS = str.maketrans("", "", "#*_`>")


class NotOpen(Exception):
    """The thread or its space takes no posts; the text must be kept for its writer."""


def comments(to=""):
    """Which threads are comments on articles: answers themselves, unless they ask."""
    return Q(**{f"{to}space__kind": Space.Kind.ARTICLE, f"{to}kind": Thread.Kind.CONVERSATION})


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, user, spaces=None):
        """Published threads in spaces this person may read, and their own that are held.

        ``spaces`` are those, where they have been found already.
        """
        return self.filter(_visible_to(user, spaces))

    def open_to(self, user):
        """Those that lists show this person, and hidden ones to who looks after their space."""
        hosted = Q(space__in=Space.objects.hosted_by(user), merged_into=None)
        return self.filter(_visible_to(user) | hosted)

    def published(self):
        return self.filter(state=Thread.State.PUBLISHED)

    def unanswered(self):
        """Nobody but the author has answered where others can see it.

        What invites introductions is no question to anybody, and waits for nothing.
        """
        return self.published().filter(first_answer_at=None, introductions=False)

    def awaiting_answer(self, now=None, quiet=None):
        """Unanswered threads, and questions still open.

        A question is open until its asker, or who hosts it, says what answered it or that
        something helped, or until QUIET_DAYS have passed since the last post: ``quiet`` is
        so long before now.
        """
        quiet = quiet or quiet_since(now)
        helped = HelpedMark.objects.filter(
            post__thread=OuterRef("pk"), post__state=Thread.State.PUBLISHED, user=OuterRef("author")
        )
        open_question = Q(kind=Thread.Kind.QUESTION, last_activity_at__gt=quiet) & ~Exists(helped)
        return self._waiting(Q(first_answer_at=None) | open_question)

    def awaiting_first_answer(self):
        """Those of them to which nobody has said anything yet."""
        return self._waiting(Q(first_answer_at=None))

    def _waiting(self, for_what):
        return self.published().filter(
            ~comments(),
            for_what,
            answer=None,
            locked_at=None,
            space__closed_at=None,
            introductions=False,
        )

    def followed_by(self, user):
        return self.filter(follows__user=user, follows__muted=False)

    def for_list(self, user):
        """With what a row of a list shows, in the same query; ``read_up_to`` is the reader's."""
        read = ThreadReading.objects.filter(thread=OuterRef("pk"), user=user.pk).values("number")
        return self.select_related("space", "author__institution").annotate(
            read_up_to=Subquery(read)
        )

    def longest_wait_first(self):
        """Those that nobody has answered, the oldest first; then questions still open."""
        return self.order_by(F("first_answer_at").asc(nulls_first=True), "created_at", "pk")

    def most_helpful_first(self):
        """By how many posts in them were marked as having helped, then by the latest post."""
        return self.annotate(helped=Count("posts__marks")).order_by("-helped", "-last_activity_at")


def quiet_since(now=None):
    return (now or timezone.now()) - timedelta(days=QUIET_DAYS)


def _visible_to(user, spaces=None):
    if spaces is None:
        spaces = Space.objects.readable_by(user)
    published = Q(state=Thread.State.PUBLISHED)
    if user.is_authenticated:
        published |= Q(author=user, state=Thread.State.HELD)
    return published & Q(space__in=spaces)


class ThreadManager(models.Manager.from_queryset(ThreadQuerySet)):
    @transaction.atomic
    def start(
        self, author, space, text, *, kind=None, title="", topics=(), at=None, state=None,
        introductions=False, reflection=None, wants_reply=False,
    ):  # fmt: skip
        """A new thread with its first post. Raises NotOpen where the space is closed."""
        from .posts import Post

        if not space.is_open:
            raise NotOpen
        at = at or timezone.now()
        thread = self.create(
            space=space,
            author=author,
            kind=kind or Thread.Kind.CONVERSATION,
            title=title or title_from(text),
            created_at=at,
            last_activity_at=at,
            state=state or Thread.State.PUBLISHED,
            introductions=introductions,
            reflection=reflection,
            wants_reply=wants_reply,
        )
        thread.topics.set(topics)
        Post.objects.add(thread, author, text, number=1, at=at, state=state)
        thread.follow(author)
        return thread


class Thread(models.Model):
    """A first post and its replies. ``answer`` is the post that answered a question, and
    ``answered_at`` when that was said of it.

    ``introductions`` marks the one thread of a space in which people say who they are.
    The last four fields are sort keys: ``recount`` makes them again from the posts.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        CONVERSATION = "conversation", _("Conversation")

    class State(models.TextChoices):
        PUBLISHED = "published", _("Published")
        HELD = "held", _("Waiting for a glance")
        HIDDEN = "hidden", _("Hidden")

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="threads")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="threads"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.CONVERSATION)
    title = models.CharField(_("title"), max_length=160)
    topics = models.ManyToManyField(
        "courses.Topic", verbose_name=_("topics"), blank=True, related_name="threads"
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PUBLISHED)
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    introductions = models.BooleanField(_("for introductions"), default=False)
    reflection = models.ForeignKey(
        "learning.Reflection",
        verbose_name=_("reflection it was shared from"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="threads",
    )
    wants_reply = models.BooleanField(_("its writer would like a reply"), default=False)
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    answer = models.ForeignKey(
        "community.Post",
        verbose_name=_("answer"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("answer marked"), null=True, blank=True)
    last_activity_at = models.DateTimeField(_("last post"), default=timezone.now)
    last_number = models.PositiveIntegerField(_("number of the last post"), default=1)
    reply_count = models.PositiveIntegerField(_("replies"), default=0)
    first_answer_at = models.DateTimeField(_("first reply by another"), null=True, blank=True)

    objects = ThreadManager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        ordering = ["-last_activity_at", "-pk"]
        indexes = [
            models.Index(fields=["space", "-last_activity_at"], name="threads_of_a_space"),
            models.Index(fields=["state", "first_answer_at"], name="threads_awaiting_answer"),
            models.Index(fields=["-last_activity_at", "-id"], name="threads_latest"),
            models.Index(
                fields=["-answered_at", "-id"],
                condition=Q(answered_at__isnull=False),
                name="threads_answered_last",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["space"],
                condition=Q(introductions=True),
                name="one_thread_for_introductions_in_a_space",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def has_unread(self):
        """Whether there are posts since this reader was here last; needs ``for_list``."""
        return self.read_up_to is not None and self.read_up_to < self.last_number

    def get_absolute_url(self):
        return reverse("community:thread", args=[self.pk, slugify(self.title)[:60] or "thread"])

    @property
    def target(self):
        """What notifications about this thread are about: seeing it clears them."""
        return f"thread:{self.pk}"

    @property
    def is_question(self):
        return self.kind == self.Kind.QUESTION

    @property
    def is_open(self):
        """Whether it takes replies."""
        return self.locked_at is None and self.space.is_open and self.state != self.State.HIDDEN

    def is_open_to(self, user):
        """As ``open_to``, of this thread; asks the database only where it has to."""
        mine_is_held = self.state == self.State.HELD and self.author_id == user.pk
        is_shown = self.state == self.State.PUBLISHED or mine_is_held
        if is_shown and self.space.is_readable_by(user):
            return True
        return self.merged_into_id is None and self.space.is_hosted_by(user)

    @property
    def opening(self):
        """The first post."""
        return self.posts.get(number=1)

    def reply(self, author, text, *, to=None, at=None, state=None):
        """Add a post. ``to`` is the post it answers; the tree is one level deep.

        Raises NotOpen for a locked thread. The author follows the thread from then on,
        unless they muted it.
        """
        from .posts import Post

        with locked(self, "space") as row:
            if not row.is_open:
                raise NotOpen
            post = Post.objects.add(
                row, author, text, number=row.last_number + 1, to=to, at=at, state=state
            )
            row.recount()
            row.follow(author)
        for name in SORT_KEYS:
            setattr(self, name, getattr(row, name))
        return post

    def follow(self, user, muted=False, *, change=False):
        """Follow or mute. Without ``change`` a choice made before stands."""
        row, made = self.follows.get_or_create(user=user, defaults={"muted": muted})
        if change and not made and row.muted != muted:
            row.muted = muted
            row.save(update_fields=["muted"])
        if row.muted and change:
            Notification.objects.keep_from_mail(user, self.target)
        return row

    def unfollow(self, user):
        self.follows.filter(user=user).delete()

    def mark_answer(self, post, at=None):
        """Say which post answered; None takes it back."""
        if post is not None and post.thread_id != self.pk:
            raise ValueError("The answer is a post of the thread itself.")
        with locked(self) as row:
            row.answer, row.answered_at = post, post and (at or timezone.now())
            row.save(update_fields=["answer", "answered_at"])
            row.recount()
            if post is not None:
                question_answered.send(Thread, thread=row, post=post)
        self.refresh_from_db()

    def move_to(self, space):
        """Let the thread belong to another space, with all its posts."""
        self.moved_from = self.space_id
        self.space = space
        self.posts.update(space=space)
        self.save(update_fields=["space"])

    @transaction.atomic
    def merge_into(self, other):
        """Append these posts to another thread, in their order; this one is hidden then.

        Whoever followed or muted this thread does so with the other, unless they had
        chosen there already.
        """
        if other.pk == self.pk or other.merged_into_id:
            raise ValueError("A thread is merged into another one that stands for itself.")
        other = Thread.objects.select_for_update(of=("self",)).get(pk=other.pk)
        shift = other.last_number
        # From the last to the first, so that no number is taken twice on the way.
        for post in self.posts.order_by("-number"):
            post.thread, post.space_id = other, other.space_id
            post.number, post.branch = post.number + shift, post.branch + shift
            post.save(update_fields=["thread", "space", "number", "branch"])
        for follow in self.follows.select_related("user"):
            other.follow(follow.user, muted=follow.muted)
        self.merged_into, self.state = other, self.State.HIDDEN
        self.answer = self.answered_at = None
        self.save(update_fields=["merged_into", "state", "answer", "answered_at"])
        other.recount()

    def forget_opening(self, post):
        """The first post was deleted by its author: what of it stands elsewhere goes, too."""
        if not self.posts.published().exclude(number=1).exists():
            self.state = Thread.State.HIDDEN
        said = [post.source, *post.versions.values_list("source", flat=True)]
        if self.title in map(title_from, said):
            self.title = gettext("Deleted by its author")
        self.save(update_fields=["state", "title"])

    def recount(self):
        """Make the sort keys again from the posts."""
        published = Q(state="published")
        reply = published & Q(number__gt=1)
        found = self.posts.aggregate(
            newest=Max("number"),
            last=Max("created_at", filter=published),
            replies=Count("pk", filter=reply),
            answered=Min("created_at", filter=reply & ~Q(author=self.author_id)),
        )
        self.last_number = found["newest"] or 1
        self.last_activity_at = found["last"] or self.created_at
        self.reply_count = found["replies"]
        self.first_answer_at = found["answered"]
        if self.first_answer_at and self.is_question:
            first = self.first_answer()
            self.first_answer_at = first.created_at if first else None
        self.save(update_fields=SORT_KEYS)
        Climb.objects.reconcile(self)

    def first_answer(self):
        """The first visible reply by another person, or None.

        To a question it has to say something: "me too" answers nothing, unless the asker
        says that it helped, or that it is the answer.
        """
        replies = self.posts.published().exclude(number=1).exclude(author=self.author_id)
        replies = replies.order_by("created_at", "pk")
        first = replies.first()
        if first is None or not self.is_question or says_something(first.source):
            return first
        helped = HelpedMark.objects.filter(post__thread=self, user=self.author_id)
        marked = {self.answer_id, *helped.values_list("post", flat=True)}
        for reply in replies[:REPLIES_READ]:
            if reply.pk in marked or says_something(reply.source):
                return reply
        return None


def title_from(text):
    """A title for a thread whose writer gave none: the beginning of the text, in words."""
    words = " ".join(text.translate(MARKS).split())
    if len(words) <= 90:
        return words or "…"
    return words[:90].rpartition(" ")[0] + "…"

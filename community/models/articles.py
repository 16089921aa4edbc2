"""Articles that members write: pages of the blogs, authored outside the CMS."""

import math

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page
from wagtail.models.pages import PageManager, PageQuerySet
from wagtail.search import index

from accounts.rich_text import MAX_CHARACTERS, render_markdown
from community.standing import is_moderator
from courses.blocks.base import word_count
from courses.models.site_pages import WORDS_A_MINUTE

from .threads import Thread

# Our own addresses below /community/blogs/.
RESERVED_SLUGS = {"new", "mine"}
LONGEST_SLUG = 80
MOST_RELATED = 3
# What is true of the page and not of one of its versions.
FACTS = ("submitted_at", "returned_at", "returned_reason")


class CommunityPage(Page):
    """Holds the community's pages; its own address is the hub's, which stands before it."""

    parent_page_types = ["courses.FrontPage"]
    subpage_types = ["community.BlogsPage"]
    max_count = 1
    preview_modes = []

    class Meta:
        verbose_name = _("community")


class BlogsPage(Page):
    """The address ``/community/blogs/``: every article, the newest first."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    parent_page_types = ["community.CommunityPage"]
    subpage_types = ["community.ArticlePage"]
    max_count = 1

    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("blogs")

    def free_slug(self, title):
        """An address that no article has, made of a title."""
        wanted = slugify(title)[: LONGEST_SLUG - 6].strip("-") or "article"
        taken = set(
            self.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True)
        )
        taken |= RESERVED_SLUGS
        numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (wanted, *numbered) if slug not in taken)


class ArticleQuerySet(PageQuerySet):
    def by(self, user):
        """What this person wrote, in whatever state."""
        return self.filter(author=user.pk)

    def waiting_for_review(self):
        """Handed in and not yet looked at, the oldest first."""
        return self.filter(live=False).exclude(submitted_at=None).order_by("submitted_at")

    def out_of_hand(self):
        """Public, or handed in: what its author can take back."""
        return self.filter(Q(live=True) | ~Q(submitted_at=None))

    def reviewable_by(self, user):
        """What a moderator may publish or return: what was handed in, and what is public."""
        return self.out_of_hand() if is_moderator(user) else self.none()

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")

    def for_list(self):
        """With what a row of a list shows, in three queries more however many there are."""
        comments = Thread.objects.published().filter(
            space__kind="article", space__page=OuterRef("pk")
        )
        counted = comments.order_by().values("space__page").annotate(n=Count("pk")).values("n")
        return (
            self.select_related("author__institution", "image")
            .prefetch_related("topics", "image__renditions")
            .annotate(comment_count=Coalesce(Subquery(counted), 0))
        )


class ArticleManager(PageManager.from_queryset(ArticleQuerySet)):
    @transaction.atomic
    def begin(self, author, title, related=(), slug="", **values):
        """A draft of this person's, under an address of its own. The only way articles are made.

        ``related`` are the courses to name, as [(key, reason)].
        """
        blogs = BlogsPage.objects.select_for_update(of=("self",)).get()
        article = self.model(
            title=title,
            slug=slug or blogs.free_slug(title),
            author=author,
            owner=author,
            live=False,
            **values,
        )
        article.name_related(related)
        blogs.add_child(instance=article)
        article.save_revision(user=author)
        return article


class ArticlePage(Page):
    """What one member wrote, in Markdown, with the HTML that the cleaner made of it.

    Before it is public, and between two publications, what the author saved last is
    its latest revision; the row holds what is, or was, public.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="articles",
        editable=False,
    )
    lead = models.CharField(
        _("lead"), max_length=300, blank=True,
        help_text=_("One or two sentences that tell a colleague why to read on."),
    )  # fmt: skip
    text = models.TextField(
        _("text"), max_length=MAX_CHARACTERS, blank=True,
        validators=[MaxLengthValidator(MAX_CHARACTERS)], help_text=_("In Markdown."),
    )  # fmt: skip
    html = models.TextField(_("cleaned text"), blank=True, editable=False)
    image = models.ForeignKey(
        "courses.CourseImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(_("what the picture shows"), max_length=250, blank=True)
    topics = ParentalManyToManyField(
        "courses.Topic", verbose_name=_("topics"), blank=True, related_name="articles"
    )
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True, editable=False)
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True, editable=False)
    returned_reason = models.CharField(
        _("why it was returned"), max_length=500, blank=True, editable=False
    )

    objects = ArticleManager()

    parent_page_types = ["community.BlogsPage"]
    subpage_types = []
    is_creatable = False  # in the CMS, where nobody could say whose it is

    content_panels = [
        *Page.content_panels,
        FieldPanel("author", read_only=True),
        FieldPanel("lead"),
        FieldPanel("image"),
        FieldPanel("image_alt"),
        FieldPanel("topics"),
        FieldPanel("text"),
        InlinePanel(
            "related_learning", max_num=MOST_RELATED, label=_("Course"),
            heading=_("Related learning opportunities"),
        ),
    ]  # fmt: skip

    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=2),
        index.AutocompleteField("lead"),
        index.SearchField("text"),
        index.RelatedFields("topics", [index.SearchField("name")]),
        index.FilterField("author"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def clean(self):
        super().clean()
        self.html = render_article(self.text)
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address is taken. Choose another one.")})
        if self.image_id and not self.image_alt:
            raise ValidationError({"image_alt": _("Say in a sentence what the picture shows.")})

    def save(self, *args, **kwargs):
        self.html = render_article(self.text)
        super().save(*args, **kwargs)

    def with_content_json(self, content):
        """A version's words; what happened to the article is no part of a version."""
        version = super().with_content_json(content)
        for name in (*FACTS, "author_id"):
            setattr(version, name, getattr(self, name))
        return version

    @property
    def body(self):
        return mark_safe(self.html)  # noqa: S308 - by the cleaner

    @property
    def published_at(self):
        """When it first became public, or None."""
        return self.first_published_at

    @property
    def updated_at(self):
        """When what is public was changed last; None as long as it is the first version."""
        changed = self.last_published_at != self.first_published_at
        return self.last_published_at if self.live and changed else None

    @property
    def reading_minutes(self):
        return math.ceil(word_count(self.html) / WORDS_A_MINUTE)

    @property
    def target(self):
        """What notifications about this article are about."""
        return f"article:{self.pk}"

    @property
    def writing_place(self):
        """The name of the box in which it is written, and of its drafts."""
        return f"article-{self.pk}"

    def get_absolute_url(self):
        """Where it is read: by everyone while it is public, else by its author."""
        return self.get_url() if self.live else reverse("community:article_preview", args=[self.pk])

    def get_writing_url(self):
        return reverse("community:edit_article", args=[self.pk])

    @property
    def state(self):
        if self.live:
            return "published"
        if self.submitted_at:
            return "submitted"
        if self.returned_at:
            return "returned"
        return "withdrawn" if self.first_published_at else "draft"

    @property
    def seen(self):
        """What its writer has before them: another value says that it was saved elsewhere."""
        return str(self.latest_revision_id or "")

    @property
    def latest(self):
        """As its author saved it last."""
        return self.get_latest_revision_as_object()

    @property
    def needs_review(self):
        """Whether a moderator reads it before it is public.

        A member's first article is read, and any that was returned; once one has been
        public, the next ones are at once.
        """
        if is_moderator(self.author):
            return False
        if self.returned_at:
            return True
        known = ArticlePage.objects.by(self.author).exclude(first_published_at=None)
        return not known.exists()

    @transaction.atomic
    def write(self, writer, related=None, **values):
        """Keep these words as the newest version. Nobody else sees them yet.

        ``related`` are the courses to name, as [(key, reason)]; None leaves them.
        """
        version = self.latest
        for name, value in values.items():
            setattr(version, name, value)
        if related is not None:
            version.name_related(related)
        version.save_revision(user=writer)
        self.refresh_from_db()

    def name_related(self, related):
        self.related_learning = [
            RelatedLearning(sort_order=order, course_id=key, reason=reason)
            for order, (key, reason) in enumerate(related)
        ]

    @transaction.atomic
    def submit(self, writer):
        """Hand in what was saved last. Returns whether it is public now."""
        if not self.live and self.needs_review:
            self._note(submitted_at=timezone.now(), returned_at=None, returned_reason="")
            return False
        self.publish_latest(writer)
        return True

    @transaction.atomic
    def publish_latest(self, by):
        """Make public what was saved last."""
        self.forget_review()
        revision = self.latest_revision or self.save_revision(user=by)
        revision.publish(user=by, skip_permission_checks=True)
        self.refresh_from_db()

    @transaction.atomic
    def withdraw(self, by):
        """Take it from the site, or back from the moderators; the text stays its author's."""
        self._unpublish(by)
        self._note(submitted_at=None, returned_at=None)

    @transaction.atomic
    def send_back(self, by, reason):
        """Return it to its author with a reason: public no more until it is handed in again."""
        self._unpublish(by)
        self._note(submitted_at=None, returned_at=timezone.now(), returned_reason=reason)

    def forget_review(self):
        """What is public waits for nobody, and was not returned."""
        self._note(submitted_at=None, returned_at=None, returned_reason="")

    def _unpublish(self, by):
        # Wagtail's actions cannot be imported before its models are.
        from wagtail.actions.unpublish_page import UnpublishPageAction

        if self.live:
            UnpublishPageAction(self, user=by).execute(skip_permission_checks=True)

    def _note(self, **facts):
        for name, value in facts.items():
            setattr(self, name, value)
        type(self).objects.filter(pk=self.pk).update(**facts)


class RelatedLearning(Orderable):
    """A course that an author or editor names below an article, and why."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_learning")
    course = models.ForeignKey(
        "courses.CoursePage", verbose_name=_("course"), on_delete=models.CASCADE, related_name="+"
    )
    reason = models.CharField(_("why"), max_length=160)

    panels = [PageChooserPanel("course"), FieldPanel("reason")]

    class Meta(Orderable.Meta):
        verbose_name = _("related learning opportunity")
        verbose_name_plural = _("related learning opportunities")


def render_article(text):
    """The cleaned HTML of an article, whose headings stand right below its title.

    The cleaner gives h3 and h4, for texts that stand below a heading of their page.
    """
    html = _one_up(render_markdown(text), 3)
    html = _one_up(html, 4)
    return html if "<h2>" in html else _one_up(html, 3)


def _one_up(html, level):
    html = html.replace(f"<h{level}>", f"<h{level - 1}>")
    return html.replace(f"</h{level}>", f"</h{level - 1}>")

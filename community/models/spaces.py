"""Where threads belong, and who may read there."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import User
from community.standing import is_moderator, moderators_among
from courses.models import CoursePage, CourseRole, LessonPage, ModulePage
from learning.models import Cohort, CohortMember, Enrollment

PROMPT = "discussion"


class SpaceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The spaces this person may read.

        Who takes a course, now or once, reads its discussions; so do those who
        teach it. A cohort's members do while they are in it. A moderator reads
        everywhere. What everyone may read is explicit.
        """
        if is_moderator(user):
            return self
        allowed = Q(visibility=Space.Visibility.PUBLIC)
        if user.is_authenticated:
            allowed |= Q(visibility=Space.Visibility.MEMBERS) | Q(host=user)
            allowed |= Enrollment.objects.takes_or_teaches(user)
            allowed |= Q(cohort__in=Cohort.objects.joined_by(user).values("pk"))
            allowed |= Q(cohort__in=Cohort.objects.run_by(user).values("pk"))
        return self.filter(allowed)

    def readable_by(self, user):
        """Those of them whose threads this person may read.

        At a prompt where one posts to see others, that is who has posted there and who
        hosts it.
        """
        visible = self.visible_to(user)
        if is_moderator(user):
            return visible
        allowed = Q(post_first=False)
        if user.is_authenticated:
            written = self.model.threads.rel.related_model.objects.filter(author=user)
            allowed |= Q(pk__in=written.order_by().values("space"))
            allowed |= Q(pk__in=self.hosted_by(user).values("pk"))
        return visible.filter(allowed)

    def hosted_by(self, user):
        """The spaces in which this person may lock, pin down answers and set who reads."""
        if is_moderator(user):
            return self
        if not user.is_authenticated:
            return self.none()
        taught = CourseRole.objects.course_keys_of(user)
        run = Cohort.objects.run_by(user).values("pk")
        return self.filter(Q(course_key__in=taught) | Q(host=user) | Q(cohort__in=run))

    def synchronize_lesson(self, lesson):
        """One space per discussion prompt of the published lesson.

        A prompt that is gone closes its space, what was said there stays readable; a
        prompt that comes back opens it again.
        """
        prompts = {child.id: child.value for child in lesson.body if child.block_type == PROMPT}
        rows = {row.block_id: row for row in self.filter(lesson_key=lesson.key)}
        if not prompts and not rows:
            return
        course = CoursePage.objects.filter(path=lesson.course_path).first()
        for position, (block_id, value) in enumerate(prompts.items()):
            row = rows.pop(block_id, None) or Space(
                kind=Space.Kind.LESSON, lesson_key=lesson.key, block_id=block_id
            )
            row.course_key = course.key if course else None
            row.page, row.title, row.prompt = lesson, lesson.title, value["prompt"]
            row.position, row.closed_at = position, None
            row.post_first = value["post_first"]
            row.replies_asked = value["replies"] or 0
            row.helping_counts = value["helping_counts"]
            row.save()
        for row in rows.values():
            if row.closed_at is None:
                row.closed_at = timezone.now()
                row.save(update_fields=["closed_at"])

    def gathered_in(self, space):
        """The space itself and, for a module's, the prompts of its lessons: small ones
        collect there."""
        if space.kind != Space.Kind.MODULE or space.page is None:
            return self.filter(pk=space.pk)
        lessons = LessonPage.objects.child_of(space.page).values("translation_key")
        return self.filter(Q(pk=space.pk) | Q(kind=Space.Kind.LESSON, lesson_key__in=lessons))

    def for_lesson(self, lesson):
        """Where somebody can speak of a lesson: at its prompts, else in its module or course."""
        spaces = self.filter(closed_at=None)
        prompts = spaces.filter(kind=Space.Kind.LESSON, lesson_key=lesson.key)
        if prompts.exists():
            return prompts
        above = lesson.get_ancestors().values("translation_key")
        return spaces.filter(
            kind__in=[Space.Kind.MODULE, Space.Kind.COURSE], page_key__in=above
        ).order_by("-page__depth")

    def make_missing(self):
        """Spaces for pages that were published before there were any."""
        have = set(self.exclude(page_key=None).values_list("page_key", flat=True))
        for course in CoursePage.objects.live():
            if course.key not in have:
                self.synchronize_page(course, Space.Kind.COURSE, course.key)
            for module in ModulePage.objects.child_of(course).live():
                if module.translation_key not in have:
                    self.synchronize_page(module, Space.Kind.MODULE, course.key)
        for article in Page.objects.live().filter(articlepage__isnull=False):
            if article.translation_key not in have:
                self.synchronize_article(article)
        have = set(self.exclude(lesson_key=None).values_list("lesson_key", flat=True))
        for lesson in LessonPage.objects.live().exclude(translation_key__in=have):
            self.synchronize_lesson(lesson)

    def synchronize_article(self, article, visible=True):
        """Everyone reads the comments on an article, as long as it is public."""
        visibility = Space.Visibility.PUBLIC if visible else Space.Visibility.ENROLLED
        self.update_or_create(
            kind=Space.Kind.ARTICLE,
            page_key=article.translation_key,
            defaults={"page": article, "title": article.title, "visibility": visibility},
        )

    def synchronize_cohort(self, cohort):
        """The one space of a cohort; who answers there is its host, else who teaches."""
        teacher = CourseRole.objects.instructors_of(cohort.course_key).first()
        host = cohort.host or (teacher and teacher.user)
        self.update_or_create(
            kind=Space.Kind.COHORT,
            cohort=cohort,
            defaults={"title": cohort.name, "page": cohort.course, "host": host},
        )

    def synchronize_page(self, page, kind, course_key):
        """The one space of a published module or course."""
        self.update_or_create(
            kind=kind,
            page_key=page.translation_key,
            defaults={"page": page, "title": page.title, "course_key": course_key},
        )


class Space(models.Model):
    """A place for threads: a lesson's prompt, a module, a course, an article, a cohort, or
    everything.

    ``prompt`` and ``title`` are kept as they were published last, so that lists
    need no page. A prompt that leaves its lesson is closed: read, not written.
    """

    class Kind(models.TextChoices):
        LESSON = "lesson", _("Lesson prompt")
        MODULE = "module", _("Module discussion")
        COURSE = "course", _("Course discussion")
        COMMUNITY = "community", _("Community")
        ARTICLE = "article", _("Comments on an article")
        COHORT = "cohort", _("Cohort")

    class Visibility(models.TextChoices):
        ENROLLED = "enrolled", _("People who take the course")
        MEMBERS = "members", _("Everyone with an account")
        PUBLIC = "public", _("Everyone")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    slug = models.SlugField(_("address"), max_length=80, blank=True)
    title = models.CharField(_("title"), max_length=255)
    prompt = models.TextField(_("prompt"), blank=True)
    visibility = models.CharField(
        _("who can read it"), max_length=12, choices=Visibility, default=Visibility.ENROLLED
    )
    course_key = models.UUIDField(_("course key"), null=True, blank=True, db_index=True)
    page_key = models.UUIDField(_("key of the module, course or article"), null=True, blank=True)
    lesson_key = models.UUIDField(_("lesson key"), null=True, blank=True)
    block_id = models.CharField(_("block"), max_length=36, blank=True)
    cohort = models.OneToOneField(
        "learning.Cohort", verbose_name=_("cohort"), on_delete=models.CASCADE, null=True,
        blank=True, related_name="space",
    )  # fmt: skip
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("host"), on_delete=models.SET_NULL, null=True,
        blank=True, related_name="hosted_spaces",
        help_text=_("Left empty: who teaches the course, else a moderator."),
    )  # fmt: skip
    post_first = models.BooleanField(_("post to see others"), default=False)
    replies_asked = models.PositiveSmallIntegerField(_("replies asked for"), default=0)
    helping_counts = models.BooleanField(_("helping somebody counts as a reply"), default=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("space")
        verbose_name_plural = _("spaces")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson_key", "block_id"],
                condition=Q(kind="lesson"),
                name="one_space_per_lesson_prompt",
            ),
            models.UniqueConstraint(
                fields=["kind", "page_key"],
                condition=Q(kind__in=["module", "course"]),
                name="one_space_per_module_and_course",
            ),
            models.UniqueConstraint(
                fields=["page_key"],
                condition=Q(kind="article"),
                name="one_space_per_article",
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(kind="community"),
                name="one_community_space_per_address",
            ),
            models.CheckConstraint(
                condition=Q(kind="cohort", cohort__isnull=False, course_key=None)
                | (~Q(kind="cohort") & Q(cohort=None)),
                name="the_space_of_a_cohort_is_its_own",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("community:space", args=[self.pk])

    @property
    def writing_place(self):
        """The name of the box in which a thread is begun here, and of its drafts."""
        return f"space-{self.pk}"

    def is_visible_to(self, user):
        """As ``visible_to``, of this space; asks the database only where it has to."""
        if self.is_public or is_moderator(user):
            return True
        if not user.is_authenticated:
            return False
        if self.visibility == self.Visibility.MEMBERS or self.host_id == user.pk:
            return True
        return self._asked(user)[0]

    def is_readable_by(self, user):
        """As ``readable_by``, of this space."""
        if self.post_first:
            return Space.objects.readable_by(user).filter(pk=self.pk).exists()
        return self.is_visible_to(user)

    def is_hosted_by(self, user):
        """As ``hosted_by``, of this space."""
        if is_moderator(user):
            return True
        if not user.is_authenticated or self.host_id == user.pk:
            return user.is_authenticated
        without_course = (self.Kind.COMMUNITY, self.Kind.ARTICLE)
        return self.kind not in without_course and self._asked(user)[1]

    def _asked(self, user):
        """Whether the querysets show it to this person, and let them host it: asked once."""
        if user.pk not in self._answers:
            this = Space.objects.filter(pk=self.pk).order_by()
            finds = [this.visible_to(user), this.hosted_by(user)]
            found = User.objects.filter(pk=user.pk).values_list(*map(Exists, finds))
            self._answers[user.pk] = found.get()
        return self._answers[user.pk]

    @cached_property
    def _answers(self):
        return {}

    def readers_among(self, user_pks):
        """Those of these people whom ``visible_to`` shows the space, however many they are."""
        if self.visibility != self.Visibility.ENROLLED:
            return set(user_pks)
        people = {"user__in": user_pks}
        enrolled = self.takers().filter(**people)
        taught = CourseRole.objects.filter(**people, course__translation_key=self.key_of_course)
        moderators = moderators_among(user_pks)
        return {
            *({self.host_id} & set(user_pks)),
            *enrolled.values_list("user", flat=True),
            *taught.values_list("user", flat=True),
            *moderators.values_list("pk", flat=True),
        }

    @property
    def key_of_course(self):
        """The key of the course that the space belongs to, a cohort's included; or None."""
        return self.cohort.course_key if self.cohort_id else self.course_key

    def takers(self):
        """The enrollments of those for whom the space is: of the cohort, or of the course."""
        if self.cohort_id:
            current = CohortMember.objects.current().filter(cohort=self.cohort_id)
            return Enrollment.objects.filter(pk__in=current.values("enrollment"))
        return Enrollment.objects.filter(course_key=self.course_key)

    @property
    def is_open(self):
        return self.closed_at is None

    @property
    def is_public(self):
        return self.visibility == self.Visibility.PUBLIC

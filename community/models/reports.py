"""What somebody asks a moderator to look at."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# What a report can be about, by the name of its field.
THINGS = ("post", "file", "article", "shelf", "plan", "person")


def _about(thing):
    return models.ForeignKey(
        thing, on_delete=models.CASCADE, null=True, blank=True, related_name="reports"
    )


def _once(thing):
    return models.UniqueConstraint(
        fields=[thing, "reporter"],
        condition=Q(resolved_at=None),
        name=f"one_open_report_per_person_and_{thing}",
    )


def _one_thing():
    """A condition: one of the fields says what it is about, the others say nothing."""
    found = Q()
    for thing in THINGS:
        found |= Q(**{f"{other}__isnull": other != thing for other in THINGS})
    return found


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(resolved_at=None)

    def make(self, reporter, thing, row, **said):
        """Saying it twice makes one report."""
        about = {thing: row, "reporter": reporter, "resolved_at": None}
        return self.get_or_create(**about, defaults=said)

    def settle(self, moderator, **about):
        """Something was done about these: what is open of it is looked at no more."""
        for thing in THINGS:
            if row := about.get(thing):
                rows = self.open().filter(**{thing: row})
                rows.update(resolved_at=timezone.now(), resolved_by=moderator)

    def concerning(self, person):
        """Those about a person, and about what they wrote and share."""
        return self.filter(
            Q(person=person)
            | Q(post__author=person)
            | Q(file__owner=person)
            | Q(article__author=person)
            | Q(shelf__owner=person)
            | Q(plan__user=person)
        )

    def with_things(self):
        return self.select_related(
            "reporter", "post__thread", "file", "article", "shelf__owner", "plan", "person"
        )


class Report(models.Model):
    """Somebody asks a moderator to look at a post, or at something else of one's."""

    class Reason(models.TextChoices):
        SPAM = "spam", _("Advertising or spam")
        UNKIND = "unkind", _("Unkind or disrespectful")
        PRIVATE = "private", _("Shares someone’s private details")
        WRONG = "wrong", _("Wrong or harmful advice")
        RISK = "risk", _("Someone may be at risk")
        OTHER = "other", _("Something else")

    post = _about("community.Post")
    file = _about("community.SharedFile")
    article = _about("community.ArticlePage")
    shelf = _about("learning.Shelf")
    plan = _about("learning.Plan")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reports_about",
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reports"
    )
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    note = models.TextField(_("note"), blank=True, max_length=1000)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["made_at"]
        constraints = [
            *[_once(thing) for thing in THINGS],
            models.CheckConstraint(condition=_one_thing(), name="a_report_is_about_one_thing"),
            models.CheckConstraint(
                condition=Q(person=None) | ~Q(person=F("reporter")),
                name="nobody_reports_themselves",
            ),
        ]

    @property
    def about(self):
        """What was reported: a row of one of THINGS."""
        return next(row for thing in THINGS if (row := getattr(self, thing)))

    @property
    def url(self):
        """Where a moderator finds it."""
        if self.person_id:
            return reverse("person", args=[self.person.public_id])
        if self.shelf_id:
            return reverse("community:shelf", args=[self.shelf_id])
        if self.article_id and not self.article.live:
            return ""  # its author's again
        if self.plan_id and not self.plan.is_in_community:
            return ""  # its owner's again
        return self.about.get_absolute_url()

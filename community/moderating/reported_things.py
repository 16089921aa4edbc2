"""Reported articles, shelves, plans and people, as they stand in the moderators' queue."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import Report, Suspension
from community.shared_plans import title_of

REPORTS_READ = 200
KINDS = ("article", "shelf", "plan", "person")


@dataclass
class ReportedThing:
    """One of them with its open reports, the oldest first."""

    thing: str
    row: object
    url: str
    reports: list = field(default_factory=list)

    @property
    def title(self):
        if self.thing == "plan":
            return title_of(self.row)
        return self.row.get_full_name() if self.thing == "person" else self.row.title

    @property
    def person(self):
        """Whose it is."""
        if self.thing == "person":
            return self.row
        if self.thing == "plan":
            return self.row.user
        return self.row.author if self.thing == "article" else self.row.owner

    @property
    def is_risk(self):
        return any(report.reason == Report.Reason.RISK for report in self.reports)

    @property
    def dismiss_url(self):
        if self.thing == "shelf":
            return reverse("community:moderate_shelf", args=[self.row.pk, "dismiss"])
        if self.thing == "plan":
            return reverse("community:moderate_plan", args=[self.row.public_id, "dismiss"])
        key = self.row.public_id if self.thing == "person" else self.row.pk
        return reverse(f"community:dismiss_{self.thing}", args=[key])

    @property
    def act(self):
        """What a moderator may do about it first, as (address, label)."""
        if self.thing == "article":
            url = reverse("community:review_article", args=[self.row.pk])
            return url, _("Return it to its author")
        if self.thing == "shelf":
            return reverse("community:moderate_shelf", args=[self.row.pk, "hide"]), _("Hide")
        if self.thing == "plan":
            url = reverse("community:moderate_plan", args=[self.row.public_id, "end"])
            return url, _("End the sharing")
        url = reverse("community:suspend", args=[self.row.public_id])
        return url, _("Suspend this person")


def reported_things(moderator):
    """Those that wait, by kind, in one query; under "urgent" where someone may be at risk.

    Nobody is shown what was reported of themselves.
    """
    there = Q(article__live=True) | Q(shelf__is_shared=True, shelf__owner__is_active=True)
    there |= Q(person__is_active=True) & ~Q(person=moderator)
    plan = Q(plan__sharing="community", plan__user__is_active=True) & ~Q(plan__user=moderator)
    suspended = Suspension.objects.in_force().filter(user=OuterRef("plan__user"))
    reports = Report.objects.open().filter(there | plan).order_by("made_at", "pk")
    reports = reports.select_related(
        "reporter", "article__author", "shelf__owner", "plan__user", "person"
    )
    reports = reports.annotate(is_out_of_sight=Exists(suspended))  # nobody reads the plan now
    known = {}
    for report in reports[:REPORTS_READ]:
        thing = next(name for name in KINDS if getattr(report, f"{name}_id"))
        row = getattr(report, thing)
        url = "" if report.is_out_of_sight else report.url
        one = known.setdefault((thing, row.pk), ReportedThing(thing, row, url))
        one.reports.append(report)
    found = {"urgent": [], **{kind: [] for kind in KINDS}}
    for one in known.values():
        found["urgent" if one.is_risk else one.thing].append(one)
    return found

"""What a moderator has to know before they act on a person."""

from functools import cached_property

from django.db.models import Q

from community.models import ModerationAct, Post, Report, Suspension

AT_ONCE = 40


class PersonRecord:
    """The reports about somebody and about what is theirs, the newest first, and what was done."""

    def __init__(self, person):
        self.person = person

    @cached_property
    def _reports(self):
        rows = Report.objects.concerning(self.person).with_things()
        return list(rows.order_by("-made_at", "-pk")[:AT_ONCE])

    @property
    def open(self):
        return [report for report in self._reports if report.resolved_at is None]

    @property
    def is_reported(self):
        """Whether a report about the person themselves is open."""
        return any(report.person_id for report in self.open)

    @property
    def past(self):
        return [report for report in self._reports if report.resolved_at]

    @cached_property
    def acts(self):
        """What moderators did about them or theirs; a glance at a first post is none."""
        theirs = Q(post__author=self.person) | Q(file__owner=self.person) | Q(person=self.person)
        theirs |= Q(article__author=self.person)
        quiet = [ModerationAct.Act.GLANCE, ModerationAct.Act.GLANCE_FILE, ModerationAct.Act.PUBLISH]
        rows = ModerationAct.objects.filter(theirs).exclude(act__in=quiet)
        return list(rows.select_related("moderator")[:AT_ONCE])

    @cached_property
    def suspension(self):
        """What holds now, or None."""
        return Suspension.objects.in_force(self.person).first()

    @cached_property
    def posts(self):
        return Post.objects.filter(author=self.person).published().count()

    @cached_property
    def hidden_posts(self):
        return Post.objects.filter(author=self.person, state=Post.State.HIDDEN).count()

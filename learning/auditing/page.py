"""What stands on the page of one's audit, looked up once."""

from functools import cached_property

from accounts.models import Membership
from courses.models import PlanSection
from learning.days import day_of
from learning.models import Audit
from learning.models.audits import POSTS_AT_LEAST, POSTS_AT_MOST, REPEAT_AFTER, next_repeat_on

from .chart import AuditChart
from .forms import RowsForm


class AuditPage:
    """``form`` is what was typed, where it comes back with errors."""

    at_least, at_most = POSTS_AT_LEAST, POSTS_AT_MOST

    def __init__(self, user, form=None):
        self.user, self._form = user, form
        self.audits = list(Audit.objects.of(user).select_related("shared_with"))
        for row in self.audits:
            row.user = user

    @property
    def open(self):
        return next((row for row in self.audits if not row.is_frozen), None)

    @cached_property
    def frozen(self):
        return sorted((row for row in self.audits if row.is_frozen), key=lambda row: row.frozen_at)

    @property
    def baseline(self):
        return next(iter(self.frozen), None)

    @property
    def repeat(self):
        return self.frozen[-1] if len(self.frozen) > 1 else None

    @property
    def newest(self):
        return self.frozen[-1] if self.frozen else None

    @property
    def earlier_repeats(self):
        """[(day, shares)] of those between the first count and the newest."""
        return [(row.frozen_at, row.shares()) for row in self.frozen[1:-1]]

    @cached_property
    def posts(self):
        return list(self.open.posts.all())

    @property
    def can_freeze(self):
        return len(self.posts) >= POSTS_AT_LEAST

    @property
    def is_full(self):
        return len(self.posts) >= POSTS_AT_MOST

    @cached_property
    def form(self):
        return self._form or RowsForm(self.open)

    @cached_property
    def chart(self):
        return AuditChart(self.baseline, self.repeat)

    @cached_property
    def next_on(self):
        """The day from which the next repeat may begin."""
        return next_repeat_on(self.user)

    @property
    def offered_on(self):
        return self.baseline.day(REPEAT_AFTER)

    @property
    def may_begin(self):
        return not self.open and (self.next_on is None or self.next_on <= day_of(self.user))

    @cached_property
    def institutions(self):
        """Those whose coordinators see how far this person is."""
        rows = Membership.objects.of(self.user).current().members()
        return [row.institution for row in rows.select_related("institution")]

    @property
    def shared(self):
        return [row for row in self.frozen if row.shared_at]

    @property
    def shares_all(self):
        return len(self.shared) == len(self.frozen)

    @cached_property
    def sections(self):
        """Of the plan, to bring the sentence into."""
        return list(PlanSection.objects.all())

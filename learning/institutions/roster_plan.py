"""What enrolling a list of people will do, line by line; and doing it."""

from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership
from learning.models import CohortMember, Enrollment, Invitation, Seat, SeatGrant

from . import invitation_letters
from . import notices as institution_notices


class What(models.TextChoices):
    """What happens to a line; the label is told to the coordinator."""

    ENROLL = "enroll", gettext_lazy("Is enrolled at once, and told so")
    INVITE = "invite", gettext_lazy("Gets an invitation by mail")
    ENROLLED = "enrolled", gettext_lazy("Is enrolled already: nothing happens")
    INVITED = "invited", gettext_lazy("Is invited already: nothing happens")
    TWICE = "twice", gettext_lazy("Stands in the list twice: the first one counts")
    BAD = "bad", gettext_lazy("This is not an e-mail address. Correct it.")
    NO_SEAT = "no_seat", gettext_lazy("No seat is left for them")
    NOT_YET = "not_yet", gettext_lazy("Has to finish another course first")


ACTS = {What.ENROLL, What.INVITE}
WRONG = {What.TWICE, What.BAD, What.NO_SEAT, What.NOT_YET}


@dataclass
class Line:
    entry: object
    what: What = None
    user: object = None
    grant: object = None

    @property
    def is_wrong(self):
        return self.what in WRONG

    @property
    def acts(self):
        return self.what in ACTS


@dataclass
class RosterPlan:
    """Read in the same few queries however long the list is.

    Only members of the institution are told apart from others, so that nobody learns
    from it who has an account here.
    """

    institution: object
    course: object
    entries: list
    cohort: object = None
    lines: list = field(init=False)
    seats_left: int = field(init=False)

    def __post_init__(self):
        grants = SeatGrant.objects.current().filter(
            institution=self.institution, course_key=self.course.key
        )
        grants = grants.with_use().select_related("course")
        grants = list(grants.order_by(models.F("ends_on").asc(nulls_last=True), "pk"))
        self.seats_left = sum(max(grant.left, 0) for grant in grants)
        free = (grant for grant in grants for _seat in range(max(grant.left, 0)))
        self._look_up()
        self.lines = []
        for entry in self.entries:
            line = self._line(entry)
            if line.acts and line.user not in self.seated:
                line.grant = next(free, None)
                if line.grant is None:
                    line.what = What.NO_SEAT
            self.lines.append(line)

    def _look_up(self):
        emails = {entry.email.lower() for entry in self.entries}
        members = Membership.objects.current().members().filter(institution=self.institution)
        members = members.filter(user__is_active=True, user__email__in=emails)
        self.members = {row.user.email.lower(): row.user for row in members.select_related("user")}
        users = list(self.members.values())
        mine = Enrollment.objects.filter(user__in=users, course_key=self.course.key)
        self.enrollments = {row.user_id: row for row in mine}
        held = Seat.objects.held(self.institution).filter(enrollment__in=mine)
        seated = set(held.values_list("enrollment__user", flat=True))
        self.seated = {user for user in users if user.pk in seated}
        invited = Invitation.objects.open().filter(
            institution=self.institution, grant__course_key=self.course.key, email__in=emails
        )
        self.invited = set(invited.values_list("email", flat=True))
        needed = self.course.prerequisites.filter(enforced=True).select_related("required_course")
        self.needed = {row.required_course.key for row in needed}
        done = Enrollment.objects.filter(user__in=users, course_key__in=self.needed).finished()
        self.done = set(done.values_list("user", "course_key")) if self.needed else set()
        self.seen = set()

    def _line(self, entry):
        email = entry.email.lower()
        try:
            validate_email(email)
        except ValidationError:
            return Line(entry, What.BAD)
        if len(email) > 254:
            return Line(entry, What.BAD)
        if email in self.seen:
            return Line(entry, What.TWICE)
        self.seen.add(email)
        user = self.members.get(email)
        if user is None:
            return Line(entry, What.INVITED if email in self.invited else What.INVITE)
        enrollment = self.enrollments.get(user.pk)
        if enrollment and enrollment.is_active and user in self.seated:
            return Line(entry, What.ENROLLED, user)
        if enrollment:  # who came by themselves, or left, decides whether the seat is theirs
            return Line(entry, What.INVITED if email in self.invited else What.INVITE)
        if any((user.pk, key) not in self.done for key in self.needed):
            return Line(entry, What.NOT_YET, user)
        return Line(entry, What.ENROLL, user)

    @property
    def acting(self):
        return [line for line in self.lines if line.acts]

    @property
    def wrong(self):
        return [line for line in self.lines if line.is_wrong]

    @property
    def counts(self):
        """[(how many, what happens)] in the order of ``What``."""
        found = Counter(line.what for line in self.lines)
        return [(found[what], what.label) for what in What if found[what]]

    def carry_out(self, by):
        """Do it, all or nothing, as things are now; returns the plan that was carried out.

        The institution's seats in the course are held meanwhile, so that two at once do
        nothing twice.
        """
        with transaction.atomic():
            held = SeatGrant.objects.filter(
                institution=self.institution, course_key=self.course.key
            )
            list(held.select_for_update().order_by("pk").values_list("pk", flat=True))
            now = RosterPlan(self.institution, self.course, self.entries, self.cohort)
            now._enroll(by)
            now._invite(by)
        return now

    def _enroll(self, by):
        lines = [line for line in self.lines if line.what == What.ENROLL]
        if not lines:
            return
        new = [
            Enrollment(
                user=line.user, course=self.course, course_key=self.course.key, enrolled_by=by
            )
            for line in lines
        ]
        Enrollment.objects.bulk_create(new, ignore_conflicts=True)
        users = [line.user for line in lines]
        rows = Enrollment.objects.filter(user__in=users, course_key=self.course.key)
        found = {row.user_id: row for row in rows}
        Seat.objects.bulk_create(
            [Seat(grant=line.grant, enrollment=found[line.user.pk]) for line in lines]
        )
        if self.cohort:
            CohortMember.objects.bulk_create(
                [CohortMember(cohort=self.cohort, enrollment=row) for row in found.values()],
                ignore_conflicts=True,
            )
        institution_notices.tell_of_enrollments(users, self.course, by)

    def _invite(self, by):
        made = []
        for line in self.lines:
            if line.what == What.INVITE:
                invitation = Invitation(
                    institution=self.institution, grant=line.grant, cohort=self.cohort,
                    email=line.entry.email.lower(), name=line.entry.name, made_by=by,
                )  # fmt: skip
                made.append((invitation, invitation.new_token()))
        # One that has run out makes room for the new one.
        emails = [invitation.email for invitation, _token in made]
        grants = {line.grant for line in self.lines if line.grant}
        run_out = Invitation.objects.pending().filter(grant__in=grants, email__in=emails)
        for invitation in run_out:
            invitation.cancel()
        Invitation.objects.bulk_create([invitation for invitation, _token in made])
        invitation_letters.write(made)

    def said(self):
        """What was done, in one sentence."""
        done = Counter(line.what for line in self.lines)
        return _("Enrolled: %(enrolled)d. Invited: %(invited)d. Left out: %(left)d.") % {
            "enrolled": done[What.ENROLL],
            "invited": done[What.INVITE],
            "left": sum(done[what] for what in What) - done[What.ENROLL] - done[What.INVITE],
        }

"""What hosts and moderators are told of a community's health, in words and numbers."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import measuring
from .rows import HealthRows

AT_ONCE = 10
# The drawing of the weeks, in its own units: four bars of 60 in steps of 100, 80 high.
STEP, BEGIN, WIDTH, TALL, FOOT = 100, 20, 60, 80, 100


@dataclass(frozen=True)
class Measure:
    """One number with its name and what it says; ``share`` is None where it is a time."""

    name: str
    says: str
    share: measuring.Share
    hours: float | None = None
    is_time: bool = False

    @property
    def tells(self):
        return self.share.tells

    @property
    def number(self):
        """As it is read: "62%", "3.5 hours", or why there is none."""
        if not self.tells:
            return _("Fewer than five people: not shown")
        if not self.is_time:
            return f"{self.share.percent}%"
        return _("%(hours)s hours") % {"hours": f"{self.hours:.1f}"}

    @property
    def counted(self):
        if not self.tells:
            return ""
        return _("%(part)d of %(whole)d") % {"part": self.share.part, "whole": self.share.whole}

    @property
    def bar(self):
        """How long the bar is; None where none is drawn."""
        return self.share.percent if self.tells and not self.is_time else None

    def cells(self):
        """For the file: name, value, part, whole."""
        if not self.tells:
            return [self.name, self.number, "", ""]
        value = round(self.hours, 1) if self.is_time else self.share.percent
        return [self.name, value, self.share.part, self.share.whole]


class HealthReport:
    """The four weeks before ``until`` in one course, or everywhere."""

    def __init__(self, course=None, until=None):
        self.course = course
        self.rows = HealthRows(course and course.course_key, until)
        self.posts, self.since, self.until = self.rows.posts, self.rows.since, self.rows.until

    @property
    def is_large(self):
        """Whether enough could be answered for shares to say anything."""
        return self.answered.whole >= measuring.FEWEST_POSTS

    @cached_property
    def answered(self):
        return measuring.answered(self.posts)

    @cached_property
    def waiting(self):
        return self.rows.waiting()

    @property
    def longest_waiting(self):
        return self.waiting[:AT_ONCE]

    @cached_property
    def not_greeted(self):
        return measuring.not_greeted(self.posts, self.rows.known)

    @cached_property
    def first_posts_not_greeted(self):
        return self.rows.posts_by_key([post.pk for post in self.not_greeted[:AT_ONCE]])

    @cached_property
    def measures(self):
        return [*answers(self.posts, self.until), *self._help(), *self._voices()]

    def _help(self):
        ties = measuring.network(self.posts)
        yield Measure(
            _("Ties that go both ways"),
            _("Of all pairs in which one answered the other, those answered back."),
            measuring.reciprocity(ties),
        )
        yield Measure(
            _("Replies that were returned"),
            _("The same, reply for reply: five against one count as one each way."),
            measuring.weighted_reciprocity(ties),
        )
        yield Measure(
            _("Paid forward within 14 days"),
            _("Of those who were answered, those who then answered somebody else."),
            measuring.pay_forward(self.posts, self.until),
        )
        share, most = measuring.top_share(self.posts, fewest=measuring.FEWEST_PEOPLE)
        yield Measure(
            ngettext(
                "Replies by the %(n)d person who replies most",
                "Replies by the %(n)d people who reply most",
                most,
            ) % {"n": most},
            _("A tenth of those who reply, and never fewer than five people."),
            share,
        )  # fmt: skip

    def _voices(self):
        yield Measure(
            _("Announcements"),
            _("First posts by staff that ask nothing, of all posts."),
            measuring.broadcast(self.posts),
        )
        yield Measure(
            _("Newcomers who came back"),
            _("Of those who posted for the first time, those who posted again within 14 days."),
            measuring.came_back(self.posts, self.rows.known, self.until),
        )

    @cached_property
    def weeks(self):
        return [Week(self, *edges) for edges in measuring.by_week(self.since, self.until)]

    @property
    def week_bars(self):
        """How the weeks are drawn: the share that was answered within a day."""
        for number, week in enumerate(self.weeks):
            x, soon = BEGIN + STEP * number, week.soon
            height = round(TALL * soon.share.value) if soon.tells else None
            label = soon.number if soon.tells else "–"
            yield {
                "x": x, "middle": x + WIDTH // 2, "y": FOOT - (height or 0),
                "height": height, "label": label, "week": week,
            }  # fmt: skip

    def table(self):
        """Everything shown, as rows for a file: one number a row, with its period."""
        place = self.course.title if self.course else _("The whole community")
        yield [_("Where"), _("From"), _("To"), _("Measure"), _("Value"), _("Counted"), _("Of")]
        for start, end, measures in self._periods():
            for measure in measures:
                yield [place, f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}", *measure.cells()]

    def _periods(self):
        total = Measure(_("Answered so far"), "", self.answered)
        yield self.since, self.until, [total, *(self.measures if self.is_large else [])]
        for week in self.weeks if self.is_large else []:
            yield week.start, week.end, week.measures


class Week:
    """One week of the period: what was asked in it, and what became of that."""

    def __init__(self, report, start, end):
        self.start, self.end = start, end
        said = [post for post in report.posts if start <= post.at < end]
        begun = measuring.begun_in(report.posts, (start, end))
        self.measures = answers(begun, report.until)
        self.posts = _number(len(said), {post.author for post in said})
        asked = measuring.answerable(begun)
        self.asked = _number(len(asked), {post.author for post in asked})

    @property
    def soon(self):
        return self.measures[0]


def answers(posts, until):
    """How soon these posts were answered: two shares and the median."""
    soon, later = (measuring.answered_within(posts, hours, until) for hours in measuring.HORIZONS)
    hours = measuring.median_hours(posts)
    return [
        Measure(
            _("Answered within 24 hours"),
            _("Of the posts that could be answered and are at least a day old."),
            soon,
        ),
        Measure(
            _("Answered within 72 hours"),
            _("Of the posts that could be answered and are at least three days old."),
            later,
        ),
        Measure(
            _("Time to the first reply"),
            _("The median of those that were answered: half waited less."),
            measuring.heard(posts),
            hours,
            is_time=True,
        ),
    ]


def _number(count, people):
    """A count, or in words that too few people stand behind it."""
    return count if not count or len(people) >= measuring.FEWEST_PEOPLE else _("under 5 people")

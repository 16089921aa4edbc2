"""What an accreditor is handed about a course: one ZIP, each part readable by itself.

It is written to a file on disk, one certificate after another, so that it costs as much
memory for 500 people as for five. An aggregate of fewer than five people is left out.
"""

import io
import tempfile
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.csv_cells import write_rows
from courses.blocks import CHECK_BLOCKS, UNGRADED_BLOCKS
from courses.models import CourseOutcome, LessonPage
from learning.evaluations.summary import EvaluationSummary
from learning.models import Attempt, Certificate, CertificateFile, Override
from learning.reports import AT_LEAST

from .people import EXPORTED_AT_ONCE, cells_of, rows_of

PAPER = CertificateFile.Paper.LETTER
ROSTER = (0, 3, 4, 5, 6, 7, 8, 10, 11)  # of ``cells_of``: no address, no score
ROSTER_HEADINGS = [
    "Name", "Cohort", "Status", "Enrolled", "Lessons complete", "Lessons required",
    "Contact hours", "Finished", "Certificate", "Marked complete by",
]  # fmt: skip

HOURS_HEADINGS = [
    "Module", "Lesson", "Minutes", "Required", "Minutes counted", "Field work, not counted",
]  # fmt: skip
RESULTS_HEADINGS = [
    "Lesson", "Kind", "Question", "People", "Right at first try (%)", "Right in the end (%)",
]  # fmt: skip


@dataclass
class Accreditation:
    """The file about some of the enrollments in a course; ``about`` says whose."""

    course: object
    enrollments: object
    about: str
    since: date | None = None
    until: date | None = None

    @property
    def file_name(self):
        parts = [slugify(self.course.title)[:50] or "course", timezone.localdate().isoformat()]
        return f"accreditation-{'-'.join(parts)}.zip"

    def open(self):
        """The whole as a file to read from its beginning; it is gone when it is closed."""
        file = tempfile.TemporaryFile()  # noqa: SIM115  closed by the answer that sends it
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as whole:
            whole.writestr("README.txt", self.readme())
            for name, rows in (
                ("roster.csv", self.roster()),
                ("hours.csv", self.hours()),
                ("outcomes.csv", self.outcomes()),
                ("results.csv", self.results()),
                ("evaluation.csv", self.evaluation()),
            ):
                with whole.open(name, "w") as part:
                    text = io.TextIOWrapper(part, encoding="utf-8", newline="")
                    write_rows(text, rows)
                    text.flush()
                    text.detach()
            whole.writestr("hours.txt", self.hours_in_words())
            for name, content in self.certificates():
                whole.writestr(f"certificates/{name}", content)
        file.seek(0)
        return file

    @property
    def chosen(self):
        """The enrollments, by the days on which they began."""
        found = self.enrollments.enrolled_between(self.since, self.until)
        return found.select_related("user", "course")

    def _pks(self):
        ordered = self.chosen.order_by("user__display_name", "pk")
        pks = list(ordered.values_list("pk", flat=True))
        for start in range(0, len(pks), EXPORTED_AT_ONCE):
            yield pks[start : start + EXPORTED_AT_ONCE]

    def readme(self):
        days = _("all dates")
        if self.since or self.until:
            days = f"{self.since or '…'} – {self.until or '…'}"
        lines = [
            self.course.title,
            _("Version %s") % self.course.version_label,
            _("About: %s") % self.about,
            _("Enrolled: %s") % days,
            _("Made on: %s") % timezone.localdate().isoformat(),
            "",
            _("roster.csv: who took the course, how far, with hours and certificate"),
            _("hours.csv, hours.txt: how the contact hours are counted, lesson by lesson"),
            _("outcomes.csv: the outcomes with the lessons and checks that work on them"),
            _("results.csv: the checks with how many answered right; none below five people"),
            _(
                "evaluation.csv: what those who finished in these months thought, whichever"
                " institution they come from; none below five answers"
            ),
            _("certificates: one PDF for each certificate that holds, named by holder and code"),
        ]
        return "\n".join(lines) + "\n"

    def roster(self):
        yield ROSTER_HEADINGS
        for pks in self._pks():
            found = self.chosen.filter(pk__in=pks).order_by("user__display_name", "pk")
            marked = dict(_marked_complete(pks))
            for row in rows_of(found):
                cells = cells_of(row)
                yield [*(cells[n] for n in ROSTER), marked.get(row.enrollment.pk, "")]

    def hours(self):
        yield HOURS_HEADINGS
        for module in self.course.outline.modules:
            for lesson in module.lessons:
                counted = lesson.minutes if lesson.required else 0
                required = "yes" if lesson.required else "no"
                yield [
                    module.title, lesson.title, lesson.minutes, required, counted,
                    lesson.field_minutes,
                ]  # fmt: skip
        yield ["", "Sum", "", "", self.course.outline.required_minutes, ""]

    def hours_in_words(self):
        lines = [
            _(
                "Contact hours are the minutes of the required lessons, divided by 60. Field"
                " work, which is done away from the lessons, is named and not counted."
            ),
            _("Minutes of the required lessons: %d") % self.course.outline.required_minutes,
        ]
        if self.course.hours_override:
            lines.append(
                _("Set otherwise for this course: %(hours)s hours, because: %(reason)s")
                % {
                    "hours": self.course.hours_override,
                    "reason": self.course.hours_override_reason,
                }
            )
        lines.append(_("Contact hours: %s") % self.course.contact_hours)
        if self.course.ceu is not None:
            lines.append(
                _("CEU: %(ceu)s (hours divided by 10, rounded to 0.1), by authority of %(who)s")
                % {"ceu": self.course.ceu, "who": self.course.ceu_authority}
            )
        lines.append(self.course.completion_rule())
        return "\n".join(str(line) for line in lines) + "\n"

    def _lessons(self):
        return LessonPage.objects.in_course(self.course.path).filter(
            translation_key__in=[lesson.key for lesson in self.course.outline.lessons]
        )

    def _checks(self):
        """(lesson, block id, kind, question) of every check, in order."""
        for lesson in self._lessons():
            for block in lesson.body:
                if block.block_type in CHECK_BLOCKS:
                    asked = block.value.as_shown().get("question", "")
                    yield lesson, block.id, block.block_type, " ".join(str(asked).split())

    def outcomes(self):
        yield ["Outcome", "Lesson", "Checks"]
        checks, lessons = defaultdict(list), {lesson.pk: lesson for lesson in self._lessons()}
        for lesson, _block, _kind, question in self._checks():
            checks[lesson.pk].append(question)
        worked = LessonPage.outcomes.through.objects.filter(
            lessonpage__in=lessons, courseoutcome__course=self.course
        )
        by_outcome = defaultdict(set)
        for lesson, outcome in worked.values_list("lessonpage", "courseoutcome"):
            by_outcome[outcome].add(lesson)
        for outcome in CourseOutcome.objects.filter(course=self.course):
            mapped = [pk for pk in lessons if pk in by_outcome[outcome.pk]]
            for pk in mapped:
                yield [outcome.text, lessons[pk].title, " | ".join(checks[pk])]
            if not mapped:
                yield [outcome.text, _("No lesson is mapped to it yet"), ""]

    def results(self):
        yield RESULTS_HEADINGS
        tries = Attempt.objects.filter(enrollment__in=self.chosen.values("pk")).order_by()
        place = ("lesson_key", "block_id")
        first = (
            tries.first_ones()
            .values(*place)
            .annotate(people=Count("pk"), right=Count("pk", filter=Q(correct=True)))
        )
        first = {(row["lesson_key"], row["block_id"]): row for row in first}
        ever = (
            tries.filter(correct=True)
            .values(*place)
            .annotate(people=Count("enrollment", distinct=True))
        )
        ever = {(row["lesson_key"], row["block_id"]): row["people"] for row in ever}
        for lesson, block_id, kind, question in self._checks():
            found = first.get((lesson.key, block_id), {"people": 0, "right": 0})
            people = found["people"]
            if people < AT_LEAST:
                cells = [_("under %d") % AT_LEAST, "", ""]
            elif kind in UNGRADED_BLOCKS:
                cells = [people, _("not graded"), _("not graded")]
            else:
                in_the_end = ever.get((lesson.key, block_id), 0)
                cells = [
                    people, round(100 * found["right"] / people), round(100 * in_the_end / people)
                ]  # fmt: skip
            yield [lesson.title, kind.replace("_", " "), question, *cells]

    def evaluation(self):
        """Of everybody in those months: answers name no institution and no cohort."""
        summary = EvaluationSummary.of(self.course.key, self.since, self.until)
        yield [
            "Question",
            "Answers",
            "Mean (5 is full agreement)",
            "From full agreement to full disagreement",
        ]
        if not summary.tells:
            yield [_("Fewer than five answers: nothing is shown"), "", "", ""]
        for question in summary.questions:
            counted = " / ".join(str(n) for _label, n, _share in question.shares)
            yield [str(question.text), summary.count, question.mean, counted]
        for comment in summary.comments:
            yield [_("Comment"), "", "", comment]

    def certificates(self):
        """(file name, bytes), one at a time."""
        issued = Certificate.objects.standing().filter(enrollment__in=self.chosen.values("pk"))
        pks = list(issued.order_by("holder_name", "pk").values_list("pk", flat=True))
        for pk in pks:
            certificate = Certificate.objects.get(pk=pk)
            name = slugify(certificate.holder_name)[:60] or "holder"
            yield f"{name}-{certificate.code}.pdf", certificate.pdf(PAPER)


def _marked_complete(pks):
    """(enrollment, by whom and when) of those for whom somebody marked the whole course done."""
    found = Override.objects.filter(enrollment__in=pks, lesson=None).select_related("by")
    for row in found:
        yield row.enrollment_id, f"{row.by}, {timezone.localdate(row.at).isoformat()}"

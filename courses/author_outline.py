"""A course as its author has it: every module and lesson, drafts too, and what is missing.

It takes the same number of queries however long the course is, as long as drafts hold
no images or files, which Wagtail fetches one by one when it checks them. What was found
out about a draft is kept under its revision.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.core.cache import cache
from django.utils.html import strip_tags
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from .blocks import CHECK_BLOCKS
from .drafts import has_draft, with_drafts
from .models import CourseOutcome, LessonPage, ModulePage
from .models.outlines import contact_hours
from .placeholders import texts_in
from .problems import Problem, publish_problems

KEEP_SECONDS = 7 * 24 * 3600
NOT_WORDS = {"id", "type", "kind", "frame", "size", "url"}  # what blocks hold beside text


@dataclass
class OutlinePage:
    """One row of the outline."""

    page: Page
    scheduled_for: datetime | None = None
    in_review: bool = False
    problems: list[Problem] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    first: bool = False
    last: bool = False

    @property
    def status(self):
        """(label, class of Wagtail's tag)."""
        page = self.page
        if page.live and self.scheduled_for:
            return _("Live, changes scheduled"), "w-status--primary"
        if page.live and page.has_unpublished_changes:
            return _("Live, with a newer draft"), "w-status--primary"
        if page.live:
            return _("Live"), "w-status--primary"
        if self.scheduled_for:
            return _("Scheduled"), ""
        return _("Draft"), ""

    @property
    def is_ready(self):
        return not self.problems and not self.missing


@dataclass
class OutlineLesson(OutlinePage):
    words: int = 0
    activities: list[str] = field(default_factory=list)


@dataclass
class OutlineModule(OutlinePage):
    lessons: list[OutlineLesson] = field(default_factory=list)

    @property
    def minutes(self):
        return sum(lesson.page.minutes for lesson in self.lessons)


@dataclass
class AuthorOutline:
    course: OutlinePage
    modules: list[OutlineModule]

    @property
    def lessons(self):
        return [lesson for module in self.modules for lesson in module.lessons]

    @property
    def rows(self):
        return [self.course, *self.modules, *self.lessons]

    @property
    def minutes(self):
        return sum(module.minutes for module in self.modules)

    @property
    def hours(self):
        required = (lesson.page for lesson in self.lessons if lesson.page.required)
        return self.course.page.hours_override or contact_hours(
            sum(page.minutes for page in required)
        )

    @property
    def drafts(self):
        """How many pages have something that readers do not see yet."""
        return sum(has_draft(row.page) for row in self.rows)

    @property
    def problems(self):
        return sum(len(row.problems) for row in self.rows)


def author_outline(course):
    """The outline of this course, for whoever writes it."""
    pages = [
        course,
        *ModulePage.objects.descendant_of(course).order_by("path"),
        *LessonPage.objects.descendant_of(course).order_by("path"),
    ]
    facts = _facts(pages)
    drafts = with_drafts(pages)
    problems = _problems(drafts)
    top, modules, lessons = None, {}, defaultdict(list)
    for draft in drafts:
        common = {"problems": problems[draft.pk], **facts(draft)}
        if isinstance(draft, LessonPage):
            lessons[draft.path[: -draft.steplen]].append(_lesson(draft, common))
        elif isinstance(draft, ModulePage):
            modules[draft.path] = OutlineModule(draft, **common)
        else:
            top = OutlinePage(draft, **common)
    for path, module in modules.items():
        module.lessons = _in_a_row(lessons[path])
        if not module.lessons:
            module.missing.append(_("No lesson yet"))
    if not CourseOutcome.objects.filter(course=course).exists():
        top.missing.append(_("No outcomes yet"))
    return AuthorOutline(top, _in_a_row(list(modules.values())))


def _in_a_row(rows):
    if rows:
        rows[0].first = rows[-1].last = True
    return rows


def _facts(pages):
    """What is said of pages beside themselves: their day, and whether a review goes on."""
    keys = [str(page.pk) for page in pages]
    scheduled = dict(
        Revision.page_revisions.filter(object_id__in=keys)
        .exclude(approved_go_live_at=None)
        .values_list("object_id", "approved_go_live_at")
    )
    reviews = WorkflowState.objects.filter(
        object_id__in=keys,
        base_content_type__app_label="wagtailcore",
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    reviewed = set(reviews.values_list("object_id", flat=True))
    return lambda page: {
        "scheduled_for": scheduled.get(str(page.pk)),
        "in_review": str(page.pk) in reviewed,
    }


def _problems(drafts):
    """{page id: [Problem]}: what was published passed all rules, so only drafts are looked at."""
    found = {draft.pk: [] for draft in drafts}
    looked_at = [draft for draft in drafts if has_draft(draft)]
    keys = {
        f"publish-problems:{get_language()}:{draft.pk}:{draft.latest_revision_id}": draft
        for draft in looked_at
    }
    known = cache.get_many(keys)
    new = {
        key: [
            (str(problem.message), problem.where, problem.path)
            for problem in publish_problems(draft, in_tree=False)
        ]
        for key, draft in keys.items()
        if key not in known
    }
    # Without a revision nothing tells one draft from the next.
    if lasting := {key: new[key] for key in new if keys[key].latest_revision_id}:
        cache.set_many(lasting, KEEP_SECONDS)
    for key, draft in keys.items():
        found[draft.pk] = [Problem(*parts) for parts in (known | new)[key]]
    return found


def _lesson(draft, common):
    blocks = list(draft.body.raw_data)
    kinds = Counter(block["type"] for block in blocks)
    row = OutlineLesson(draft, **common)
    row.words = sum(len(strip_tags(text).split()) for text in texts_in(_written(blocks)))
    row.activities = list(_activities(kinds))
    checks = sum(kinds[kind] for kind in CHECK_BLOCKS)
    if not blocks:
        row.missing.append(_("Nothing written yet"))
    elif not checks and draft.required:
        row.missing.append(_("No knowledge check"))
    return row


def _written(value):
    if isinstance(value, dict):
        return {name: _written(inner) for name, inner in value.items() if name not in NOT_WORDS}
    if isinstance(value, list):
        return [_written(inner) for inner in value]
    return value


def _activities(kinds):
    checks = sum(kinds[kind] for kind in CHECK_BLOCKS)
    counted = [
        (checks, ngettext("%d check", "%d checks", checks)),
        (
            kinds["reflection"],
            ngettext("%d reflection", "%d reflections", kinds["reflection"]),
        ),
        (
            kinds["discussion"],
            ngettext("%d discussion", "%d discussions", kinds["discussion"]),
        ),
        (kinds["checklist"], ngettext("%d checklist", "%d checklists", kinds["checklist"])),
        (
            kinds["plan_builder"],
            ngettext("%d plan section", "%d plan sections", kinds["plan_builder"]),
        ),
        (
            kinds["commitment"],
            ngettext("%d commitment", "%d commitments", kinds["commitment"]),
        ),
        (kinds["peer_look"], ngettext("%d peer look", "%d peer looks", kinds["peer_look"])),
    ]
    for count, words in counted:
        if count:
            yield words % count

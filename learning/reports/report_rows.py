"""The reports as rows of cells: headings first. What is hidden on the page is hidden here."""

from django.utils.translation import gettext as _

from learning.commitments.summary import headings

from . import AT_LEAST


def fewer():
    return _("fewer than %d") % AT_LEAST


def shown(number):
    """A number, or that it is about too few people."""
    return fewer() if number is None else number


def percent(share):
    return "" if share is None else round(100 * share)


def of_funnel(funnel):
    yield [_("Step"), _("People"), _("% of the enrolled"), _("Lost since the step before"),
           _("Median days since the step before"), _("Biggest drop")]  # fmt: skip
    if not funnel.tells:
        yield [_("Enrolled"), fewer()]
    for step in funnel.steps:
        biggest = _("yes") if step.is_biggest_drop else ""
        yield [step.label, shown(step.people), _or_empty(step.percent), _or_empty(step.lost),
               _or_empty(step.days), biggest]  # fmt: skip


def of_lessons(lessons):
    yield [_("Lesson"), _("Opened"), _("Completed"), _("Stopped here"), _("Median minutes"),
           _("Minutes planned")]  # fmt: skip
    for row in lessons:
        yield [row.lesson.title, shown(row.opened), shown(row.completed), shown(row.stopped),
               shown(row.minutes), row.lesson.minutes]  # fmt: skip


def of_items(items):
    """A line for each item, followed by one for each of its options."""
    yield [_("Lesson"), _("Question"), _("Wording"), _("First attempts"), _("Right, %"),
           _("Commonest wrong answer"), _("Gave it, %"), _("Discrimination, upper less lower 27%"),
           _("Point-biserial correlation"), _("Certain and wrong, %"), _("Remarks"),
           _("Option"), _("Chose it, %"), _("Chose it in the upper 27%, %")]  # fmt: skip
    for item in items:
        begin = [item.lesson.title if item.lesson else _("No longer in the course"),
                 str(item.prompt), _("today's") if item.is_current else _("earlier")]  # fmt: skip
        if not item.tells:
            yield [*begin, fewer()]
            continue
        yield [*begin, item.answered, percent(item.p), item.commonest_wrong,
               percent(item.wrong_share), _rounded(item.discrimination),
               _rounded(item.point_biserial), percent(item.certain_and_wrong),
               _("likely miskeyed") if item.likely_miskeyed else ""]  # fmt: skip
        for option in item.options:
            remark = _("hardly anyone chooses it") if option.is_dead else ""
            yield [*begin, *[""] * 7, remark, _with_key(option), percent(option.share),
                   percent(option.in_upper)]  # fmt: skip


def of_commitments(summary):
    """How they stand after each mark and now; what people wrote stands in no file."""
    yield [_("After"), *headings()]
    for row in summary.rows:
        yield [row.label, *(_("not shown") if n is None else n for n in row.cells)]
    yield []
    yield [_("People"), shown(summary.people)]
    yield [_("Commitments made"), shown(summary.made)]
    yield [_("Named an obstacle"), shown(summary.with_obstacle)]


def _with_key(option):
    return f"{option.text} ({_('right')})" if option.right else option.text


def _or_empty(value):
    return "" if value is None else value


def _rounded(value):
    return "" if value is None else round(value, 2)

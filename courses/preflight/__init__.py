"""Whether a course is ready for learners: what has to be mended, and what would be better.

A blocker is what Wagtail would refuse, what shuts somebody out or what leads nowhere: a
course is not published while there is one. All else is advice. It takes the same number of
queries however long the course is, as long as no draft holds an image or a file, which
Wagtail fetches one by one when it checks a draft that was not looked at before.
"""

from courses.author_outline import author_outline

from .course_rules import course_rules
from .findings import ADVICE, BLOCKER, Finding
from .lesson_rules import lesson_rules
from .links import link_rules
from .material import Material

__all__ = ["ADVICE", "BLOCKER", "Finding", "blockers_of", "preflight"]


def preflight(course):
    """Every finding on this course as its authors left it, in the order of its pages."""
    outline = author_outline(course)
    material = Material(outline)
    found = [
        Finding(BLOCKER, row.page, problem) for row in outline.rows for problem in row.problems
    ]
    for rules in (course_rules, lesson_rules, link_rules):
        found += rules(material)
    places = {page.pk: number for number, page in enumerate(material.pages)}
    once = {(each.page.pk, each.problem.path, str(each.message)): each for each in found}
    return sorted(once.values(), key=lambda each: places[each.page.pk])


def blockers_of(course):
    return [finding for finding in preflight(course) if finding.level == BLOCKER]

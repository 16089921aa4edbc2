"""How many blockers courses have, kept until one of their pages is edited or published."""

from django.core.cache import cache
from django.db.models import Count, Max
from django.db.models.functions import Substr
from wagtail.models import Page

from courses.models.outlines import COURSE_DEPTH

from . import blockers_of

A_DAY = 24 * 60 * 60  # a link may break without an edit
AT_ONCE = 1  # looked at anew: a preflight takes some thirty queries


def blocker_counts(courses):
    """{course id: how many, or None where nobody looked since the last edit}.

    Of those that nobody looked at, so many are looked at now; the next time, the next ones.
    """
    names = _names(courses)
    kept = cache.get_many(names.values())
    counts = {course.pk: kept.get(names[course.pk]) for course in courses}
    for course in [course for course in courses if counts[course.pk] is None][:AT_ONCE]:
        counts[course.pk] = len(blockers_of(course))
        cache.set(names[course.pk], counts[course.pk], A_DAY)
    return counts


def _names(courses):
    """{course id: a name that is another after each edit in it}, in one query."""
    paths = {course.path: course.pk for course in courses}
    rows = Page.objects.order_by().annotate(
        course_path=Substr("path", 1, COURSE_DEPTH * Page.steplen)
    )
    rows = rows.filter(course_path__in=paths).values("course_path")
    rows = rows.annotate(
        edited=Max("latest_revision_created_at"), published=Max("last_published_at"),
        latest=Max("latest_revision"), pages=Count("pk"),
    )  # fmt: skip
    names = {}
    for row in rows:
        moments = (row["edited"], row["published"])
        stamp = "-".join(str(at and at.timestamp()) for at in moments)
        pk = paths[row["course_path"]]
        names[pk] = f"course-blockers-{pk}-{row['latest']}-{row['pages']}-{stamp}"
    return names

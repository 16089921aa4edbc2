"""The demonstration's queue of reflections: shared, commented on, one of them an example.

Told without notices, since it is history. Where anybody has commented already, everything
is left as it is.
"""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.demo import workdays_ago
from accounts.models import User
from courses.demo.blocks import block_id
from courses.demo.files import Source
from courses.models import CoursePage
from learning.models import Example, Phrase, Reflection, ReflectionComment, ReflectionVersion

PATH = Path(__file__).parent / "reviews.yaml"


@transaction.atomic
def load_reviews(path=PATH):
    """Returns how many reflections have been shared and commented on."""
    if ReflectionComment.objects.exists():
        return 0
    with Source(path) as source:
        instructor = User.objects.get(email=source.take("instructor"))
        course = CoursePage.objects.get(slug=source.take("course"))
        told = source.take("shared")
        for text in source.take("phrases"):
            Phrase.objects.create(owner=instructor, text=text)
    for values in told:
        with Source(f"{path}: {values['person']}", values) as keys:
            _tell(keys, instructor, course)
    return len(told)


def _tell(keys, instructor, course):
    email, lesson, block = keys.take("person"), keys.take("lesson"), keys.take("block")
    comments, example = keys.take("comments", []), keys.take("example", None)
    row = Reflection.objects.filter(
        user__email=email,
        lesson__slug=lesson,
        lesson__path__startswith=course.path,
        block_id=block_id(f"{course.slug}/{lesson}", block),
    ).first()
    if row is None:  # deleted since, with its writer's account
        return
    if not row.is_shared:
        row.submit(row.submitted.text, row.revision, Reflection.Visibility.INSTRUCTOR)
    date_sharing(row)
    for comment in comments:
        by = row.user if comment.get("by") == "writer" else instructor
        row.comments.create(author=by, text=comment["text"].strip(), written_at=_at(comment["on"]))
    if example:
        _ask(row, instructor, example)


def date_sharing(row):
    """It was shared when it was saved."""
    at = row.submitted.saved_at
    Reflection.objects.filter(pk=row.pk).update(shared_at=at)
    ReflectionVersion.objects.filter(pk=row.submitted_id).update(shared_at=at)


def _ask(row, instructor, told):
    agreed, shown = told.get("agreed"), told.get("shown")
    Example.objects.create(
        reflection=row,
        version=row.submitted,
        asked_by=instructor,
        asked_at=_at(told["asked"]),
        state=Example.State.AGREED if agreed else Example.State.ASKED,
        credited=told.get("credited", False),
        answered_at=_at(agreed) if agreed else None,
        shown_at=_at(shown) if shown else None,
    )


def _at(day_and_clock):
    days, clock = day_and_clock
    return workdays_ago(days, clock, settings.TIME_ZONE)

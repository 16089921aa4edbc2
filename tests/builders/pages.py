"""Courses, modules and lessons, published."""

import uuid

from django.utils import timezone

from courses.models import CatalogPage, CoursePage, LessonPage, ModulePage

from .blocks import discussion, reflection, text
from .checks import single_choice


def add_live(parent, page):
    """Put a published page under its parent.

    In one save: a draft and its publication, as ``publish`` makes them of an
    edit, would cost three, and most tests only need the page to be there.
    """
    page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    return page


def publish(page):
    """Publish an edit as the CMS does: a revision, made live."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_course(title="Beyond the Job Board", slug=None, **fields):
    fields = {
        "promise": "Host a community that answers.",
        "certificate_issuer": "Common Thread",
        "signatory_name": "Dr. Imani Feldt",
        "signatory_title": "Course author",
        "version_label": "2026.1",
        **fields,
    }
    course = CoursePage(title=title, slug=slug or f"course-{uuid.uuid4().hex[:8]}", **fields)
    return add_live(CatalogPage.objects.get(), course)


def make_module(course, title="The shift", slug=None):
    module = ModulePage(title=title, slug=slug or f"module-{uuid.uuid4().hex[:8]}")
    return add_live(course, module)


def make_lesson(module, title="A lesson", blocks=None, slug=None, **fields):
    """A published lesson; without ``blocks`` it has a text, a check and a reflection."""
    fields = {"objective": "Tell a question from a notice.", "minutes": 15, **fields}
    lesson = LessonPage(title=title, slug=slug or f"lesson-{uuid.uuid4().hex[:8]}", **fields)
    body = [text(), single_choice(), reflection(), discussion()] if blocks is None else blocks
    lesson.body = LessonPage.body.field.stream_block.to_python(body)
    return add_live(module, lesson)


def blocks_of(lesson, kind):
    return [child for child in lesson.body if child.block_type == kind]

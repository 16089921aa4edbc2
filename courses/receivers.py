"""What has to be forgotten when a page changes."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from . import published
from .models import (
    CatalogPage,
    CourseDocument,
    CourseImage,
    CourseMedia,
    CoursePage,
    CoursePrerequisite,
    CourseVersion,
    FrontPage,
    InfoPage,
    Instructor,
    LessonDuty,
    LessonPage,
    ModulePage,
    PlanSection,
    Topic,
)
from .models.outlines import COURSE_DEPTH


def forget():
    """Drop what was made of the published pages.

    At once, for what follows in this transaction, and again when it is committed,
    since another request may have kept the old state in between.
    """
    published.forget()
    transaction.on_commit(published.forget)


@receiver([post_save, post_delete], sender=CatalogPage)
@receiver([post_save, post_delete], sender=CourseDocument)
@receiver([post_save, post_delete], sender=CourseImage)
@receiver([post_save, post_delete], sender=CourseMedia)
@receiver([post_save, post_delete], sender=CoursePage)
@receiver([post_save, post_delete], sender=CoursePrerequisite)
@receiver([post_save, post_delete], sender=CourseVersion)
@receiver([post_save, post_delete], sender=FrontPage)
@receiver([post_save, post_delete], sender=InfoPage)
@receiver([post_save, post_delete], sender=Instructor)
@receiver([post_save, post_delete], sender=LessonPage)
@receiver([post_save, post_delete], sender=ModulePage)
@receiver([post_save, post_delete], sender=PageViewRestriction)
@receiver([post_save, post_delete], sender=PlanSection)
@receiver([post_save, post_delete], sender=Site)
@receiver([post_save, post_delete], sender=Topic)
def forget_changed(sender, **kwargs):
    forget()


@receiver([page_unpublished, post_page_move])
def forget_unpublished_or_moved(sender, **kwargs):
    forget()


@receiver(post_page_move)
def require_what_moved_in(sender, instance, parent_page_before, parent_page_after, **kwargs):
    """Lessons from another course bind nobody who takes this one already."""
    course = slice(COURSE_DEPTH * instance.steplen)
    if parent_page_before.path[course] != parent_page_after.path[course]:
        LessonDuty.objects.begin(_live_lessons(instance))
        forget()


@receiver(page_published, sender=ModulePage)
def require_what_a_module_opens(sender, instance, **kwargs):
    """Nor do lessons that were published in a module before the module was."""
    if instance.first_published_at == instance.last_published_at:
        LessonDuty.objects.begin(_live_lessons(instance))
        forget()


def _live_lessons(page):
    return LessonPage.objects.live().filter(path__startswith=page.path).defer_streamfields()

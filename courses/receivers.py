"""What has to be forgotten when a page changes."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_unpublished, post_page_move

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
    LessonPage,
    ModulePage,
    PlanSection,
    Topic,
)


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

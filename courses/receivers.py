"""What has to be forgotten when a page changes."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_unpublished, post_page_move

from .catalog import forget_catalog
from .footer import forget_footer
from .models import CoursePage, InfoPage, Instructor, LessonPage, ModulePage, Topic
from .models.outlines import COURSE_DEPTH, forget_outline


def forget(page, path=None):
    """Drop the outline of the course that this page is in.

    At once, for what follows in this transaction, and again when it is committed,
    since another request may have stored the old one in between.
    """
    course_path = (path or page.path)[: COURSE_DEPTH * page.steplen]
    forget_outline(course_path)
    transaction.on_commit(lambda: forget_outline(course_path))
    transaction.on_commit(forget_catalog)


@receiver([post_save, post_delete], sender=CoursePage)
@receiver([post_save, post_delete], sender=ModulePage)
@receiver([post_save, post_delete], sender=LessonPage)
def forget_changed(sender, instance, **kwargs):
    forget(instance)


@receiver([post_save, post_delete], sender=Topic)
@receiver([post_save, post_delete], sender=Instructor)
def forget_changed_cards(sender, instance, **kwargs):
    transaction.on_commit(forget_catalog)


@receiver([post_save, post_delete], sender=InfoPage)
def forget_changed_footer(sender, instance, **kwargs):
    transaction.on_commit(forget_footer)


@receiver(page_unpublished)
def forget_unpublished(sender, instance, **kwargs):
    forget(instance)


@receiver(post_page_move)
def forget_moved(sender, instance, **kwargs):
    forget(instance)
    # The signal names the old and new parents; the old course loses a page as well.
    for parent in (kwargs.get("parent_page_before"), kwargs.get("parent_page_after")):
        if parent is not None:
            forget(instance, path=parent.path)

"""What follows in the community: spaces of pages, notices, and what is kept being forgotten."""

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_unpublished

from courses.models import CoursePage, LessonPage, ModulePage
from courses.receivers import forget
from learning.models import Cohort
from learning.signals import course_completed

from . import notices, plan_notices, shelf_notices
from .articles import notices as article_notices
from .lesson_talk import forget_said
from .mentoring import due as mentoring_due
from .mentoring import notices as mentor_notices
from .models import (
    AnswerSteps,
    ArticlePage,
    BlogsPage,
    Climb,
    Closure,
    CommunityPage,
    HelpedMark,
    ModerationAct,
    Post,
    Space,
    Thread,
    WorkingHours,
)
from .signals import mentorship_changed, post_made, question_answered


@receiver(post_made)
def tell_whom_it_concerns(sender, post, **kwargs):
    notices.tell_of(post)


@receiver(question_answered)
def tell_who_answered(sender, thread, post, **kwargs):
    notices.tell_of_answer(thread, post)


@receiver([post_save, post_delete], sender=Closure)
@receiver(post_save, sender=WorkingHours)
@receiver(post_save, sender=AnswerSteps)
def reckon_again(sender, raw=False, **kwargs):
    """Once all of it is saved: a calendar comes with its closures."""
    if not raw:
        transaction.on_commit(Climb.objects.retime)


@receiver(post_save, sender=HelpedMark)
def tell_who_helped(sender, instance, created, raw, **kwargs):
    if created and not raw:
        notices.tell_of_help(instance)


@receiver(course_completed)
def invite_to_help_the_next_person(sender, enrollment, **kwargs):
    mentoring_due.invite(enrollment)


@receiver(mentorship_changed)
def tell_the_other_of_a_mentorship(sender, mentorship, what, by, **kwargs):
    mentor_notices.tell_of_mentorship(mentorship, what, by)


def _is_published(page, update_fields, raw):
    return page.live and update_fields is None and not raw


@receiver(post_save, sender=LessonPage)
def make_space_of_prompts(sender, instance, update_fields, raw, **kwargs):
    if _is_published(instance, update_fields, raw):
        Space.objects.synchronize_lesson(instance)


@receiver(post_save, sender=ModulePage)
def make_space_of_module(sender, instance, update_fields, raw, **kwargs):
    if _is_published(instance, update_fields, raw):
        course_path = instance.path[: -instance.steplen]
        course = CoursePage.objects.filter(path=course_path).first()
        Space.objects.synchronize_page(instance, Space.Kind.MODULE, course and course.key)


@receiver(post_save, sender=CoursePage)
def make_space_of_course(sender, instance, update_fields, raw, **kwargs):
    if _is_published(instance, update_fields, raw):
        Space.objects.synchronize_page(instance, Space.Kind.COURSE, instance.key)


@receiver(post_save, sender=Cohort)
def make_space_of_cohort(sender, instance, raw, **kwargs):
    if not raw:
        Space.objects.synchronize_cohort(instance)


@receiver(post_save, sender=ArticlePage)
def make_space_of_article(sender, instance, update_fields, raw, **kwargs):
    if _is_published(instance, update_fields, raw):
        Space.objects.synchronize_article(instance)
        instance.forget_review()  # also where an editor published it in the CMS


@receiver(page_unpublished, sender=ArticlePage)
def hide_comments(sender, instance, **kwargs):
    """Comments go with their article, and come back with it.

    Whoever took it down, it is read before it is public again; where that was its author,
    ``withdraw`` says otherwise.
    """
    Space.objects.synchronize_article(instance, visible=False)
    ArticlePage.objects.filter(pk=instance.pk).update(returned_at=timezone.now())


@receiver(post_save, sender=Thread)
def let_the_articles_author_follow(sender, instance, created, raw, **kwargs):
    if created and not raw and instance.space.kind == Space.Kind.ARTICLE:
        article = ArticlePage.objects.filter(pk=instance.space.page_id).first()
        if article:
            instance.follow(article.author)


@receiver(post_save, sender=ModerationAct)
def tell_of_review(sender, instance, created, raw, **kwargs):
    if created and not raw and instance.article:
        article_notices.tell_of_review(instance)
    if created and not raw and instance.shelf:
        shelf_notices.tell_of_shelf(instance)
    if created and not raw and instance.plan:
        plan_notices.tell_of_plan(instance)


@receiver([post_save, post_delete], sender=ArticlePage)
@receiver([post_save, post_delete], sender=BlogsPage)
@receiver([post_save, post_delete], sender=CommunityPage)
def forget_changed_page(sender, instance, **kwargs):
    """A draft changes nothing that is kept; what is taken down the courses forget."""
    if instance.live:
        forget()


@receiver([post_save, post_delete], sender=Space)
def forget_changed_space(sender, instance, **kwargs):
    if instance.lesson_key:
        forget()


@receiver(post_save, sender=Post)
@receiver(post_save, sender=Thread)
def forget_what_is_said(sender, instance, **kwargs):
    """At once, and again when it is committed; a thread that moved changes two spaces."""
    spaces = {instance.space_id, getattr(instance, "moved_from", instance.space_id)}
    for pk in spaces:
        forget_said(pk)
    transaction.on_commit(lambda: [forget_said(pk) for pk in spaces])


@receiver(post_save, sender=settings.AUTH_USER_MODEL)
def forget_how_they_are_shown(sender, instance, created, update_fields, raw, **kwargs):
    """What lessons keep of a person's posts says who they are, and where they work."""
    signing_in = update_fields is not None and set(update_fields) <= {"last_login", "password"}
    if created or raw or signing_in:
        return
    posts = Post.objects.filter(author=instance, number=1, space__kind=Space.Kind.LESSON)
    spaces = set(posts.values_list("space", flat=True))
    transaction.on_commit(lambda: [forget_said(pk) for pk in spaces])

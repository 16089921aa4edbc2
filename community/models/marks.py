"""Saying that a post helped."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.models.locks import locked


class HelpedMarkQuerySet(models.QuerySet):
    @transaction.atomic
    def set(self, user, post, helped):
        """Say that a post helped, or take it back; doing it again changes nothing.

        One's own post cannot be marked: raises ValueError.
        """
        if post.author_id == user.pk:
            raise ValueError("Nobody marks their own post.")
        if helped:
            self.get_or_create(user=user, post=post)
        else:
            self.filter(user=user, post=post).delete()
        if post.thread.is_question and post.thread.author_id == user.pk:
            with locked(post.thread) as thread:
                thread.recount()  # "me too" that helped its asker was an answer


class HelpedMark(models.Model):
    """“This helped”, said by one person about one post of another."""

    post = models.ForeignKey("community.Post", on_delete=models.CASCADE, related_name="marks")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="helped_marks"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = HelpedMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("“This helped”")
        verbose_name_plural = _("“This helped”")
        constraints = [
            models.UniqueConstraint(fields=["post", "user"], name="a_person_marks_a_post_once")
        ]

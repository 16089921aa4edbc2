"""Naming a person in a post."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.mentions import link_names, names_in, people_named


class MentionManager(models.Manager):
    def record(self, post):
        """Note whom a published post names, and lead from each name to the person.

        Only people who may read the post, each once, never its author. A post without
        a name costs no query, unless it was edited and may have had one.
        """
        names = names_in(post.html)
        people = people_named(names, post) if names else {}
        named = {person.pk for found in people.values() for person in found}
        if post.edited_at:
            self.filter(post=post).exclude(user__in=named).delete()
        if named:
            rows = [Mention(post=post, user_id=pk) for pk in sorted(named)]
            self.bulk_create(rows, ignore_conflicts=True)
            post.html = link_names(post.html, people)
            # Not ``save``: the words are the same, the search index need not hear of it.
            type(post).objects.filter(pk=post.pk).update(html=post.html)


class Mention(models.Model):
    """A post names a person who may read it."""

    post = models.ForeignKey("community.Post", on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions"
    )

    objects = MentionManager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(fields=["post", "user"], name="a_post_mentions_a_person_once")
        ]

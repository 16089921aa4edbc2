"""Looking after the community: what was done, and who may not post."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .reports import Report
from .shelf_hidings import ShelfHiding

# What is done to a file has a name of its own, where its words name a post.
DONE_TO_FILES = {"hide": "hide_file", "restore": "restore_file", "glance": "glance_file"}


class ModerationActManager(models.Manager):
    """Everything that can be done, each with its row: who, what, why, when."""

    @transaction.atomic
    def hide(self, moderator, thing, reason):
        """Take a post or a shared file out of sight. Open reports about it are settled."""
        thing.hide()
        return self._done("hide", moderator, reason, **thing.in_acts)

    @transaction.atomic
    def restore(self, moderator, thing, reason):
        thing.publish()
        return self._done("restore", moderator, reason, **thing.in_acts)

    @transaction.atomic
    def glance(self, moderator, thing):
        """A newcomer's post or file, or a post that waited, was looked at and is fine."""
        if thing.state == thing.State.HELD:
            thing.publish()
        return self._done("glance", moderator, "", **thing.in_acts)

    @transaction.atomic
    def dismiss(self, moderator, thing, reason):
        """Nothing is wrong with what was reported."""
        return self._done("dismiss", moderator, reason, **thing.in_acts)

    @transaction.atomic
    def lock(self, moderator, thread, reason, locked=True):
        thread.locked_at = timezone.now() if locked else None
        thread.save(update_fields=["locked_at"])
        return self._done("lock" if locked else "unlock", moderator, reason, thread=thread)

    @transaction.atomic
    def move(self, moderator, thread, space, reason):
        thread.move_to(space)
        return self._done("move", moderator, reason, thread=thread)

    @transaction.atomic
    def merge(self, moderator, thread, into, reason):
        """Put a thread's posts at the end of another; its address leads there from then on."""
        thread.merge_into(into)
        return self._done("merge", moderator, reason, thread=thread)

    @transaction.atomic
    def publish(self, moderator, article):
        """An article that waits was read and is fine; None where it waits no more."""
        waiting = type(article).objects.waiting_for_review().select_for_update(of=("self",))
        if not waiting.filter(pk=article.pk).exists():
            return None
        article.publish_latest(moderator)
        return self._done("publish", moderator, "", article=article)

    @transaction.atomic
    def send_back(self, moderator, article, reason):
        article.send_back(moderator, reason)
        return self._done("send_back", moderator, reason, article=article)

    @transaction.atomic
    def dismiss_about(self, moderator, reason, **thing):
        """Nothing is wrong with what was reported, named as the report names it."""
        return self._done("dismiss", moderator, reason, **thing)

    @transaction.atomic
    def hide_shelf(self, moderator, shelf, reason):
        """Take a shared shelf out of its colleagues' sight; it stays its owner's."""
        ShelfHiding.objects.begin(shelf, reason)
        return self._done("hide_shelf", moderator, reason, shelf=shelf)

    @transaction.atomic
    def show_shelf(self, moderator, shelf, reason):
        ShelfHiding.objects.end(shelf)
        return self._done("show_shelf", moderator, reason, shelf=shelf)

    @transaction.atomic
    def end_sharing(self, moderator, plan, reason):
        """Make a plan its owner's alone; None where it is no longer shared with the community.

        Its owner may change it and share it again.
        """
        shared = type(plan).objects.select_for_update().filter(pk=plan.pk)
        if not (row := shared.filter(sharing=plan.Sharing.COMMUNITY).first()):
            return None
        row.share(row.Sharing.PRIVATE)
        return self._done("end_sharing", moderator, reason, plan=row)

    @transaction.atomic
    def suspend(self, moderator, person, days, reason):
        """No posts for so many days; None is until further notice."""
        until = timezone.now() + timedelta(days=days) if days else None
        Suspension.objects.create(user=person, until=until)
        return self._done("suspend", moderator, reason, person=person)

    @transaction.atomic
    def readmit(self, moderator, person, reason):
        Suspension.objects.in_force(person).update(ended_at=timezone.now())
        return self.create(act="readmit", moderator=moderator, reason=reason, person=person)

    def _done(self, act, moderator, reason, **about):
        Report.objects.settle(moderator, **about)
        if "file" in about:
            act = DONE_TO_FILES.get(act, act)
        if shelf := about.get("shelf"):
            about["person"] = shelf.owner  # who removes the shelf does not remove the row
        if plan := about.get("plan"):
            about["person"] = plan.user
        return self.create(act=act, moderator=moderator, reason=reason, **about)


class ModerationAct(models.Model):
    """What a moderator or host did, to what, and why. Rows are only ever added."""

    class Act(models.TextChoices):
        HIDE = "hide", _("Hid a post")
        RESTORE = "restore", _("Showed a post again")
        GLANCE = "glance", _("Looked at a first post")
        DISMISS = "dismiss", _("Found nothing wrong")
        LOCK = "lock", _("Locked a thread")
        UNLOCK = "unlock", _("Unlocked a thread")
        MOVE = "move", _("Moved a thread")
        MERGE = "merge", _("Merged two threads")
        SUSPEND = "suspend", _("Suspended a person")
        READMIT = "readmit", _("Ended a suspension")
        PUBLISH = "publish", _("Published an article")
        SEND_BACK = "send_back", _("Returned an article")
        HIDE_FILE = "hide_file", _("Hid a file")
        RESTORE_FILE = "restore_file", _("Showed a file again")
        GLANCE_FILE = "glance_file", _("Looked at a first file")
        HIDE_SHELF = "hide_shelf", _("Hid a shelf")
        SHOW_SHELF = "show_shelf", _("Showed a shelf again")
        END_SHARING = "end_sharing", _("Ended the sharing of a plan")

    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="moderation_acts"
    )
    act = models.CharField(_("act"), max_length=12, choices=Act)
    post = models.ForeignKey(
        "community.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="acts"
    )
    thread = models.ForeignKey(
        "community.Thread", on_delete=models.PROTECT, null=True, blank=True, related_name="acts"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file = models.ForeignKey(
        "community.SharedFile", on_delete=models.PROTECT, null=True, blank=True, related_name="acts"
    )
    article = models.ForeignKey(
        "community.ArticlePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="acts",
    )
    shelf = models.ForeignKey(
        "learning.Shelf", on_delete=models.SET_NULL, null=True, blank=True, related_name="acts"
    )
    plan = models.ForeignKey(
        "learning.Plan", on_delete=models.SET_NULL, null=True, blank=True, related_name="acts"
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    done_at = models.DateTimeField(_("done"), default=timezone.now)

    objects = ModerationActManager()

    class Meta:
        verbose_name = _("moderation act")
        verbose_name_plural = _("moderation acts")
        ordering = ["-done_at", "-pk"]


class SuspensionQuerySet(models.QuerySet):
    def in_force(self, user=None, now=None):
        """Those that hold now; of one person, if one is named."""
        now = now or timezone.now()
        open_ended = Q(until=None) | Q(until__gt=now)
        of = {} if user is None else {"user": user}
        return self.filter(open_ended, since__lte=now, ended_at=None, **of)


class Suspension(models.Model):
    """A person may read and take courses, but not post."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="suspensions"
    )
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")

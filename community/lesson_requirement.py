"""What counts where a lesson asks for a post at its prompt."""

from django.db.models import Count, F, Q

from learning.models.requirements import counts

from .models import Post, Space

# A post that waits for a moderator's glance counts: nobody has to wait for others.
COUNTED = (Post.State.PUBLISHED, Post.State.HELD)


@counts("discussion")
def answered_prompts(enrollment, lesson_key):
    """The blocks of the lesson's prompts at which this person wrote what is asked for.

    One post of their own, and as many replies as the prompt asks for: below anybody's
    post there, their own included, since a colleague's may not have come yet. Where the
    prompt says so, a first reply to a colleague anywhere in the course counts as well.
    """
    mine = Post.objects.filter(author=enrollment.user_id, state__in=COUNTED).order_by()
    here = mine.filter(space__kind=Space.Kind.LESSON, space__lesson_key=lesson_key)
    written = here.values("space__block_id", "space__replies_asked", "space__helping_counts")
    rows = list(
        written.annotate(
            begun=Count("pk", filter=Q(number=1)), replies=Count("pk", filter=Q(number__gt=1))
        )
    )
    helped = _helped(mine, enrollment.course_key) if _needs_help(rows) else 0
    return [
        row["space__block_id"]
        for row in rows
        if row["begun"]
        and row["replies"] + (helped if row["space__helping_counts"] else 0)
        >= row["space__replies_asked"]
    ]


def _needs_help(rows):
    return any(
        row["space__helping_counts"] and row["replies"] < row["space__replies_asked"]
        for row in rows
    )


def _helped(mine, course_key):
    """How many posts in the course had their first reply from this person."""
    first = mine.filter(number__gt=1, created_at=F("thread__first_answer_at"))
    return first.filter(space__course_key=course_key).exclude(thread__author=F("author")).count()

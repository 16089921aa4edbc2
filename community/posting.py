"""Whether a person may post, asked the same way everywhere."""

from django.utils.translation import gettext as _

from .models import Post
from .standing import is_suspended, posts_too_often, publishes_too_often, waits_for_a_glance


def closed_because(space, thread=None):
    """Why nobody can post here, in words for the reader; "" where it is open."""
    if thread is not None and thread.locked_at:
        return _("This thread is locked. You can read it, and start a new one.")
    if not space.is_open:
        return _("This discussion is closed. What was said here stays readable.")
    return ""


def refusal(user, space, thread=None):
    """Why this person cannot post now; "" where they can. What they typed must be kept."""
    if closed := closed_because(space, thread):
        return closed
    if is_suspended(user):
        return _("You cannot post at the moment. Write to the moderators from the contact page.")
    if posts_too_often(user):
        return _("You have posted a lot within an hour. Your text is kept: post it a little later.")
    return ""


def refusal_to_publish(user, article=None):
    """Why this person cannot publish or hand in this now; "" where they can. The text is kept."""
    if is_suspended(user):
        return _("You cannot publish at the moment. Write to the moderators from the contact page.")
    if not (article and article.live) and publishes_too_often(user):
        return _("You have published a lot today. Save a draft and hand it in tomorrow.")
    return ""


def state_for(user, text):
    """Whether a post is shown at once or waits for a moderator's glance."""
    return Post.State.HELD if waits_for_a_glance(user, text) else Post.State.PUBLISHED

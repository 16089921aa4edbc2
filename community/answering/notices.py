"""How it reads that somebody is asked, or that a post is theirs as its host."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.events import Channel, Event, Part, declare, describes
from community.models import Ask, Thread
from community.models.climbs import ASK, YOURS

declare(
    Event(ASK, gettext_lazy("A question you could answer"), Channel.MAIL, part=Part.HELP),
    Event(
        YOURS, gettext_lazy("A post is yours to answer, as its host"), Channel.MAIL, part=Part.HELP
    ),
)


@describes(ASK, YOURS)
def describe(recipient, notifications):
    """Only what still waits for this person, in threads that they may still see."""
    asks = Ask.objects.pending().filter(
        person=recipient,
        climb__closed_at=None,
        climb__post__state="published",
        climb__post__thread__in=Thread.objects.visible_to(recipient).filter(locked_at=None),
    )
    asks = asks.select_related("climb__post__author", "climb__post__thread")
    found = asks.in_bulk({row.parameters["ask"] for row in notifications})
    for row in notifications:
        if ask := found.get(row.parameters["ask"]):
            post = ask.climb.post
            row.url = reply_address(post)
            row.sentence = _sentence(row.event) % {
                "name": post.author.get_full_name(),
                "title": post.thread.title,
            }


def _sentence(event):
    if event == ASK:
        return _("A question you could answer: “%(title)s”, from %(name)s")
    return _("Yours to answer: “%(title)s”, from %(name)s")


def reply_address(post):
    """The box in which this post is answered."""
    thread = post.thread.get_absolute_url()
    if post.is_opening:
        return f"{thread}?page=1#write-thread-{post.thread_id}"
    return f"{thread}?page=1&to={post.pk}#write-post-{post.pk}"

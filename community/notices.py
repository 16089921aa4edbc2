"""Who is told of a post, and how that reads."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.events import Channel, Event, Part, declare, describes
from accounts.models import Notification, User

from .models import PersonFollow, Post, Thread

REPLY, FOLLOWED, MENTION, HELPED, ANSWERED = "reply", "followed", "mention", "helped", "answered"

FOLLOWER = "follower"

declare(
    Event(REPLY, gettext_lazy("Somebody replied to you"), Channel.MAIL, part=Part.TALK),
    Event(MENTION, gettext_lazy("Somebody named you"), Channel.MAIL, part=Part.TALK),
    Event(
        FOLLOWED,
        gettext_lazy("Something new in a thread you follow"),
        Channel.DIGEST,
        part=Part.TALK,
    ),
    Event(ANSWERED, gettext_lazy("Your post answered a question"), Channel.DIGEST, part=Part.TALK),
    Event(HELPED, gettext_lazy("Your post helped somebody"), Channel.SITE, part=Part.TALK),
    Event(FOLLOWER, gettext_lazy("Somebody follows you"), Channel.SITE, part=Part.TALK),
)


def tell_of(post):
    """Tell whom a new post concerns, each once, for the reason that concerns them most.

    Who is named, who is answered, who follows the thread; never its author, and never
    who muted the thread or may not read it.
    """
    thread = post.thread
    follows = dict(thread.follows.values_list("user", "muted"))
    told = {user for user, muted in follows.items() if muted} | {post.author_id}
    named = set(post.mentions.values_list("user", flat=True)) if "@" in post.source else set()
    answered = {post.reply_to.author_id} if post.reply_to else set()
    if post.number > 1:
        answered.add(thread.author_id)
    for event, people in ((MENTION, named), (REPLY, answered), (FOLLOWED, set(follows))):
        _tell(people - told, event, f"post:{post.pk}", thread, post=post.pk)
        told |= people


def tell_of_help(mark):
    """Tell an author that their post helped somebody."""
    key = f"helped:{mark.post_id}:{mark.user_id}"
    _tell({mark.post.author_id}, HELPED, key, mark.post.thread, post=mark.post_id)


def tell_of_answer(thread, post):
    """Tell an author that their post answered the question."""
    if post.author_id != thread.author_id:
        _tell({post.author_id}, ANSWERED, f"answered:{post.pk}", thread, post=post.pk)


def tell_of_follower(follower, followed):
    """Tell somebody that a person follows them: the first time, never again."""
    key, about = f"follower:{follower.pk}", f"person:{follower.pk}"
    Notification.objects.tell([followed], FOLLOWER, key, about, person=follower.pk)


def _tell(user_pks, event, key, thread, **parameters):
    if not user_pks:
        return
    readers = thread.space.readers_among(user_pks)
    people = list(User.objects.filter(pk__in=readers, is_active=True))
    if people and thread.state == Thread.State.PUBLISHED:
        Notification.objects.tell(people, event, key, thread.target, **parameters)


@describes(REPLY, FOLLOWED, MENTION, HELPED, ANSWERED)
def describe(recipient, notifications):
    threads = Thread.objects.visible_to(recipient)
    posts = Post.objects.published().filter(thread__in=threads)
    found = posts.select_related("author", "thread__space").in_bulk(
        {row.parameters["post"] for row in notifications}
    )
    for row in notifications:
        if post := found.get(row.parameters["post"]):
            row.url = post.get_absolute_url()
            row.mute_url = f"{post.thread.get_absolute_url()}?page=1#follow"
            row.sentence = _sentences()[row.event] % {
                "name": post.author.get_full_name(),
                "title": post.thread.title,
            }
            if row.event == FOLLOWED and post.is_opening:
                row.sentence = _("%(name)s commented on “%(title)s”") % {
                    "name": post.author.get_full_name(),
                    "title": post.thread.space.title,
                }


@describes(FOLLOWER)
def describe_followers(recipient, notifications):
    pks = {row.parameters["person"] for row in notifications}
    follows = PersonFollow.objects.filter(followed=recipient, follower__in=pks)
    people = {
        follow.follower_id: follow.follower
        for follow in follows.filter(follower__is_active=True).select_related("follower")
    }
    for row in notifications:
        if person := people.get(row.parameters["person"]):
            row.url = reverse("person", args=[person.public_id])
            row.sentence = _("%(name)s follows you") % {"name": person.get_full_name()}


def _sentences():
    return {
        REPLY: _("%(name)s replied to you in “%(title)s”"),
        FOLLOWED: _("%(name)s wrote in “%(title)s”"),
        MENTION: _("%(name)s named you in “%(title)s”"),
        HELPED: _("Your post in “%(title)s” helped somebody"),
        ANSWERED: _("Your post answered “%(title)s”"),
    }

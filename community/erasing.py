"""What a person leaves behind in the community when they delete their account.

Published posts stay, as those of a former member: without them the answers of others
would answer nothing. Whom they followed, what they were about to post and where others
named them goes.
"""

from accounts.erasure import erases

from .mentions import without_name
from .models import (
    ArticlePage,
    CourseFollow,
    Draft,
    FeedReading,
    Mention,
    PersonFollow,
    Post,
    Report,
    Space,
    ThreadFollow,
    ThreadReading,
)


@erases
def forget_what_they_followed(person):
    for model in (Draft, ThreadFollow, ThreadReading, CourseFollow, FeedReading):
        model.objects.filter(user=person).delete()
    PersonFollow.objects.filter(follower=person).delete()
    PersonFollow.objects.filter(followed=person).delete()


@erases
def forget_what_was_reported_of_them(person):
    Report.objects.filter(person=person).delete()


@erases
def leave_their_rooms_to_others(person):
    Space.objects.filter(host=person).update(host=None)


@erases
def forget_what_they_had_deleted(person):
    """The place of a deleted post stays in its thread; its words are kept no longer."""
    for post in Post.objects.filter(author=person, state=Post.State.DELETED):
        post.versions.all().delete()
        post.source = post.html = ""
        post.save(update_fields=["source", "html"])


@erases
def forget_articles_that_are_not_public(person):
    """Drafts, what waits for review and what was taken back; public articles stay."""
    for article in ArticlePage.objects.by(person).filter(live=False):
        article.delete()


@erases
def take_their_name_out(person):
    """Out of the posts that named them; what quotes somebody keeps its words."""
    mentions = Mention.objects.filter(user=person)
    for post in Post.objects.filter(mentions__in=mentions).prefetch_related("versions"):
        post.html, names = without_name(post.html, person)
        for kept in (post, *post.versions.all()):
            for name in names:
                kept.source = kept.source.replace(f"@{name}", f"@{person.FORMER}")
            kept.save(update_fields=["html", "source"] if kept is post else ["source"])
    mentions.delete()

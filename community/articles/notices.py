"""How an author is told what became of an article."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.events import Channel, Event, Part, declare, describes
from accounts.models import Notification
from community.models import ArticlePage, ModerationAct

PUBLISHED, RETURNED = "article_published", "article_returned"
EVENTS = {ModerationAct.Act.PUBLISH: PUBLISHED, ModerationAct.Act.SEND_BACK: RETURNED}

declare(
    Event(PUBLISHED, gettext_lazy("Your article was published"), Channel.MAIL, part=Part.SHARED),
    Event(RETURNED, gettext_lazy("Your article came back to you"), Channel.MAIL, part=Part.SHARED),
)


def tell_of_review(act):
    """Tell the author what a moderator decided; one who reviews their own knows."""
    author = act.article.author
    if act.act in EVENTS and author.is_active and author.pk != act.moderator_id:
        Notification.objects.tell(
            [author], EVENTS[act.act], f"review:{act.pk}", act.article.target,
            article=act.article_id,
        )  # fmt: skip


@describes(PUBLISHED, RETURNED)
def describe(recipient, notifications):
    articles = ArticlePage.objects.by(recipient).in_bulk(
        {row.parameters["article"] for row in notifications}
    )
    for row in notifications:
        if article := articles.get(row.parameters["article"]):
            row.url = (
                article.get_writing_url() if row.event == RETURNED else article.get_absolute_url()
            )
            row.sentence = _sentences()[row.event] % {"title": article.draft_title}


def _sentences():
    return {
        PUBLISHED: _("Your article “%(title)s” is published"),
        RETURNED: _("Your article “%(title)s” came back with a note from a moderator"),
    }

"""What the community adds to a person's digest, and whom it keeps from mail."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.digests import digest_part
from accounts.reach import withholds_mail

from .models import Thread
from .standing import is_suspended

LOOKED_AT = 10  # those said before are left out

withholds_mail(is_suspended)


@digest_part(10, gettext_lazy("A question you could answer"), at_most=1)
def question_to_answer(user, since):
    """The one that this person could answer best; each is asked of them once."""
    for thread in _could_answer(user):
        words = {
            "title": thread.title,
            "name": thread.author.get_full_name(),
            "space": thread.space,
            "because": getattr(thread, "because", ""),
        }
        sentence = _("“%(title)s”, by %(name)s in %(space)s")
        if words["because"]:
            sentence = _("“%(title)s”, by %(name)s in %(space)s (%(because)s)")
        yield (
            sentence % words,
            f"{thread.get_absolute_url()}#write-thread-{thread.pk}",
            thread.target,
        )


def _could_answer(user):
    try:
        from .answering import could_answer
    except ImportError:
        return _waiting(user)
    return could_answer(user, LOOKED_AT)


def _waiting(user):
    """Questions of others that nobody has answered."""
    questions = Thread.objects.visible_to(user).filter(kind=Thread.Kind.QUESTION)
    waiting = questions.unanswered().awaiting_answer()
    muted = user.thread_follows.filter(muted=True).values("thread")
    waiting = waiting.exclude(author=user).exclude(pk__in=muted)
    return waiting.select_related("author", "space").longest_wait_first()[:LOOKED_AT]

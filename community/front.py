"""What the community's front shows to one person."""

from .answering.answered_rate import answered_rate
from .answering.hosting_state import pending_asks, yours_to_answer
from .answering.waiting import find_answerable, with_reasons
from .models import Thread
from .readable import Readable
from .sections import sections_for
from .standing import learn_standing

ON_THE_FRONT = 6
# What of a thread, and of who began it, a row of a list shows.
SHOWN = (
    "title", "state", "kind", "answer", "reply_count", "last_number", "last_activity_at",
    "created_at", "space__title", "author__display_name", "author__email", "author__erased_at",
    "author__photo", "author__visibility", "author__institution__name",
)  # fmt: skip


def front_for(user):
    """Waiting for an answer, what one follows, the rooms, the latest.

    The lists find keys, and the threads are read once for all of them.
    """
    learn_standing(user)
    readable, asks = Readable(user), pending_asks(user)
    visible = Thread.objects.visible_to(user, readable.spaces)
    theirs = find_answerable(user, ON_THE_FRONT, readable, asks)
    # Nobody waits where others cannot see it: their own that are held are not among these.
    waiting = Thread.objects.filter(space__in=readable.spaces).exclude(pk__in=list(theirs))
    following = []
    if user.is_authenticated:
        waiting = waiting.exclude(author=user)
        following = _keys(visible.followed_by(user))
    waiting = _longest_waiting(waiting, ON_THE_FRONT - len(theirs))
    latest = _keys(visible)
    threads = Thread.objects.for_list(user).only(*SHOWN)
    found = threads.in_bulk({*theirs, *waiting, *following, *latest})
    return {
        "waiting": with_reasons(theirs, found) + _in_order(waiting, found),
        "theirs": len(theirs),
        "following": _in_order(following, found),
        "latest": _in_order(latest, found),
        "sections": sections_for(user, visible=readable.visible),
        "yours": yours_to_answer(asks),
        "rate": answered_rate(),
    }


def _longest_waiting(threads, most):
    """Who has heard nothing comes first; only a short list of those asks for the others."""
    found = _keys(threads.awaiting_first_answer().longest_wait_first(), most)
    if len(found) < most:
        others = threads.awaiting_answer().exclude(first_answer_at=None)
        found += _keys(others.longest_wait_first(), most - len(found))
    return found


def _keys(threads, most=ON_THE_FRONT):
    return list(threads.values_list("pk", flat=True)[:most]) if most else []


def _in_order(keys, found):
    # What was hidden between the two questions is left out.
    return [found[key] for key in keys if key in found]

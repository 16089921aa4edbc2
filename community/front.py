"""What the community's front shows to one person."""

from accounts.prepared import Prepared

from .answering.answered_rate import answered_rate
from .answering.hosting_state import pending_asks, yours_to_answer
from .answering.waiting import find_answerable, with_reasons
from .models import Thread
from .models.threads import quiet_since
from .readable import Readable
from .sections import sections_for
from .standing import learn_standing

ON_THE_FRONT = 6
AT_ONCE = 3 * ON_THE_FRONT
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
    theirs = find_answerable(user, ON_THE_FRONT, readable, asks)
    ask = Lists(user, readable)
    waiting = _longest_waiting(ask, theirs)
    following = ask(_followed) if user.is_authenticated else []
    latest = ask(_latest)
    found = ask.threads([*theirs, *waiting, *following, *latest])
    return {
        "waiting": with_reasons(theirs, found) + _in_order(waiting, found),
        "theirs": len(theirs),
        "following": _in_order(following, found),
        "latest": _in_order(latest, found),
        "sections": sections_for(user, keys=readable.keys),
        "yours": yours_to_answer(asks),
        "rate": answered_rate(),
    }


class Lists:
    """Asks for keys of threads among what one person may read."""

    def __init__(self, user, readable):
        self.user, self.spaces = user, readable.spaces
        self.is_prepared = user.is_authenticated and readable.is_complete

    def __call__(self, query, **values):
        if self.is_prepared:
            return query(tuple(self.spaces), user=self.user, **values)
        return list(query.build(self.spaces, user=self.user, **values))

    def threads(self, keys):
        """{key: thread} with what a row of a list shows."""
        if not self.is_prepared:
            return Thread.objects.for_list(self.user).only(*SHOWN).in_bulk(keys)
        places = {f"key_{n}": key for n, key in enumerate(keys + [0] * (AT_ONCE - len(keys)))}
        return {thread.pk: thread for thread in _threads(user=self.user, **places)}


def _longest_waiting(ask, theirs):
    """Who has heard nothing comes first; only a short list of those asks for the others.

    What stands above already is left out of more than are shown.
    """
    most = ON_THE_FRONT - len(theirs)
    if most <= 0:
        return []
    found = [key for key in ask(_unheard) if key not in theirs][:most]
    if len(found) < most:
        others = ask(_still_open, quiet=quiet_since())
        found += [key for key in others if key not in theirs][: most - len(found)]
    return found


# Nobody waits where others cannot see it: one's own that are held are not among these.
def _of_others(spaces, user):
    threads = Thread.objects.filter(space__in=spaces)
    return threads.exclude(author=user) if user.is_authenticated else threads


@Prepared
def _unheard(spaces, user):
    threads = _of_others(spaces, user).awaiting_first_answer().longest_wait_first()
    return threads.values_list("pk", flat=True)[: 2 * ON_THE_FRONT]


@Prepared
def _still_open(spaces, user, quiet):
    threads = _of_others(spaces, user).awaiting_answer(quiet=quiet)
    threads = threads.exclude(first_answer_at=None).longest_wait_first()
    return threads.values_list("pk", flat=True)[: 2 * ON_THE_FRONT]


@Prepared
def _followed(spaces, user):
    threads = Thread.objects.visible_to(user, spaces).followed_by(user)
    return threads.values_list("pk", flat=True)[:ON_THE_FRONT]


@Prepared
def _latest(spaces, user):
    threads = Thread.objects.visible_to(user, spaces)
    return threads.values_list("pk", flat=True)[:ON_THE_FRONT]


@Prepared
def _threads(user, **keys):
    threads = Thread.objects.for_list(user).only(*SHOWN).order_by()
    return threads.filter(pk__in=list(keys.values()))


def _in_order(keys, found):
    # What was hidden between the two questions is left out.
    return [found[key] for key in keys if key in found]

"""What waits for an answer: what is due, and what one person, of all people, could answer."""

from functools import reduce
from operator import or_

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext as _

from accounts.due import due
from accounts.prepared import Prepared
from community.finished import Finished
from community.models import Post, Rung, Space, Thread, ThreadFollow
from community.models.threads import quiet_since
from community.readable import Readable
from community.standing import is_suspended
from courses.models import Topic

from .climbing import move_on
from .hosting_state import pending_asks
from .introductions import make_introductions


@due
def climb():
    """Move on every post whose time has come."""
    move_on()


@due
def introduce():
    """Open the thread for introductions in courses that have somebody to host it."""
    make_introductions()


def could_answer(user, limit):
    """Waiting threads that this person could answer, each with ``because``, in words.

    What they were asked first; then what stands in a module or course that they finished;
    then what is about a topic with which they helped before. Never what they wrote in
    already, muted or may not see; nothing for who cannot post.
    """
    found = find_answerable(user, limit, Readable(user), pending_asks(user))
    threads = Thread.objects.for_list(user).in_bulk(found)
    return with_reasons(found, threads)


def with_reasons(found, threads):
    """The threads that were found, each with ``because``."""
    shown = [threads[key] for key in found if key in threads]
    for thread in shown:
        thread.because = because(*found[thread.pk])
    return shown


def find_answerable(user, limit, readable, asks):
    """{key of a thread: (reason, topic)} of what ``could_answer`` shows, in its order."""
    if not user.is_authenticated or is_suspended(user):
        return {}
    reasons = Reasons.of(user, readable, asks)
    if not reasons:
        return {}
    ask = _answerable if reasons.are_shared else _answerable.build
    rows = ask(reasons, tuple(readable.spaces), limit, user=user, quiet=quiet_since())
    return {pk: (REASONS[reason], topic) for pk, reason, topic in rows}


@Prepared
def _answerable(reasons, readable, limit, user, quiet):
    theirs = Post.objects.filter(thread=OuterRef("pk"), author=user.pk)
    muted = ThreadFollow.objects.filter(thread=OuterRef("pk"), user=user.pk, muted=True)
    threads = Thread.objects.filter(reasons.condition, space__in=reasons.spaces or readable)
    threads = threads.awaiting_answer(quiet=quiet).filter(~Exists(theirs), ~Exists(muted))
    threads = threads.exclude(author=user).annotate(reason=reasons.ranked, topic=reasons.topic)
    threads = threads.longest_wait_first()
    threads = threads.order_by("reason", *threads.query.order_by)
    return threads.values_list("pk", "reason", "topic")[:limit]


REASONS = ["asked", "module", "course", "part", "topic"]


def because(reason, topic=""):
    """Why this thread is shown to this person."""
    return {
        "asked": _("You have been asked"),
        "module": _("You finished this module"),
        "course": _("You finished this course"),
        "part": _("You finished a module of this course"),
        "topic": _("You helped with %(topic)s before") % {"topic": topic},
    }.get(reason, _("You have been through a course here"))


@Prepared
def _helped_with(user):
    """The topics of threads in which a post of this person helped somebody."""
    posts = Post.objects.published().filter(author=user, number__gt=1, marks__isnull=False)
    topics = Topic.objects.filter(threads__in=posts.order_by().values("thread"))
    return topics.order_by().values_list("pk", flat=True).distinct()


class Reasons:
    """Why a person could answer: conditions on threads, by the words of ``REASONS``.

    ``spaces`` are the only readable ones in which such threads stand; None where they may
    stand in any. Those that follow from finished modules alone are shared: they are the
    same for everyone who finished the same and reads the same.
    """

    def __init__(self, conditions, topics=(), spaces=None):
        self.conditions, self.topics, self.spaces = conditions, topics, spaces
        self.are_shared = spaces is not None
        self._same = tuple(conditions.items()) if self.are_shared else id(self)

    def __eq__(self, other):
        return isinstance(other, Reasons) and self._same == other._same

    def __hash__(self):
        return hash(self._same)

    @classmethod
    def of(cls, user, readable, asks):
        asked = [ask.thread for ask in asks if ask.rung != Rung.HOST]
        conditions = {"asked": Q(pk__in=asked)} if asked else {}
        known = _spaces_known_to(Finished.by(user), readable)
        conditions |= {reason: Q(space__in=tuple(spaces)) for reason, spaces in known.items()}
        if topics := _helped_with(user=user):
            of_thread = Thread.topics.through.objects.filter(thread=OuterRef("pk"))
            conditions["topic"] = Q(Exists(of_thread.filter(topic__in=topics)))
        if asked or topics or not readable.is_complete:
            return cls(conditions, topics)
        return cls(conditions, spaces=[space for spaces in known.values() for space in spaces])

    def __bool__(self):
        return bool(self.conditions)

    @property
    def condition(self):
        """Of any of them; the spaces alone say it where they are known."""
        if self.spaces:
            return Q()
        return reduce(or_, self.conditions.values())

    @property
    def ranked(self):
        """The first that holds, as its place in ``REASONS``."""
        places = {reason: place for place, reason in enumerate(REASONS)}
        ordered = sorted(self.conditions, key=places.get)
        cases = [When(self.conditions[reason], then=places[reason]) for reason in ordered]
        return Case(*cases, output_field=IntegerField())

    @property
    def topic(self):
        if not self.topics:
            return Value("")
        names = Topic.objects.filter(pk__in=self.topics, threads=OuterRef("pk"))
        return Subquery(names.order_by("name").values("name")[:1])


def _spaces_known_to(finished, readable):
    """{reason: keys of spaces} of what somebody finished."""
    known = {}
    for pk, *place in readable.places_in(finished.courses | finished.begun_courses):
        if reason := _reason(finished, *place):
            known.setdefault(reason, []).append(pk)
    return known


def _reason(finished, kind, lesson_key, page, course_key):
    if kind == Space.Kind.LESSON and lesson_key in finished.lessons:
        return "module"
    if kind == Space.Kind.MODULE and page in finished.modules:
        return "module"
    if course_key in finished.courses:
        return "course"
    return "part" if kind == Space.Kind.COURSE else ""

"""What waits for an answer: what is due, and what one person, of all people, could answer."""

from django.db.models import Case, CharField, Exists, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext as _

from accounts.due import due
from community.finished import Finished
from community.models import Ask, Post, Space, Thread, ThreadFollow
from community.standing import is_suspended
from courses.models import Topic

from .climbing import move_on
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
    if not user.is_authenticated or is_suspended(user):
        return []
    finished, topics = Finished.by(user), _helped_with(user)
    theirs = Post.objects.filter(thread=OuterRef("pk"), author=user.pk)
    muted = ThreadFollow.objects.filter(thread=OuterRef("pk"), user=user.pk, muted=True)
    threads = Thread.objects.visible_to(user).awaiting_answer()
    threads = threads.filter(~Exists(theirs), ~Exists(muted)).exclude(author=user)
    reason = _reason(user, finished, topics)
    threads = threads.annotate(reason=reason, topic=_shared_topic(topics)).exclude(reason="")
    threads = threads.for_list(user).longest_wait_first()
    order = Case(*[When(reason=name, then=n) for n, name in enumerate(REASONS)], default=9)
    found = list(threads.order_by(order, *threads.query.order_by)[:limit])
    for thread in found:
        thread.because = because(thread.reason, thread.topic)
    return found


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


def _helped_with(user):
    """The topics of threads in which a post of this person helped somebody."""
    posts = Post.objects.published().filter(author=user, number__gt=1, marks__isnull=False)
    return list(Topic.objects.filter(threads__in=posts.values("thread")))


def _shared_topic(topics):
    names = Topic.objects.filter(pk__in=[topic.pk for topic in topics], threads=OuterRef("pk"))
    return Subquery(names.order_by("name").values("name")[:1])


def _reason(user, finished, topics):
    asks = Ask.objects.pending().to_people().filter(person=user, climb__post__thread=OuterRef("pk"))
    module = Q(space__kind=Space.Kind.LESSON, space__lesson_key__in=finished.lessons)
    module |= Q(space__kind=Space.Kind.MODULE, space__page__in=finished.modules)
    cases = [
        When(Exists(asks), then=Value("asked")),
        When(module, then=Value("module")),
        When(space__course_key__in=finished.courses, then=Value("course")),
        When(
            space__kind=Space.Kind.COURSE,
            space__course_key__in=finished.begun_courses,
            then=Value("part"),
        ),
    ]
    if topics:
        shared = Thread.topics.through.objects.filter(thread=OuterRef("pk"), topic__in=topics)
        cases.append(When(Exists(shared), then=Value("topic")))
    return Case(*cases, default=Value(""), output_field=CharField())

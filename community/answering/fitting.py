"""Who could answer a post: people who have been where its writer is.

Everything here reads, and decides the same way from the same rows.
"""

from datetime import timedelta

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import User
from community.models import (
    Ask,
    AskPreference,
    Mentor,
    Post,
    Space,
    Suspension,
    Thread,
    ThreadFollow,
)
from community.models.climbs import ONE_ASK_IN
from community.standing import NEWCOMER_BELOW
from courses.models import CoursePage
from learning.models import Enrollment, LessonCompletion

LATELY = timedelta(days=90)
# So many of those who fit are looked at, in order, for one who may read the post now.
CANDIDATES = 25


def lessons_to_finish(module):
    """The keys of the lessons that make up a finished module: the required, else all."""
    required = [lesson.key for lesson in module.lessons if lesson.required]
    return required or [lesson.key for lesson in module.lessons]


def modules_of(space):
    """The modules of which one has to be finished to know about this space.

    The one it belongs to; for a course's own space any of the course; elsewhere any.
    """
    courses = CoursePage.objects.live()
    if space.course_key:
        courses = courses.filter(translation_key=space.course_key)
    modules = [module for course in courses for module in course.outline.modules]
    if space.kind == Space.Kind.MODULE:
        return [module for module in modules if module.pk == space.page_id]
    if space.kind == Space.Kind.LESSON:
        return [module for module in modules if _holds(module, space.lesson_key)]
    return modules


def _holds(module, lesson_key):
    return any(lesson.key == lesson_key for lesson in module.lessons)


def finished_one_of(modules):
    """A condition on people: they finished one of these modules."""
    found = Q()
    for module in modules:
        keys = lessons_to_finish(module)
        done = LessonCompletion.objects.filter(lesson_key__in=keys).values("enrollment__user")
        done = done.annotate(n=Count("lesson_key", distinct=True)).filter(n=len(keys))
        found |= Q(pk__in=done.values("enrollment__user"))
    return found if modules else Q(pk=None)


def who_finished(space):
    """People who finished the same module, or the same course."""
    courses = Enrollment.objects.finished()
    if space.course_key:
        courses = courses.filter(course_key=space.course_key)
    return User.objects.filter(
        finished_one_of(modules_of(space)) | Q(pk__in=courses.values("user"))
    )


def willing(people, now, day):
    """Of these people those who may post, and did not say that they do not want to be asked."""
    suspended = Suspension.objects.in_force(OuterRef("pk"), now)
    against = AskPreference.objects.against(day).filter(user=OuterRef("pk"))
    return people.filter(~Exists(suspended), ~Exists(against), is_active=True)


def enough_helpers(minimum, now, day):
    """Whether at least so many people who finished a module are willing to be asked."""
    anywhere = Space(kind=Space.Kind.COMMUNITY)
    return willing(who_finished(anywhere), now, day)[:minimum].count() >= minimum


def member_for(climb, now, day):
    """The member to ask about this post, or None where nobody fits."""
    people = willing(who_finished(climb.post.thread.space), now, day)
    asked = Ask.objects.to_people().filter(person=OuterRef("pk"), made_at__gt=now - ONE_ASK_IN)
    posts = Post.objects.published().filter(author=OuterRef("pk")).order_by().values("author")
    written = posts.annotate(n=Count("pk")).values("n")
    people = people.annotate(written=Coalesce(Subquery(written), 0))
    people = people.filter(~Exists(asked), written__gte=NEWCOMER_BELOW)

    def is_free(person):
        return (
            not Ask.objects.to_people().filter(person=person, made_at__gt=now - ONE_ASK_IN).exists()
        )

    return _first(people, climb, now, is_free)


def mentor_for(climb, now, day):
    """The mentor on duty with capacity to ask about this post, or None."""
    mentors = Mentor.objects.on_duty(now).with_load(now)
    free = {mentor.user_id: mentor for mentor in mentors if mentor.capacity_left(now) > 0}
    topics = climb.post.thread.topics.all()
    theirs = Mentor.objects.filter(user=OuterRef("pk"), topics__in=topics)
    people = willing(User.objects.filter(pk__in=free), now, day)

    def is_free(person):
        return Mentor.objects.get(pk=free[person.pk].pk).has_room(now)

    return _first(people, climb, now, is_free, Exists(theirs))


def _first(people, climb, now, is_free, knows=None):
    """Who comes first: the topic is theirs, they were asked least lately, the oldest account.

    Their row is held until the ask is written, so that two posts at once never take the
    same person; one that somebody else holds is passed over, and whether they are free is
    asked again once the row is held.
    """
    thread = climb.post.thread
    muted = ThreadFollow.objects.filter(thread=thread, muted=True, user=OuterRef("pk"))
    wrote = Post.objects.filter(thread=thread, author=OuterRef("pk"))
    before = climb.asks.filter(person=OuterRef("pk"))
    people = people.filter(~Exists(muted), ~Exists(wrote), ~Exists(before))
    people = people.exclude(pk__in=[climb.post.author_id, climb.host_id or 0])
    lately = Ask.objects.to_people().filter(person=OuterRef("pk"), made_at__gt=now - LATELY)
    counted = lately.order_by().values("person").annotate(n=Count("pk")).values("n")
    people = people.annotate(
        asked_lately=Coalesce(Subquery(counted), 0), knows=_knows(thread, knows)
    )
    people = people.order_by("-knows", "asked_lately", "pk")
    held = people.select_for_update(of=("self",), skip_locked=True, no_key=True)
    fits = (one for one in held[:CANDIDATES] if is_free(one) and _may_answer(one, thread))
    return next(fits, None)


def _knows(thread, else_by=None):
    """An expression, 1 or 0: whether one of the thread's topics is this person's.

    They wrote about it elsewhere, or say in their profile that they can help with it, or
    are found by ``else_by``.
    """
    topics = list(thread.topics.all())
    if not topics:
        return Value(0)
    wrote = Post.objects.published().filter(
        author=OuterRef("pk"), number__gt=1, thread__topics__in=topics
    )
    says = Q()
    for topic in topics:
        says |= Q(can_help_with__icontains=topic.name)
    # Counted, not looked up: "true" sorts differently from database to database.
    theirs = Q(Exists(wrote)) | says
    if else_by is not None:
        theirs |= Q(else_by)
    return Case(When(theirs, then=1), default=0)


def _may_answer(person, thread):
    return (
        Thread.objects.visible_to(person).filter(pk=thread.pk).exists()
        and not Space.objects.hosted_by(person).filter(pk=thread.space_id).exists()
    )

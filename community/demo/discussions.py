"""What the demonstration's people say to each other, told through the models' own methods.

The files in ``discussions/`` hold spaces with their threads. Days are workdays
counted back from today, so that the conversations stay as old as they are. A thread
is known by its author and title: one that is there already is left alone, with
everything that happened to it since.
"""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.demo import workdays_ago
from accounts.models import Notification, User
from community.models import Climb, HelpedMark, Post, Space, Thread, ThreadFollow, ThreadReading
from community.models.threads import title_from
from community.notices import FOLLOWED, HELPED
from community.standing import is_moderator
from courses.demo.files import Source
from courses.models import CoursePage, CourseRole, LessonPage, ModulePage, Topic
from learning.models import Enrollment, LessonVisit

FOLDER = Path(__file__).parent / "discussions"
READING_TIME = timedelta(minutes=14)
UNTIL_A_MARK = timedelta(minutes=50)
# What is older than this many workdays everybody has seen.
NEWS_WORKDAYS = 4


def load_discussions(folder=FOLDER):
    """Tell the threads that are not there yet. Returns how many were told."""
    cast = Cast()
    files = [Source(path) for path in sorted(folder.glob("*.yaml"))]
    for source in files:
        for values in source.take("enrollments", []):
            with Source(f"{source.path}: enrollments", values) as keys:
                cast.enroll(keys)
    told = []
    for source in files:
        with source:
            for values in source.take("spaces", []):
                with Source(f"{source.path}: {_place_in(values)}", values) as keys:
                    told += Place(keys, cast).tell()
    date_notices(told)
    return len(told)


def _place_in(values):
    return next((f"{kind} {values[kind]}" for kind in FINDERS if kind in values), "a space")


class Cast:
    """Who takes part, by the part of their address before the @, and what they take part in."""

    def __init__(self):
        self.users = {user.email.partition("@")[0]: user for user in _people()}
        self.enrolled_here = set()
        self.titles = set()

    def user(self, name, keys):
        if name not in self.users:
            raise keys.error(f"there is no person {name}")
        return self.users[name]

    def enroll(self, keys):
        """Somebody whose way through the course is told nowhere else: they read, and talk."""
        user = self.user(keys.take("person"), keys)
        course = CoursePage.objects.get(slug=keys.take("course"))
        at = moment(keys, user)
        self.enrolled_here.add((user.pk, course.key))
        if not Enrollment.objects.filter(user=user, course_key=course.key).exists():
            if at <= user.date_joined:
                raise keys.error(f"{user} had not joined yet")
            name = user.certificate_name
            Enrollment.objects.enroll(user, course, enrolled_at=at, certificate_name=name)


def _people():
    return User.objects.filter(email__endswith="@example.org").select_related("institution")


def moment(keys, user):
    """When something happened: ``at: [workdays ago, clock]`` or ``hours_ago: 2``.

    The clock is its author's, the day everyone's, so that the order of a conversation
    across time zones is the same at every hour it is loaded at.
    """
    hours = keys.take("hours_ago", None)
    if hours is not None:
        return timezone.now() - timedelta(hours=hours)
    days, clock = keys.take("at")
    day: date = workdays_ago(days).date()
    zone = ZoneInfo(user.time_zone or settings.TIME_ZONE)
    at = datetime.combine(day, time.fromisoformat(clock), tzinfo=zone)
    if at >= timezone.now():
        raise keys.error(f"{days}, {clock} has not come yet")
    return at


class Place:
    """One space, and the threads that are told in it."""

    def __init__(self, keys, cast):
        self.keys, self.cast = keys, cast
        kind = next((kind for kind in FINDERS if kind in keys.values), None)
        if kind is None:
            raise keys.error(f"a space is one of {', '.join(FINDERS)}")
        self.space = FINDERS[kind](keys, keys.take(kind))

    def tell(self):
        """Who may read is set as long as nobody has written; later it is the hosts' choice."""
        visibility = self.keys.take("visibility", None)
        if visibility and not self.space.threads.exists():
            self.space.visibility = Space.Visibility(visibility)
            self.space.save(update_fields=["visibility"])
        told = []
        for values in self.keys.take("threads", []):
            with Source(self.keys.path, values) as keys:
                told.append(Telling(self, keys).tell())
        return [thread for thread in told if thread]

    def admit(self, user, at, keys):
        """Refuse a post of somebody who could not have written it here at that time."""
        if not Space.objects.visible_to(user).filter(pk=self.space.pk).exists():
            raise keys.error(f"{user} may not read this space")
        if self.space.visibility != Space.Visibility.ENROLLED or self._looks_after(user):
            return
        enrollment = Enrollment.objects.get(user=user, course_key=self.space.course_key)
        if at <= enrollment.enrolled_at:
            raise keys.error(f"{user} had not enrolled yet")
        if self.space.kind == Space.Kind.LESSON:
            self._reach(enrollment, at, keys)

    def _looks_after(self, user):
        roles = CourseRole.objects.filter(user=user)
        course_key = self.space.course_key
        return is_moderator(user) or roles.filter(course__translation_key=course_key).exists()

    def _reach(self, enrollment, at, keys):
        """Who speaks about a lesson was in it before."""
        visits = enrollment.visits.filter(lesson_key=self.space.lesson_key)
        if (enrollment.user_id, enrollment.course_key) not in self.cast.enrolled_here:
            if not visits.filter(first_at__lt=at).exists():
                raise keys.error(f"{enrollment.user} had not reached this lesson")
        elif not visits.exists():
            LessonVisit.objects.create(
                enrollment=enrollment,
                lesson_id=self.space.page_id,
                lesson_key=self.space.lesson_key,
                first_at=max(at - READING_TIME, enrollment.enrolled_at + timedelta(minutes=1)),
                last_at=at,
            )


def _lesson_space(keys, path):
    course_slug, _, slug = path.partition("/")
    course = _page(keys, CoursePage, slug=course_slug)
    lesson = _page(keys, LessonPage.objects.in_course(course.path), slug=slug)
    return _one(keys, kind=Space.Kind.LESSON, lesson_key=lesson.key, closed_at=None)


def _module_space(keys, path):
    course_slug, _, slug = path.partition("/")
    course = _page(keys, CoursePage, slug=course_slug)
    module = _page(keys, ModulePage.objects.child_of(course), slug=slug)
    return _one(keys, kind=Space.Kind.MODULE, page_key=module.translation_key)


def _course_space(keys, slug):
    course = _page(keys, CoursePage, slug=slug)
    return _one(keys, kind=Space.Kind.COURSE, page_key=course.key)


def _community_space(keys, slug):
    """Made here if it is missing; one that nobody has written in yet becomes this one."""
    values = {name: keys.take(name) for name in ("title", "prompt", "position")}
    values["visibility"] = Space.Visibility(keys.values["visibility"])
    space, made = Space.objects.get_or_create(kind=Space.Kind.COMMUNITY, slug=slug, defaults=values)
    if not made and not space.threads.exists():
        Space.objects.filter(pk=space.pk).update(**values)
        space.refresh_from_db()
    return space


FINDERS = {
    "lesson": _lesson_space,
    "module": _module_space,
    "course": _course_space,
    "community": _community_space,
}


def _page(keys, pages, **where):
    found = getattr(pages, "objects", pages).filter(**where).first()
    if found is None:
        raise keys.error("there is no such page")
    return found


def _one(keys, **where):
    found = Space.objects.filter(**where)
    if len(found) != 1:
        raise keys.error(f"{len(found)} spaces are there")
    return found[0]


class Telling:
    """One thread, from its first post down."""

    def __init__(self, place, keys):
        self.place, self.keys, self.cast = place, keys, place.cast
        self.author = self.cast.user(keys.take("by"), keys)
        self.text = keys.take("text")
        self.title = keys.take("title", "") or title_from(self.text)
        if (self.author, self.title) in self.cast.titles:
            raise keys.error(f"{self.author} has two threads called “{self.title}”")
        self.cast.titles.add((self.author, self.title))

    def tell(self):
        if Thread.objects.filter(author=self.author, title=self.title).exists():
            self.keys.values.clear()
            return None
        with transaction.atomic():
            self._start()
            for values in self.keys.take("replies", []):
                with Source(f"{self.keys.path}: “{self.title}”", values) as keys:
                    self._reply(keys)
            self._finish()
        return self.thread

    def _start(self):
        at = moment(self.keys, self.author)
        self.place.admit(self.author, at, self.keys)
        self.thread = Thread.objects.start(
            self.author,
            self.place.space,
            self.text,
            kind=Thread.Kind(self.keys.take("kind", "conversation")),
            title=self.title,
            topics=[Topic.objects.get(name=name) for name in self.keys.take("topics", [])],
            at=at,
        )
        self.posts = [self.thread.opening]
        self._what_became_of(self.posts[0], self.keys)

    def _reply(self, keys):
        author = self.cast.user(keys.take("by"), keys)
        at = moment(keys, author)
        if at <= self.posts[-1].created_at:
            raise keys.error(f"{at} is before the post above it")
        self.place.admit(author, at, keys)
        to = keys.take("to", None)
        post = self.thread.reply(author, keys.take("text"), to=to and self.posts[to - 1], at=at)
        self.posts.append(post)
        self._what_became_of(post, keys)

    def _what_became_of(self, post, keys):
        """An edit, a deletion, and whom it helped."""
        if edit := keys.take("edited", None):
            with Source(f"{keys.path}: edited", edit) as edited:
                post.edit(edited.take("text"), post.author, at=moment(edited, post.author))
        for number, name in enumerate(keys.take("helped", []), start=1):
            user = self.cast.user(name, keys)
            HelpedMark.objects.set(user, post, helped=True)
            seen = max(post.created_at, user.date_joined)
            at = min(seen + number * UNTIL_A_MARK, timezone.now())
            post.marks.filter(user=user).update(made_at=at)
        if name := keys.take("recommended_by", None):
            post.endorse(self.cast.user(name, keys))
        if keys.take("deleted", False):
            post.delete_by_author()

    def _finish(self):
        self.thread.refresh_from_db()
        if answer := self.keys.take("answer", None):
            found = self.posts[answer - 1]
            at = min(found.created_at + UNTIL_A_MARK, timezone.now())
            self.thread.mark_answer(found, at=at)
        last = self.posts[-1]
        for name in self.keys.take("follow", []):
            follow = self.thread.follow(self.cast.user(name, self.keys))
            follow.since = self.posts[0].created_at
            follow.save(update_fields=["since"])
        for user in {post.author for post in self.posts}:
            own = [post for post in self.posts if post.author == user]
            self.thread.follows.filter(user=user).update(since=own[0].created_at)
            self._read(user, own[-1])
        for mark in HelpedMark.objects.filter(post__in=self.posts).select_related("post", "user"):
            self._read(mark.user, mark.post)
        for name in self.keys.take("read", []):
            self._read(self.cast.user(name, self.keys), last)
        # How posts waited is told by load_answering, also of those of the last day.
        Climb.objects.filter(post__in=self.posts).delete()

    def _read(self, user, up_to):
        """Who writes, or was helped, has read what is above; other readers are named."""
        ThreadReading.objects.read(user, self.thread, up_to.number)
        at = max(up_to.created_at, user.date_joined)
        self.thread.readings.filter(user=user, number=up_to.number).update(read_at=at)


def date_notices(threads):
    """Give what people were told its own date; what they must have seen since is read.

    They were told at once, when all of a thread was there: whoever began to follow it
    later was told too much.
    """
    posts = Post.objects.filter(thread__in=threads).in_bulk()
    follows = ThreadFollow.objects.filter(thread__in=threads)
    since = {(row.thread_id, row.user_id): row.since for row in follows}
    marks = HelpedMark.objects.filter(post__thread__in=threads)
    marked = {(row.post_id, str(row.user_id)): row.made_at for row in marks}
    was_here = dict(Post.objects.values_list("author").annotate(at=Max("created_at")))
    old = workdays_ago(NEWS_WORKDAYS)
    late, kept = [], []
    for notice in Notification.objects.filter(target__in=[row.target for row in threads]):
        post = posts[notice.parameters["post"]]
        notice.made_at = post.created_at
        if notice.event == HELPED:
            notice.made_at = marked[post.pk, notice.key.rpartition(":")[2]]
        if (
            notice.event == FOLLOWED
            and since[post.thread_id, notice.recipient_id] > post.created_at
        ):
            late.append(notice.pk)
        if notice.made_at < max(was_here.get(notice.recipient_id, old), old):
            notice.read_at = notice.made_at + UNTIL_A_MARK
        kept.append(notice)
    Notification.objects.filter(pk__in=late).delete()
    Notification.objects.bulk_update(kept, ["made_at", "read_at"])

"""The rows behind the measures of health, read in six queries however much was said."""

from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from community.models import Post, Space, Thread
from community.models.threads import comments
from community.standing import MODERATORS
from courses.models import CourseRole

from . import measuring

# More than this nobody answers in a day; the count then says "more".
MOST_WAITING = 500


class HealthRows:
    """What was said in one course, or everywhere, in the four weeks before ``until``."""

    def __init__(self, course_key=None, until=None):
        self.until = until or timezone.now()
        self.since = self.until - measuring.WINDOW
        self._scope = Q(space__course_key=course_key) if course_key else Q()
        self._staff = _Staff()
        self.posts = [self._said(*row) for row in self._read()]
        self.known = self._who_posted_before()

    def waiting(self):
        """Threads, of any age, that could be answered and nobody has; the longest wait first."""
        threads = Thread.objects.awaiting_first_answer().filter(self._scope)
        threads = threads.filter(posts__number=1, posts__state=Post.State.PUBLISHED)
        threads = threads.select_related("space").order_by("created_at", "pk")[:MOST_WAITING]
        return [
            thread
            for thread in threads
            if thread.is_question
            or not self._staff.includes(thread.author_id, thread.space.course_key)
        ]

    def posts_by_key(self, keys):
        """These posts with their threads, in the order of the keys."""
        found = Post.objects.select_related("thread__space").in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def _published(self):
        return Post.objects.published().filter(self._scope, thread__state=Thread.State.PUBLISHED)

    def _read(self):
        posts = self._published().filter(created_at__gte=self.since, created_at__lt=self.until)
        return posts.order_by("created_at", "pk").values_list(
            "pk", "thread", "author", "created_at", "number", "reply_to__author",
            "thread__author", "thread__kind", comments("thread__"), "space__course_key",
        )  # fmt: skip

    def _said(self, pk, thread, author, at, number, answered, asker, kind, comment, course_key):
        return measuring.Said(
            pk=pk,
            thread=thread,
            author=author,
            at=at,
            to=None if number == 1 else answered or asker,
            is_question=kind == Thread.Kind.QUESTION,
            is_comment=number == 1 and comment,
            by_staff=self._staff.includes(author, course_key),
        )

    def _who_posted_before(self):
        """Of those who posted in the window, who had posted here before it."""
        earlier = self._published().filter(created_at__lt=self.since)
        authors = {post.author for post in self.posts}
        return authors.intersection(earlier.order_by().values_list("author", flat=True).distinct())


class _Staff:
    """Who speaks for the house: moderators everywhere, who teaches a course in its spaces."""

    def __init__(self):
        moderators = Group.objects.filter(name=MODERATORS)
        everywhere = User.objects.filter(Q(is_superuser=True) | Q(groups__in=moderators))
        self._everywhere = set(everywhere.values_list("pk", flat=True))
        roles = CourseRole.objects.values_list("user", "course__translation_key")
        self._in_course = set(roles)

    def includes(self, user_pk, course_key):
        return user_pk in self._everywhere or (user_pk, course_key) in self._in_course


def courses_hosted_by(user):
    """The course spaces whose health this person may see, by title."""
    hosted = Space.objects.hosted_by(user).filter(kind=Space.Kind.COURSE, page__live=True)
    return hosted.select_related("page").order_by("title", "pk")

"""Which threads a list shows, as its address says."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution
from accounts.models.visibility import works_at
from community.models import Post, Thread
from courses.models import CoursePage, Topic
from learning.forms import among, searched_words

from .search import words_in

SORTS = {
    "newest": _("Newest activity"),
    "unanswered": _("Waiting for an answer"),
    "helpful": _("Most helpful"),
}
LONGEST_QUERY = 100
MOST_FOUND = 200


@dataclass
class DiscussionFilter:
    """The choices of ``/community/discussions/``; what is not among them is ignored."""

    q: str = ""
    sort: str = "newest"
    topic: str = ""
    course: str = ""
    institution: str = ""
    following: bool = False
    topics: list = field(default_factory=list)
    courses: list = field(default_factory=list)

    @classmethod
    def of(cls, data, user):
        topics = list(Topic.objects.order_by("name"))
        courses = list(CoursePage.objects.live().order_by("title").only("title", "slug"))

        return cls(
            q=searched_words(data, LONGEST_QUERY),
            sort=among(data, "sort", SORTS) or "newest",
            topic=among(data, "topic", {topic.slug for topic in topics}),
            course=among(data, "course", {course.slug for course in courses}),
            institution=among(data, "institution", Institution.Kind.values),
            following=bool(data.get("following")) and user.is_authenticated,
            topics=topics,
            courses=courses,
        )

    @property
    def sorts(self):
        return SORTS.items()

    @property
    def institutions(self):
        return Institution.Kind.choices

    @property
    def count(self):
        """How many choices narrow the list; only those that wait is one of them."""
        chosen = (self.q, self.topic, self.course, self.institution, self.following)
        return sum(map(bool, (*chosen, self.is_waiting_only)))

    @property
    def is_waiting_only(self):
        return self.sort == "unanswered"

    def threads(self, user):
        threads = Thread.objects.visible_to(user)
        if self.topic:
            threads = threads.filter(topics__slug=self.topic)
        if self.course:
            keys = CoursePage.objects.filter(slug=self.course).values("translation_key")
            threads = threads.filter(space__course_key__in=keys)
        if self.institution:
            threads = threads.filter(works_at(self.institution, user, "author__"))
        if self.following:
            threads = threads.followed_by(user)
        if self.q:
            threads = threads.filter(pk__in=found(self.q, threads))
        return self._sorted(threads)

    def _sorted(self, threads):
        if self.is_waiting_only:
            return threads.awaiting_answer().longest_wait_first()
        if self.sort == "helpful":
            return threads.most_helpful_first()
        return threads


def found(query, threads):
    """The ids of those of the threads in which a published post, or the title, has the words."""
    posts = Post.objects.published().filter(space__in=threads.values("space"))
    # A quotation mark would end SQLite's search string early.
    words = " ".join(words_in(query))
    hits = [post.thread_id for post in posts.search(words)[:MOST_FOUND]] if words else []
    titled = threads.filter(Q(title__icontains=query)).values_list("pk", flat=True)[:MOST_FOUND]
    return {*hits, *titled}

"""Which people the directory shows, as its address says."""

from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Institution, User
from accounts.models.visibility import shown, works_at
from community.models import Mentor, Post, Space, Thread
from courses.models import Topic
from learning.forms import among, searched_words

LONGEST_QUERY = 100


@dataclass
class PeopleFilter:
    """The choices of ``/community/people/``; what is not among them is ignored."""

    q: str = ""
    topic: str = ""
    institution: str = ""
    topics: list = field(default_factory=list)

    @classmethod
    def of(cls, data):
        topics = list(Topic.objects.order_by("name"))
        return cls(
            q=searched_words(data, LONGEST_QUERY),
            topic=among(data, "topic", {topic.slug for topic in topics}),
            institution=among(data, "institution", Institution.Kind.values),
            topics=topics,
        )

    @property
    def institutions(self):
        return Institution.Kind.choices

    @property
    def count(self):
        """How many choices narrow the list."""
        return sum(map(bool, (self.q, self.topic, self.institution)))

    def people(self, viewer):
        people = User.objects.listed_to(viewer)
        if self.q:
            people = people.matching(self.q, viewer)
        if self.institution:
            people = people.filter(works_at(self.institution, viewer))
        if self.topic:
            topic = next(topic for topic in self.topics if topic.slug == self.topic)
            people = people.filter(can_help_with(topic, viewer))
        return people


def can_help_with(topic, viewer):
    """The condition that people know about a topic, as far as this reader may learn it.

    They mentor on it, say that they can help with it, or helped somebody with it where
    the reader may read it.
    """
    mentors = Mentor.objects.active().filter(topics=topic, user=OuterRef("pk"))
    says = shown("can_help_with", viewer) & Q(can_help_with__icontains=topic.name)
    helped = Post.objects.published().filter(
        Q(marks__isnull=False) | Q(thread__answer=F("pk")),
        author=OuterRef("pk"),
        number__gt=1,
        thread__in=Thread.objects.published().filter(topics=topic),
        space__in=Space.objects.readable_by(viewer),
    )
    return Q(Exists(mentors)) | says | (shown("contributions", viewer) & Q(Exists(helped)))

"""Which files the list shows, as its address says."""

from dataclasses import dataclass, field

from accounts.models import Institution
from accounts.models.visibility import works_at
from community.models import SharedFile
from courses.models import CoursePage, Topic
from learning.forms import among, searched_words

from .kinds import KINDS

LONGEST_QUERY = 100


@dataclass
class FileFilter:
    """The choices of ``/community/files/``; what is not among them is ignored."""

    q: str = ""
    kind: str = ""
    topic: str = ""
    course: str = ""
    institution: str = ""
    topics: list = field(default_factory=list)
    courses: list = field(default_factory=list)

    @classmethod
    def of(cls, data):
        topics = list(Topic.objects.order_by("name"))
        courses = list(
            CoursePage.objects.live().order_by("title").only("title", "slug", "translation_key")
        )

        return cls(
            q=searched_words(data, LONGEST_QUERY),
            kind=among(data, "kind", KINDS),
            topic=among(data, "topic", {topic.slug for topic in topics}),
            course=among(data, "course", {course.slug for course in courses}),
            institution=among(data, "institution", Institution.Kind.values),
            topics=topics,
            courses=courses,
        )

    @property
    def kinds(self):
        return [(value, label) for value, (label, _extensions) in KINDS.items()]

    @property
    def institutions(self):
        return Institution.Kind.choices

    @property
    def count(self):
        """How many choices narrow the list."""
        return sum(map(bool, (self.q, self.kind, self.topic, self.course, self.institution)))

    def files(self, user):
        files = SharedFile.objects.visible_to(user)
        if self.kind:
            files = files.filter(current__extension__in=KINDS[self.kind][1])
        if self.topic:
            files = files.filter(topics__slug=self.topic)
        if self.course:
            keys = [course.key for course in self.courses if course.slug == self.course]
            files = files.filter(course_key__in=keys)
        if self.institution:
            files = files.filter(works_at(self.institution, user, "owner__"))
        if self.q:
            files = files.matching(self.q)
        return files

    def name_courses(self, files):
        """Give each of the files the title of the course it belongs to."""
        titles = {course.key: course.title for course in self.courses}
        for file in files:
            file.course_title = titles.get(file.course_key, "")
        return files

"""Who mentors, as somebody may see it: no more than each person's profile shows them."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.models import Mentor
from courses.models import Topic

MENTORS_AT_ONCE = 20


@dataclass(frozen=True)
class MentorCard:
    """A mentor in the list, for one reader."""

    mentor: Mentor
    reader: object
    is_theirs: bool = False  # the reader's mentor, or asked by them

    @property
    def person(self):
        return self.mentor.user

    @property
    def is_reader(self):
        return self.mentor.user_id == self.reader.pk

    @property
    def has_room(self):
        return self.mentor.capacity_left() > 0

    @property
    def topics(self):
        return self.mentor.topics.all()

    @property
    def work(self):
        """Role and institution, as far as they are shown."""
        shown = (self.person.shown(name, self.reader) for name in ("role_at_work", "institution"))
        return ", ".join(str(value) for value in shown if value)

    @property
    def can_help_with(self):
        return self.person.shown("can_help_with", self.reader)

    @property
    def availability(self):
        if self.mentor.pauses():
            day = date_format(self.mentor.paused_until, "MONTH_DAY_FORMAT")
            return _("Pauses until %(day)s") % {"day": day}
        return _("Has room") if self.has_room else _("No room at present")


class MentorList:
    """A page of mentors: those with room first, then the others, in the order they began."""

    def __init__(self, reader, data, open_ones=()):
        named = Topic.objects.filter(mentors__in=Mentor.objects.active())
        self.topics = list(named.distinct().order_by("name"))
        slugs = {topic.slug for topic in self.topics}
        self.topic = data.get("topic") if data.get("topic") in slugs else ""
        mentors = Mentor.objects.active().select_related("user__institution")
        if self.topic:
            mentors = mentors.filter(topics__slug=self.topic)
        mentors = mentors.prefetch_related("topics").with_load()
        theirs = {row.mentor_id for row in open_ones if row.mentee_id == reader.pk}
        cards = [MentorCard(mentor, reader, mentor.pk in theirs) for mentor in mentors]
        cards.sort(key=lambda card: not card.has_room)
        self.page = Paginator(cards, MENTORS_AT_ONCE).get_page(data.get("page"))
        self.query = f"topic={self.topic}" if self.topic else ""

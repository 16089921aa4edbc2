"""What stands around an article's text and is the same for everyone who reads it."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.images.models import SourceImageIOError

from community.models.articles import MOST_RELATED
from courses import published
from courses.models import CoursePage

PICTURE = "format-webp|webpquality-70"


@dataclass(frozen=True)
class Picture:
    url: str
    fine_url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Opportunity:
    """A course to take after reading, and why this one."""

    title: str
    url: str
    promise: str
    reason: str


@dataclass(frozen=True)
class ArticleParts:
    topics: list
    picture: Picture | None
    opportunities: list


def parts_of(article, previewing=False):
    """From memory, unless it is a version that only its author sees."""
    if previewing or not article.pk:
        return _make(article)
    return published.kept(("article-parts", article.pk), lambda: _make(article))


def _make(article):
    topics = sorted(article.topics.all(), key=lambda topic: topic.name)
    return ArticleParts(topics, _picture(article), related_learning(article, topics))


def _picture(article):
    if not article.image:
        return None
    try:
        made = article.image.get_renditions(f"max-760x760|{PICTURE}", f"max-1520x1520|{PICTURE}")
    except SourceImageIOError:  # the file is gone, the article is not
        return None
    small, fine = made.values()
    return Picture(small.url, fine.url, small.width, small.height, article.image_alt)


def related_learning(article, topics):
    """Up to three courses: those that the author or an editor named, then by shared topics.

    Most shared topics first. A course that takes nobody in is no opportunity.
    """
    takes_people = CoursePage.objects.live().public().filter(enrollment_open=True)
    named = {row.course_id: row.reason for row in article.related_learning.all()}
    courses = takes_people.in_bulk(named)
    found = [_opportunity(courses[pk], reason) for pk, reason in named.items() if pk in courses]
    sharing = takes_people.filter(topics__in=topics).exclude(pk__in=named)
    sharing = sharing.annotate(shared=Count("topics")).order_by("-shared", "title")
    ours = {topic.pk for topic in topics}
    for course in sharing.prefetch_related("topics")[:MOST_RELATED]:
        names = sorted(topic.name for topic in course.topics.all() if topic.pk in ours)
        found.append(_opportunity(course, _shares(names)))
    return found[:MOST_RELATED]


def _shares(names):
    listed = get_text_list(names, _("and"))
    return ngettext("Shares the topic %(topics)s", "Shares the topics %(topics)s", len(names)) % {
        "topics": listed
    }


def _opportunity(course, reason):
    return Opportunity(course.title, course.get_url(), course.promise, reason)

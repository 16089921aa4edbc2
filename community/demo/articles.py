"""What the demonstration's people have written: a file per article, with its comments.

An article is known by its slug: one that is there already is left alone, with
everything that happened to it since. The first file is the one that the front page
shows, unless somebody chose another.
"""

from pathlib import Path

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry

from community.articles.writing import COLLECTION
from community.models import ArticlePage, Space, ThreadFollow
from courses.demo.files import Source
from courses.demo.media import MediaFolder
from courses.demo.pages import Report, Writer
from courses.models import CoursePage, FrontPage, InfoPage, Topic

from .discussions import Cast, Telling, date_notices, moment

FOLDER = Path(__file__).parent / "articles"
# What the front page showed before there were blogs, as a page of its own.
FORMER_ARTICLE = "why-a-job-board-misses-the-point"


def load_articles(folder=FOLDER):
    """Publish the articles that are not there yet. Returns how many were."""
    cast, told, made = Cast(), [], 0
    slugs = []
    for path in sorted(folder.glob("*.yaml")):
        with Source(path) as keys:
            article = Writing(keys, cast, folder)
            slugs.append(article.slug)
            if article.publish():
                made += 1
                told += article.tell_comments()
    date_notices(told)
    if slugs:
        feature(ArticlePage.objects.get(slug=slugs[0]))
    return made


class Writing:
    """One article and what was said about it."""

    def __init__(self, keys, cast, folder):
        self.keys, self.cast, self.folder = keys, cast, folder
        self.slug = keys.take("slug")
        self.author = cast.user(keys.take("by"), keys)

    def publish(self):
        """Make it, as old as it is. None, and nothing made, where it is there."""
        if ArticlePage.objects.filter(slug=self.slug).exists():
            self.keys.values.clear()
            return None
        at = moment(self.keys, self.author)
        if at <= self.author.date_joined:
            raise self.keys.error(f"{self.author} had not joined yet")
        with transaction.atomic():
            self.article = ArticlePage.objects.begin(
                self.author,
                self.keys.take("title"),
                slug=self.slug,
                lead=self.keys.take("lead"),
                text=self.keys.take("text"),
                topics=[self._topic(name) for name in self.keys.take("topics", [])],
                related=[self._related(values) for values in self.keys.take("related", [])],
                **self._picture(),
            )
            self.article.publish_latest(self.author)
            self._date(at)
        return self.article

    def _topic(self, name):
        topic = Topic.objects.filter(name=name).first()
        if topic is None:
            raise self.keys.error(f"there is no topic {name}")
        return topic

    def _related(self, values):
        with Source(f"{self.keys.path}: related", values) as keys:
            course = CoursePage.objects.filter(slug=keys.take("course")).first()
            if course is None:
                raise keys.error("there is no such course")
            return course.pk, keys.take("reason")

    def _picture(self):
        values = self.keys.take("image", None)
        if not values:
            return {}
        with Source(f"{self.keys.path}: image", values) as keys:
            alt = keys.take("alt")
            image = MediaFolder(self.folder, COLLECTION).image(keys.take("file"), alt)
            return {"image": image, "image_alt": alt}

    def _date(self, at):
        ArticlePage.objects.filter(pk=self.article.pk).update(
            first_published_at=at, last_published_at=at, latest_revision_created_at=at
        )
        self.article.revisions.update(created_at=at)
        PageLogEntry.objects.filter(page=self.article.pk).update(timestamp=at)
        self.article.refresh_from_db()

    def tell_comments(self):
        """Tell the threads below it; its author has followed them from the first."""
        self.space = Space.objects.get(
            kind=Space.Kind.ARTICLE, page_key=self.article.translation_key
        )
        threads = []
        for values in self.keys.take("comments", []):
            with Source(f"{self.keys.path}: comments", values) as keys:
                threads.append(Telling(self, keys).tell())
        for thread in filter(None, threads):
            follows = ThreadFollow.objects.filter(thread=thread, user=self.author)
            follows.update(since=thread.created_at)
        return [thread for thread in threads if thread]

    def admit(self, user, at, keys):
        """Refuse what somebody could not have written below this article at that time."""
        if at <= self.article.published_at:
            raise keys.error(f"{at} is before the article")
        if at <= user.date_joined:
            raise keys.error(f"{user} had not joined yet")


def feature(article):
    """Show it on the front page, where nobody chose another; it replaces the former article."""
    former = InfoPage.objects.filter(slug=FORMER_ARTICLE, live=True).first()
    front = FrontPage.objects.get()
    if front.featured_article_id in (None, former and former.pk):
        writer = Writer(article.published_at, Report())
        values = {"featured_article": article.page_ptr}
        writer.write(FrontPage, front.get_parent(), front.slug, values, Source(FOLDER, {}))
    if former and not former.revisions.exclude(user=None).exists():
        old = former.get_url()
        former.unpublish()
        Redirect.add_redirect(old, redirect_to=article.page_ptr, is_permanent=True)

"""What can be searched, kind by kind, and who finds what of it."""

from django.db.models import Exists, Q
from django.db.models.functions import Substr
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from community.models import ArticlePage, Post, SharedFile, Thread
from community.shared_plans import plans_with_words, saved_texts, title_of
from courses.catalog import cards
from courses.forms import CatalogFilter
from courses.models import CoursePage, LessonPage, ModulePage
from courses.models.outlines import COURSE_DEPTH
from learning.models import Enrollment
from learning.places import place

from .search import MOST_FOUND, Hit, excerpt, plain


def all_words(words, *fields):
    """Each of the words stands, perhaps as a part of one, in one of the fields."""
    every = Q()
    for word in words:
        any_field = Q()
        for name in fields:
            any_field |= Q(**{f"{name}__icontains": word})
        every &= any_field
    return every


def indexed(rows, words):
    """Rows that the search index has all of the words of, the best first."""
    return list(rows.search(" ".join(words), operator="and")[:MOST_FOUND])


def in_order(keys, rows):
    """Of {key: row} the rows of these keys, in the order of the keys."""
    return [rows[key] for key in keys if key in rows]


class Courses:
    name, label, all_label = "courses", _("Courses"), _("All %(n)s in Courses")

    @staticmethod
    def find(user, words):
        asked = QueryDict(mutable=True)
        asked["q"] = " ".join(words)
        found = CatalogFilter(asked, topics=[]).courses()
        return list(found.values_list("pk", flat=True)[:MOST_FOUND])

    @staticmethod
    def show(user, words, keys):
        return [
            Hit(card.title, card.url, card.level, excerpt(card.promise, words))
            for card in cards(keys)
        ]


class Lessons:
    """Titles and objectives are public; what a lesson says, who may read it finds."""

    name, label, all_label = "lessons", _("Lessons"), _("All %(n)s in Lessons")

    @classmethod
    def find(cls, user, words):
        live = cls._published()
        hits = [page.pk for page in indexed(LessonPage.objects.live().only("pk"), words)]
        outlined = all_words(words, "title", "objective")
        read = Q(pk__in=hits) & cls._readable(user)
        found = set(live.filter(outlined | read).values_list("pk", flat=True)[:MOST_FOUND])
        return [pk for pk in hits if pk in found] + sorted(found.difference(hits))

    @staticmethod
    def _published():
        """Live lessons of live modules of live courses that are no secret."""
        step = LessonPage.steplen
        courses = CoursePage.objects.live().public()
        return (
            LessonPage.objects.live()
            .annotate(module_path=Substr("path", 1, (COURSE_DEPTH + 1) * step))
            .annotate(course_path=Substr("path", 1, COURSE_DEPTH * step))
            .filter(module_path__in=ModulePage.objects.live().values("path"))
            .filter(course_path__in=courses.values("path"))
        )

    @staticmethod
    def _readable(user):
        if not user.is_authenticated:
            return Q(open_to_all=True)
        if user.is_superuser:
            return Q()
        theirs = Enrollment.objects.active().takes_or_teaches(user, "translation_key")
        mine = CoursePage.objects.filter(theirs)
        return Q(open_to_all=True) | Q(course_path__in=mine.values("path"))

    @staticmethod
    def show(user, words, keys):
        pages = LessonPage.objects.filter(pk__in=keys).defer_streamfields()
        rows = {row.lesson.pk: row for row in place(None, [_Row(page) for page in pages])}
        return [
            Hit(
                row.place.title,
                row.place.url,
                row.place.course_title,
                excerpt(row.lesson.objective, words),
            )
            for row in in_order(keys, rows)
            if row.place.url
        ]


class _Row:
    def __init__(self, lesson):
        self.lesson = lesson


class Discussions:
    name, label, all_label = "discussions", _("Discussions"), _("All %(n)s in Discussions")

    @classmethod
    def find(cls, user, words):
        threads = Thread.objects.visible_to(user)
        titled = threads.filter(all_words(words, "title")).values_list("pk", flat=True)
        keys = dict.fromkeys([*titled[:MOST_FOUND], *cls._best_posts(threads, words)])
        visible = set(threads.filter(pk__in=keys).values_list("pk", flat=True))
        return [pk for pk in keys if pk in visible]

    @staticmethod
    def _best_posts(threads, words):
        """{thread: its best post} among the published posts of the spaces of these threads."""
        posts = Post.objects.published().filter(space__in=threads.values("space"))
        best = {}
        for post in indexed(posts.only("pk", "thread_id"), words):
            best.setdefault(post.thread_id, post.pk)
        return best

    @classmethod
    def show(cls, user, words, keys):
        threads = Thread.objects.visible_to(user).filter(pk__in=keys)
        rows = threads.select_related("space").in_bulk()
        texts = cls._texts(keys, words)
        return [
            Hit(
                row.title,
                row.get_absolute_url(),
                row.space.title,
                excerpt(texts.get(row.pk, ""), words),
            )
            for row in in_order(keys, rows)
        ]

    @staticmethod
    def _texts(keys, words):
        """{thread: what to quote of it}: a post with the words in it, or else the first."""
        posts = Post.objects.published().filter(thread__in=keys)
        said = posts.filter(all_words(words, "source")).order_by("-number")
        best = dict(said.values_list("thread", "pk"))
        rows = posts.filter(Q(number=1) | Q(pk__in=best.values())).order_by("number")
        return {thread: plain(html) for thread, html in rows.values_list("thread", "html")}


class Articles:
    name, label, all_label = "articles", _("Articles"), _("All %(n)s in Articles")

    @staticmethod
    def find(user, words):
        hits = [page.pk for page in indexed(ArticlePage.objects.live().only("pk"), words)]
        public = ArticlePage.objects.live().public()
        titled = public.filter(all_words(words, "title", "lead")).values_list("pk", flat=True)
        allowed = set(public.filter(pk__in=hits).values_list("pk", flat=True))
        return list(dict.fromkeys([*[pk for pk in hits if pk in allowed], *titled[:MOST_FOUND]]))

    @staticmethod
    def show(user, words, keys):
        rows = ArticlePage.objects.live().filter(pk__in=keys).select_related("author").in_bulk()
        return [
            Hit(
                row.title,
                row.get_absolute_url(),
                row.author.get_full_name(),
                excerpt(f"{row.lead} {plain(row.html)}", words),
            )
            for row in in_order(keys, rows)
        ]


class Files:
    name, label, all_label = "files", _("Files"), _("All %(n)s in Files")

    @staticmethod
    def find(user, words):
        files = SharedFile.objects.published().visible_to(user).matching(" ".join(words))
        return list(files.values_list("pk", flat=True)[:MOST_FOUND])

    @staticmethod
    def show(user, words, keys):
        rows = SharedFile.objects.visible_to(user).filter(pk__in=keys).select_related("owner")
        return [
            Hit(
                row.title,
                row.get_absolute_url(),
                row.owner.get_full_name(),
                excerpt(f"{row.description} {row.alternative}", words),
            )
            for row in in_order(keys, rows.in_bulk())
        ]


class Plans:
    """Only the saved words of plans that the reader may open; each word in any section."""

    name, label, all_label = "plans", _("Strategy plans"), _("All %(n)s in Strategy plans")

    @staticmethod
    def find(user, words):
        plans = plans_with_words(user)
        for word in words:
            says = Exists(saved_texts().filter(submitted__text__icontains=word))
            plans = plans.filter(Q(center__icontains=word) | says)
        return list(plans.order_by("-shared_at", "-pk").values_list("pk", flat=True)[:MOST_FOUND])

    @staticmethod
    def show(user, words, keys):
        rows = plans_with_words(user).filter(pk__in=keys).select_related("user")
        rows = rows.prefetch_related("texts__submitted").in_bulk()
        return [
            Hit(
                title_of(row),
                row.get_absolute_url(),
                row.user.get_full_name(),
                excerpt(_passage(row, words), words),
            )
            for row in in_order(keys, rows)
        ]


def _passage(plan, words):
    """The saved text of a section with one of the words in it, else any."""
    texts = [text.saved_text for text in plan.texts.all() if text.saved_text]
    said = [text for text in texts if any(word.casefold() in text.casefold() for word in words)]
    return next(iter(said or texts), "")


class People:
    """Members find members who let themselves be found, by name and by what each shows."""

    name, label, all_label = "people", _("People"), _("All %(n)s in People")

    @staticmethod
    def find(user, words):
        if not user.is_authenticated:
            return []
        people = User.objects.listed_to(user).matching(" ".join(words), user)
        return list(people.order_by("display_name", "pk").values_list("pk", flat=True)[:MOST_FOUND])

    @staticmethod
    def show(user, words, keys):
        people = User.objects.filter(pk__in=keys).select_related("institution").in_bulk()
        return [_person(row, user, words) for row in in_order(keys, people)]


def _person(row, viewer, words):
    beside = [str(row.shown(name, viewer)) for name in ("role_at_work", "institution")]
    says = [row.shown(name, viewer) for name in ("can_help_with", "working_on")]
    return Hit(
        row.get_full_name(),
        f"/people/{row.public_id}/",
        " · ".join(filter(None, beside)),
        excerpt(" ".join(says), words),
    )


GROUPS = [Courses, Lessons, Discussions, Articles, Files, Plans, People]

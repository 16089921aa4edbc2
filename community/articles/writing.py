"""The page on which an article is written: its form, its box, and what saving does."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Collection

from community.composer import Composer
from community.models import ArticlePage
from courses.models import CourseImage

from .form import ArticleForm

ACTS = ("save", "preview", "submit")
COLLECTION = "Articles"
NEW = "article-new"


def place_of(pk):
    """The name of the box in which this article, or a new one, is written."""
    return f"article-{pk}" if pk else NEW


class ArticleComposer(Composer):
    people_url = ""  # an article names nobody

    @property
    def lead(self):
        return self.value("lead")


class ArticleWriting:
    """One article, or a new one, and what its author sent just now."""

    def __init__(self, request, article=None):
        self.request, self.article = request, article
        self.version = article.latest if article else None
        data = request.POST if request.method == "POST" else None
        files = request.FILES if request.method == "POST" else None
        self.act = request.POST.get("act")
        self.form = ArticleForm(data, files, version=self.version, hands_in=self.act == "submit")

    @cached_property
    def composer(self):
        pk = self.article.pk if self.article else None
        name = "community:edit_article" if pk else "community:new_article"
        return ArticleComposer(
            self.request,
            place_of(pk),
            reverse(name, args=[pk] if pk else []),
            label=_("Text"),
            button=_("Save draft"),
            form=self.form,
            text=self.version.text if self.version else "",
            initial=self.form.initial,
        )

    @property
    def conflicts(self):
        """Whether somebody saved another version since the writer's page was loaded."""
        return bool(self.article) and self.form.cleaned_data["seen"] != self.article.seen

    @property
    def needs_review(self):
        """Whether a moderator reads it first, or the button publishes it."""
        article = self.article or ArticlePage(author=self.request.user, live=False)
        return not article.live and article.needs_review

    @property
    def lost_picture(self):
        """Whether a picture was sent along with what could not be saved: no browser keeps it."""
        return bool(self.request.FILES)

    @property
    def seen(self):
        """What the page shows is what the server has now, also after a conflict."""
        return self.article.seen if self.article else ""

    def save(self):
        """Keep what was sent as the newest version; returns the article."""
        data = self.form.cleaned_data
        values = {name: data[name] for name in ("title", "lead", "text", "topics")}
        values |= {"related": self.form.related, "image": self._picture(), "image_alt": ""}
        if values["image"]:
            values["image_alt"] = data["image_alt"]
        if self.article is None:
            return ArticlePage.objects.begin(self.request.user, **values)
        self.article.write(self.request.user, **values)
        return self.article

    def _picture(self):
        data = self.form.cleaned_data
        if data["new_image"]:
            return keep_picture(self.request.user, data["new_image"], data["title"])
        return self.version.image if self.form.has_picture else None


def keep_picture(user, file, title):
    """Store a picture that was made safe, apart from those of the courses."""
    collection = Collection.objects.filter(depth=2, name=COLLECTION).first()
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=COLLECTION)
    image = CourseImage(title=title, file=file, uploaded_by_user=user, collection=collection)
    image._set_image_file_metadata()
    image.save()
    return image

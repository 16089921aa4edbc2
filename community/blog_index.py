"""The articles that the blogs' page lists, as its address says."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from accounts.models import Institution
from accounts.models.visibility import shown
from courses.catalog import topic_choices

from .models import ArticlePage

ARTICLES_AT_ONCE = 15


class BlogIndex:
    """Newest first, narrowed by topic and by the type of institution that authors work at."""

    institutions = Institution.Kind.choices

    def __init__(self, request):
        self.user, self.data = request.user, request.GET
        self.topics = topic_choices()
        self.topic = self._among("topic", {slug for slug, _name in self.topics})
        self.institution = self._among("institution", Institution.Kind.values)

    def _among(self, name, values):
        return self.data.get(name, "") if self.data.get(name) in values else ""

    @property
    def count(self):
        """How many choices narrow the list."""
        return bool(self.topic) + bool(self.institution)

    @cached_property
    def page(self):
        return Paginator(self._articles(), ARTICLES_AT_ONCE).get_page(self.data.get("page"))

    @property
    def query(self):
        query = self.data.copy()
        query.pop("page", None)
        return query.urlencode()

    def _articles(self):
        """Nobody is found by an institution that they do not show this reader."""
        articles = ArticlePage.objects.live().newest_first().for_list()
        if self.topic:
            articles = articles.filter(topics__slug=self.topic)
        if self.institution:
            articles = articles.filter(
                shown("institution", self.user, "author__"),
                author__institution__kind=self.institution,
            )
        return articles

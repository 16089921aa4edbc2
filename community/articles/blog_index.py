"""The articles that the blogs' page lists, as its address says."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from accounts.models import Institution
from accounts.models.visibility import works_at
from community.models import ArticlePage
from courses.catalog import topic_choices
from learning.forms import among, query_for_pages

ARTICLES_AT_ONCE = 15


class BlogIndex:
    """Newest first, narrowed by topic and by the type of institution that authors work at."""

    institutions = Institution.Kind.choices

    def __init__(self, request):
        self.user, self.data = request.user, request.GET
        self.topics = topic_choices()
        self.topic = among(self.data, "topic", {slug for slug, _name in self.topics})
        self.institution = among(self.data, "institution", Institution.Kind.values)

    @property
    def count(self):
        """How many choices narrow the list."""
        return bool(self.topic) + bool(self.institution)

    @cached_property
    def page(self):
        return Paginator(self._articles(), ARTICLES_AT_ONCE).get_page(self.data.get("page"))

    @property
    def query(self):
        return query_for_pages(self.data)

    def _articles(self):
        articles = ArticlePage.objects.live().newest_first().for_list()
        if self.topic:
            articles = articles.filter(topics__slug=self.topic)
        if self.institution:
            articles = articles.filter(works_at(self.institution, self.user, "author__"))
        return articles

"""The article that the front page shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import FrontPage, InfoPage
from tests import builders

MOST_QUERIES = 12


@pytest.fixture
def article(site):
    front = FrontPage.objects.get()
    words = "word " * 221
    article = front.add_child(
        instance=InfoPage(
            title="Hired is a beginning",
            slug="hired",
            search_description="Why it pays to ask.",
            body=f"<p>{words}</p>",
            in_footer=False,
        )
    )
    builders.publish(article)
    front.featured_article = article
    builders.publish(front)
    return article


def test_it_is_shown_with_its_teaser_and_the_time_it_takes(client, article):
    page = client.get("/").content.decode()
    assert f'href="{article.get_url()}"' in page and article.title in page
    assert "Why it pays to ask." in page and "2 minutes to read" in page


def test_an_article_that_was_taken_down_is_not_shown(client, article):
    client.get("/")
    article.unpublish()
    assert article.title not in client.get("/").content.decode()


def test_the_front_page_stays_when_its_article_is_deleted(client, article):
    client.get("/")
    article.delete()
    assert FrontPage.objects.get().article is None
    assert article.title not in client.get("/").content.decode()


def test_it_costs_two_queries_at_most(client, article, course):
    front = FrontPage.objects.get()
    counted = []
    for chosen in (None, article):
        front.featured_article = chosen
        builders.publish(front)
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counted.append(len(queries))
    without, with_article = counted
    assert with_article <= min(without + 2, MOST_QUERIES)

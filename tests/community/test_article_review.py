"""What moderators do with articles, and how authors are told."""

import pytest
from django.urls import reverse

from accounts.models import Notification
from community.models import ArticlePage, ModerationAct

pytestmark = pytest.mark.django_db

QUEUE = "/community/moderation/"


@pytest.fixture
def waiting(article):
    article.submit(article.author)
    return article


def review_url(article):
    return reverse("community:review_article", args=[article.pk])


def test_it_waits_in_the_queue_and_can_be_read(as_moderator, waiting):
    page = as_moderator.get(QUEUE).content.decode()
    assert waiting.title in page and review_url(waiting) in page
    page = as_moderator.get(review_url(waiting)).content.decode()
    assert "<strong>once</strong>" in page and waiting.lead in page


def test_publishing_is_written_down_and_told(as_moderator, moderator, waiting, client_for):
    data = {"act": "publish", "seen": waiting.seen}
    assert as_moderator.post(review_url(waiting), data).url == QUEUE
    assert ArticlePage.objects.get().live
    act = ModerationAct.objects.get()
    assert (act.act, act.moderator, act.article) == ("publish", moderator, waiting)
    author = client_for(waiting.author)
    page = author.get(reverse("notifications")).content.decode()
    assert "Your article “Ask graduates one question” is published" in page
    acts = as_moderator.get("/community/moderation/acts/").content.decode()
    assert "Published an article" in acts and f"/community/blogs/{waiting.slug}/" in acts


def test_publishing_twice_does_it_once(as_moderator, waiting):
    data = {"act": "publish", "seen": waiting.seen}
    as_moderator.post(review_url(waiting), data)
    waiting.refresh_from_db()
    assert as_moderator.post(review_url(waiting), {"act": "publish", "seen": waiting.seen}).url
    assert ModerationAct.objects.count() == 1 and Notification.objects.count() == 1


def test_what_changed_since_it_was_read_is_read_again(as_moderator, waiting):
    data = {"act": "publish", "seen": waiting.seen}
    waiting.write(waiting.author, text="Buy my book.")
    response = as_moderator.post(review_url(waiting), data)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Read it again" in page and "Buy my book." in page
    assert not ArticlePage.objects.get().live


def test_returning_wants_a_reason_and_tells_the_author(as_moderator, waiting, client_for):
    response = as_moderator.post(review_url(waiting), {"act": "return", "reason": ""})
    assert response.status_code == 422 and "Give a reason" in response.content.decode()
    assert ArticlePage.objects.get().state == "submitted"
    as_moderator.post(review_url(waiting), {"act": "return", "reason": "It names a student."})
    article = ArticlePage.objects.get()
    assert (article.state, article.returned_reason) == ("returned", "It names a student.")
    assert ModerationAct.objects.get().reason == "It names a student."
    author = client_for(article.author)
    page = author.get(reverse("notifications")).content.decode()
    assert "came back with a note" in page and f"/{article.pk}/edit/" in page
    assert as_moderator.get(review_url(article)).status_code == 404
    words = {"title": "Ask", "lead": "L", "text": "T", "seen": article.seen, "act": "submit"}
    author.post(reverse("community:edit_article", args=[article.pk]), words)
    assert ArticlePage.objects.get().state == "submitted"
    assert not Notification.objects.unread().exists()


def test_a_public_article_can_be_returned_too(as_moderator, published, client):
    assert "Return it to its author" in as_moderator.get(published.get_url()).content.decode()
    as_moderator.post(review_url(published), {"act": "return", "reason": "It is an advertisement."})
    assert client.get(published.get_url()).status_code == 404
    assert ArticlePage.objects.get().state == "returned"


def test_only_moderators_review(client_for, client, waiting, instructor, other_learner):
    for person in (instructor, other_learner, waiting.author):
        browser = client_for(person)
        assert browser.get(review_url(waiting)).status_code == 404
        data = {"act": "publish", "seen": waiting.seen}
        assert browser.post(review_url(waiting), data).status_code == 404
    assert waiting.title not in client_for(instructor).get(QUEUE).content.decode()
    assert client.get(review_url(waiting)).url.startswith(reverse("account_login"))
    assert not ModerationAct.objects.exists()


def test_nobody_is_told_of_their_own_review(site, moderator):
    article = ArticlePage.objects.begin(moderator, "Mine", text="x")
    article.submit(moderator)
    ModerationAct.objects.send_back(moderator, article, "On second thoughts.")
    assert not Notification.objects.exists()


@pytest.mark.parametrize("size", [2, 12])
def test_the_queue_costs_the_same(as_moderator, learner, site, size, django_assert_max_num_queries):
    for number in range(size):
        ArticlePage.objects.begin(learner, f"Number {number}", text="x").submit(learner)
    as_moderator.get(QUEUE)
    with django_assert_max_num_queries(14):
        assert as_moderator.get(QUEUE).content.decode().count("Read it") == size

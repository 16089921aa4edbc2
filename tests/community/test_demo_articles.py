"""The loader of the demonstration's articles, on a folder of the tests' own."""

import pytest
import yaml
from django.utils import timezone
from PIL import Image

from community.demo.articles import FORMER_ARTICLE, load_articles
from community.models import ArticlePage, Space, Thread
from courses.demo.files import ContentError
from courses.models import FrontPage, InfoPage, Topic
from tests import builders

pytestmark = pytest.mark.django_db

ARTICLE = {
    "title": "Ask once",
    "slug": "ask-once",
    "by": "learner",
    "at": [3, "09:00"],
    "lead": "Ten minutes.",
    "text": "Write **once**.",
}


@pytest.fixture
def write(tmp_path, course, learner, other_learner):
    """Load articles with these values, a file each."""
    learner.date_joined = other_learner.date_joined = timezone.now() - timezone.timedelta(days=90)
    learner.save()
    other_learner.save()

    def load(*articles):
        for number, values in enumerate(articles):
            (tmp_path / f"{number}.yaml").write_text(yaml.safe_dump(ARTICLE | values))
        return load_articles(tmp_path)

    return load


def test_an_article_is_published_as_old_as_it_is(write, learner, course, tmp_path):
    Topic.objects.create(name="Alumni", slug="alumni")
    Image.new("RGB", (1200, 600)).save(tmp_path / "one.png")
    values = {
        "topics": ["Alumni"],
        "image": {"file": "one.png", "alt": "A bench"},
        "related": [{"course": course.slug, "reason": "It begins there."}],
    }
    assert write(values) == 1
    article = ArticlePage.objects.get()
    assert (article.author, article.live, article.slug) == (learner, True, "ask-once")
    assert article.published_at < timezone.now() - timezone.timedelta(days=2)
    assert article.updated_at is None and article.image_alt == "A bench"
    assert article.topics.get().name == "Alumni"
    assert article.related_learning.get().course == course
    assert FrontPage.objects.get().article == article


def test_comments_are_told_with_their_replies(write, learner, other_learner):
    reply = {"by": "learner", "at": [1, "10:00"], "text": "In May.", "helped": ["other"]}
    comment = {"by": "other", "at": [2, "10:00"], "text": "When was that?", "replies": [reply]}
    write({"comments": [comment]})
    thread = Thread.objects.get()
    assert thread.space.kind == Space.Kind.ARTICLE and thread.author == other_learner
    assert thread.posts.get(number=2).marks.get().user == other_learner
    follow = thread.follows.get(user=learner)
    assert follow.since <= thread.created_at


def test_loading_again_changes_nothing(write, learner):
    write({})
    article = ArticlePage.objects.get()
    article.write(learner, text="Changed my mind.")
    article.publish_latest(learner)
    assert write({}) == 0
    assert ArticlePage.objects.get().text == "Changed my mind."


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"by": "nobody"}, "no person nobody"),
        ({"topics": ["Nothing"]}, "no topic Nothing"),
        ({"related": [{"course": "none", "reason": "x"}]}, "no such course"),
        ({"txet": "x"}, "unknown: txet"),
        ({"at": [400, "09:00"]}, "had not joined"),
        ({"comments": [{"by": "other", "at": [4, "09:00"], "text": "x"}]}, "before the article"),
    ],
)
def test_what_cannot_be_is_refused(write, values, said):
    with pytest.raises(ContentError, match=said):
        write(values)


@pytest.fixture
def former(site):
    """The page that an earlier version of the demonstration showed on its front page."""
    front = FrontPage.objects.get()
    page = front.add_child(instance=InfoPage(title="Misses", slug=FORMER_ARTICLE))
    builders.publish(page)
    front.featured_article = page
    builders.publish(front)
    return page


def test_the_former_article_gives_way_and_its_address_leads_on(client, write, former):
    write({})
    assert FrontPage.objects.get().article == ArticlePage.objects.get()
    response = client.get(f"/{FORMER_ARTICLE}/")
    assert (response.status_code, response.url) == (301, "/community/blogs/ask-once/")


def test_one_that_somebody_edited_stays(client, write, former, admin):
    former.save_revision(user=admin).publish()
    write({})
    assert client.get(f"/{FORMER_ARTICLE}/").status_code == 200


def test_what_somebody_chose_for_the_front_page_stays(write, site, admin):
    front = FrontPage.objects.get()
    front.featured_article = InfoPage.objects.first().page_ptr
    front.save_revision(user=admin).publish()
    write({})
    assert FrontPage.objects.get().article == InfoPage.objects.first()

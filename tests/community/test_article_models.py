"""An article from its first draft to its withdrawal, as the model keeps it."""

import re

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from community.models import ArticlePage, BlogsPage, CommunityPage, ModerationAct, Space, Thread
from courses.models import FrontPage, Topic

pytestmark = pytest.mark.django_db


def test_the_blogs_stand_below_the_front_page(site):
    blogs = BlogsPage.objects.get()
    assert blogs.get_url() == "/community/blogs/"
    parent = CommunityPage.objects.child_of(FrontPage.objects.get()).get()
    assert blogs.get_parent().pk == parent.pk


def test_a_draft_is_nobodys_but_its_authors(article, learner):
    assert not article.live and article.state == "draft"
    assert article.owner == article.author == learner
    assert (
        ArticlePage.objects.by(learner).get().latest.html
        == "<p>Write <strong>once</strong>, and thank them.</p>\n"
    )
    assert not Space.objects.filter(kind=Space.Kind.ARTICLE).exists()


def test_what_is_saved_later_is_a_version_and_the_address_stays(article, learner):
    before = article.seen
    topic = Topic.objects.create(name="Alumni", slug="alumni")
    article.write(learner, title="Another title", text="Others.", topics=[topic])
    article = ArticlePage.objects.get()
    assert article.seen != before and article.slug == "ask-graduates-one-question"
    assert article.latest.title == "Another title" and list(article.latest.topics.all()) == [topic]


@pytest.mark.parametrize(
    ("title", "slug"), [("New", "new-2"), ("¿?", "article"), ("Mine", "mine-2")]
)
def test_an_address_is_free_and_none_of_ours(site, learner, title, slug):
    assert ArticlePage.objects.begin(learner, title).slug == slug


def test_two_of_one_title_have_two_addresses(article, learner):
    assert ArticlePage.objects.begin(learner, article.title).slug == f"{article.slug}-2"


def test_the_first_article_waits_for_a_moderator_and_the_next_does_not(published, learner):
    assert published.live and published.state == "published" and published.submitted_at is None
    second = ArticlePage.objects.begin(learner, "Another one", text="Words.")
    assert second.submit(learner) and second.live


def test_handing_in_shows_it_to_nobody(article, learner, other_learner, moderator):
    assert article.submit(learner) is False
    assert not article.live and article.state == "submitted"
    assert article in ArticlePage.objects.waiting_for_review()
    assert article in ArticlePage.objects.reviewable_by(moderator)
    assert not ArticlePage.objects.reviewable_by(other_learner).exists()


def test_a_moderators_own_needs_no_review(site, moderator):
    assert ArticlePage.objects.begin(moderator, "How we read posts", text="Words.").submit(
        moderator
    )


def test_what_was_returned_is_read_again(published, moderator, learner):
    ModerationAct.objects.send_back(moderator, published, "It names a student.")
    article = ArticlePage.objects.get()
    assert (article.live, article.returned_reason) == (False, "It names a student.")
    assert article.submit(learner) is False
    assert article.returned_reason == "" and article.state == "submitted"


def test_a_version_does_not_bring_back_what_was_decided(article, moderator, learner):
    article.submit(learner)
    article.write(learner, text="While it waits.")
    assert article.submitted_at
    ModerationAct.objects.publish(moderator, article)
    assert article.submitted_at is None and "While it waits" in article.html


def test_facts_are_no_part_of_a_version(article, learner, other_learner):
    article.submit(learner)
    content = article.serializable_data() | {
        "submitted_at": None,
        "returned_reason": "Long ago.",
        "author": other_learner.pk,
    }
    version = article.with_content_json(content)
    assert version.submitted_at == article.submitted_at and version.submitted_at
    assert (version.returned_reason, version.author) == ("", learner)


def test_withdrawing_hides_the_comments_and_publishing_shows_them_again(
    published, learner, other_learner
):
    space = Space.objects.get(kind=Space.Kind.ARTICLE)
    assert space.is_public and space.title == published.title
    thread = Thread.objects.start(other_learner, space, "We tried it.")
    assert thread.follows.filter(user=learner).exists()
    published.withdraw(learner)
    assert not published.live and published.state == "withdrawn"
    assert not Thread.objects.visible_to(other_learner).exists()
    assert published.submit(learner)
    assert Thread.objects.visible_to(other_learner).exists()
    assert Space.objects.filter(kind=Space.Kind.ARTICLE).count() == 1


def test_html_is_made_again_whatever_is_stored(published, learner):
    published.write(learner, text="<script>alert(1)</script> [x](javascript:alert(1))")
    published.publish_latest(learner)
    assert "<script" not in published.html and 'href="javascript' not in published.html
    published.html = "<script>"
    published.save()
    assert "<script" not in ArticlePage.objects.get().html


def test_a_picture_wants_words(published):
    from courses.models import CourseImage

    published.image = CourseImage(pk=1)
    with pytest.raises(ValidationError, match="what the picture shows"):
        published.clean()


def test_a_comment_waits_for_an_answer_only_if_it_asks(published, other_learner):
    space = Space.objects.get(kind=Space.Kind.ARTICLE)
    Thread.objects.start(other_learner, space, "We tried it.")
    asked = Thread.objects.start(other_learner, space, "Who pays?", kind="question")
    assert list(Thread.objects.awaiting_answer()) == [asked]


def test_an_article_keeps_its_author(published, learner):
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        learner.delete()
    assert Page.objects.filter(pk=published.pk).exists()


def test_its_author_downloads_all_of_it(article, learner, moderator):
    from accounts.personal_data import everything_of

    article.submit(learner)
    ModerationAct.objects.send_back(moderator, article, "Ask her first.")
    [row] = everything_of(learner)["articles"]
    assert row["text"] == "Write **once**, and thank them." and row["state"] == "returned"
    assert row["returned_because"] == "Ask her first." and row["handed_in"] == ""
    assert everything_of(moderator)["articles"] == []


def test_who_leaves_takes_drafts_along_and_leaves_what_is_public(published, learner):
    ArticlePage.objects.begin(learner, "A draft", text="Private.")
    learner.erase()
    assert [row.pk for row in ArticlePage.objects.all()] == [published.pk]
    assert ArticlePage.objects.get().author.get_full_name() == "Former member"


@pytest.mark.parametrize(
    ("text", "levels"),
    [("# A\n\n#### B", ["h2", "h3"]), ("#### B", ["h2"]), ("## A\n\n### B", ["h2", "h2"])],
)
def test_headings_stand_right_below_the_title(article, text, levels):
    article.text = text
    article.save()
    assert re.findall(r"<(h\d)>", article.html) == levels
    assert re.findall(r"</(h\d)>", article.html) == levels


def test_a_heading_that_is_only_spoken_of_stays_words(article):
    article.text = "Write `<h3>` there, <h3>not</h3> here."
    article.save()
    assert "&lt;h3&gt;" in article.html and "<h2>" not in article.html

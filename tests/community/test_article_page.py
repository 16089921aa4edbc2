"""Reading an article: what stands below it, comments, and what the page costs."""

import gzip

import pytest
from django.urls import reverse

from accounts.models import Institution, Notification
from community.articles.blog_index import ARTICLES_AT_ONCE
from community.articles.talk import COMMENTS_AT_ONCE, REPLIES_SHOWN
from community.models import ArticlePage, Post, Space, Thread
from courses.models import FrontPage, Topic
from tests import builders

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture
def space(published):
    return Space.objects.get(kind=Space.Kind.ARTICLE)


def comment_url(space):
    return reverse("community:start_thread", args=[space.pk])


# Reading


def test_everyone_reads_it(client, published):
    page = client.get(published.get_url()).content.decode()
    assert f"<title>{published.title} –" in page and page.count("<h1") == 1
    assert published.lead in page and "<strong>once</strong>" in page
    assert published.author.display_name in page and "Larkspur Community College" in page
    assert "1 minute to read" in page and "Updated" not in page


def test_its_author_alone_is_offered_to_edit_it(as_learner, client_for, published, other_learner):
    assert published.get_writing_url() in as_learner.get(published.get_url()).content.decode()
    page = client_for(other_learner).get(published.get_url()).content.decode()
    assert published.get_writing_url() not in page and "Withdraw" not in page


def test_where_its_author_works_is_shown_to_whom_they_like(client, as_learner, published):
    published.author.visibility = {"institution": "members"}
    published.author.save()
    assert "Larkspur" not in client.get(published.get_url()).content.decode()
    assert "Larkspur" in as_learner.get(published.get_url()).content.decode()


# Comments


def test_a_comment_stands_below_the_article_and_its_author_is_told(
    client_for, other_learner, published, space, django_capture_on_commit_callbacks
):
    browser = client_for(other_learner)
    with django_capture_on_commit_callbacks(execute=True):
        response = browser.post(comment_url(space), {"text": "We tried it in May."})
    post = Post.objects.get()
    assert response.url == f"{published.get_url()}#post-{post.pk}"
    page = browser.get(published.get_url()).content.decode()
    assert "We tried it in May." in page and f'id="post-{post.pk}"' in page
    told = Notification.objects.get(event="followed")
    assert told.recipient == published.author
    author = client_for(published.author)
    page = author.get(reverse("notifications")).content.decode()
    assert "Bo Sandström commented on “Ask graduates one question”" in page


def test_replies_stand_below_their_comment(client, published, space, other_learner):
    first = Thread.objects.start(other_learner, space, "First comment.")
    Thread.objects.start(other_learner, space, "Second comment.")
    first.reply(published.author, "Thank you for the first.")
    page = client.get(published.get_url()).content.decode()
    order = ["First comment.", "Thank you for the first.", "Second comment."]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    assert page.count("posts__item--below") == 1 and page.count('<h3 class="post__by"') == 3


def test_signed_out_one_comes_back_to_the_box_with_the_words(client, published, space, learner):
    assert "Sign in to comment" in client.get(published.get_url()).content.decode()
    response = client.post(comment_url(space), {"text": "A thought."})
    assert published.slug in response.url and f"%23write-{space.writing_place}" in response.url
    assert not Thread.objects.exists()
    client.force_login(learner, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "A thought." in client.get(published.get_url()).content.decode()


def test_an_empty_comment_is_refused(as_learner, space):
    response = as_learner.post(comment_url(space), {"text": " "})
    assert response.status_code == 422 and "There is a problem" in response.content.decode()


def test_the_comments_have_no_page_beside_the_article(as_learner, published, space):
    assert as_learner.get(space.get_absolute_url()).url == f"{published.get_url()}#comments"


def test_pages_of_comments_keep_their_addresses(as_learner, published, space, other_learner):
    for number in range(COMMENTS_AT_ONCE):
        Thread.objects.start(other_learner, space, f"Comment {number}.")
    page = as_learner.get(published.get_url()).content.decode()
    assert "Comment 49." in page and "page=2" not in page
    response = as_learner.post(comment_url(space), {"text": "On the second page."})
    post = Post.objects.latest("pk")
    assert response.url == f"{published.get_url()}?page=2#post-{post.pk}"
    second = as_learner.get(f"{published.get_url()}?page=2").content.decode()
    assert "On the second page." in second and "Comment 49." not in second
    assert 'href="?page=1#comments"' in second


def test_a_long_thread_goes_on_at_its_own_page(client, published, space, other_learner):
    thread = Thread.objects.start(other_learner, space, "Who else?")
    for number in range(REPLIES_SHOWN + 2):
        thread.reply(published.author, f"Reply {number}.")
    page = client.get(published.get_url()).content.decode()
    assert "Reply 19." in page and "Reply 20." not in page
    assert "Read 2 more replies" in page and thread.get_absolute_url() in page


def test_what_waits_for_a_glance_is_its_writers_alone(
    client_for, client, published, space, other_learner, moderator
):
    browser = client_for(other_learner)
    browser.post(comment_url(space), {"text": "See https://spam.example/"})
    assert "spam.example" in browser.get(published.get_url()).content.decode()
    assert "spam.example" not in client.get(published.get_url()).content.decode()
    page = client_for(moderator).get("/community/moderation/").content.decode()
    assert "spam.example" in page


def test_with_the_article_its_comments_go(as_learner, client, published, space, other_learner):
    thread = Thread.objects.start(other_learner, space, "We tried it.")
    published.withdraw(published.author)
    assert client.get(thread.get_absolute_url()).status_code == 404
    assert as_learner.post(comment_url(space), {"text": "Too late."}).status_code == 404


# Related learning opportunities


def topics_named(*names):
    return [Topic.objects.get_or_create(name=name, slug=name.lower())[0] for name in names]


def course_about(title, *names, **fields):
    course = builders.make_course(title, **fields)
    course.topics = topics_named(*names)
    builders.publish(course)
    return course


def test_courses_that_share_most_come_first_with_the_reason(client, published):
    course_about("One in common", "Alumni")
    course_about("Two in common", "Alumni", "Facilitation", "Law")
    course_about("Nothing in common", "Law")
    course_about("Closed", "Alumni", "Facilitation", enrollment_open=False)
    published.write(published.author, topics=topics_named("Alumni", "Facilitation"))
    published.publish_latest(published.author)
    page = client.get(published.get_url()).content.decode()
    related = page.split('id="related"')[1].split("</section>")[0]
    assert related.index("Two in common") < related.index("One in common")
    assert "Shares the topics Alumni and Facilitation" in related
    assert "Shares the topic Alumni" in related
    assert "Nothing in common" not in related and "Closed" not in related


def test_three_at_most_and_a_named_one_first(client, published):
    for number in range(4):
        course_about(f"Course {number}", "Alumni")
    named = course_about("A named one", "Alumni")
    published.write(
        published.author, topics=topics_named("Alumni"), related=[(named.pk, "It has the forms.")]
    )
    published.publish_latest(published.author)
    page = client.get(published.get_url()).content.decode()
    related = page.split('id="related"')[1].split("</section>")[0]
    assert related.count("<li>") == 3 and related.count("A named one") == 1
    assert "It has the forms." in related
    assert related.index("A named one") < related.index("Course 0")


def test_nothing_in_common_shows_nothing(client, published):
    course_about("Another", "Law")
    assert "Related learning" not in client.get(published.get_url()).content.decode()


def test_a_course_that_closes_is_no_longer_related(client, published):
    course = course_about("Open now", "Alumni")
    published.write(published.author, topics=topics_named("Alumni"))
    published.publish_latest(published.author)
    assert "Open now" in client.get(published.get_url()).content.decode()
    course.enrollment_open = False
    builders.publish(course)
    assert "Open now" not in client.get(published.get_url()).content.decode()


# The list


def articles_by(person, count, **values):
    for number in range(count):
        article = ArticlePage.objects.begin(person, f"Article {number}", lead="Why.", **values)
        article.publish_latest(person)


def test_the_newest_stands_first(client, published, moderator):
    article = ArticlePage.objects.begin(moderator, "The newest", text="x")
    article.submit(moderator)
    page = client.get("/community/blogs/").content.decode()
    assert page.index("The newest") < page.index(published.title)
    assert "Write an article" in page and "2 articles" in page


def test_drafts_are_in_no_list(client, article):
    page = client.get("/community/blogs/").content.decode()
    assert article.title not in page and "Nobody has written an article yet" in page


def test_it_is_narrowed_by_topic(client, published, moderator):
    [topic] = topics_named("Alumni")
    articles_by(moderator, 1, topics=[topic])
    page = client.get("/community/blogs/", {"topic": "alumni"}).content.decode()
    assert "Article 0" in page and published.title not in page and "Clear 1 choice" in page
    page = client.get("/community/blogs/", {"topic": "nonsense"}).content.decode()
    assert "Article 0" in page and published.title in page


def test_by_institution_nobody_is_found_who_does_not_show_theirs(client, published, as_learner):
    author = published.author
    author.institution.kind = Institution.Kind.values[1]
    author.institution.save()
    chosen = {"institution": author.institution.kind}
    assert published.title in client.get("/community/blogs/", chosen).content.decode()
    author.visibility = {"institution": "members"}
    author.save()
    page = client.get("/community/blogs/", chosen).content.decode()
    assert published.title not in page and "No article matches" in page
    assert published.title in as_learner.get("/community/blogs/", chosen).content.decode()


# What pages cost


@pytest.mark.parametrize("size", [3, 50])
def test_an_article_costs_the_same_however_much_is_said(
    client_for, published, space, other_learner, size, django_assert_max_num_queries
):
    published.write(published.author, topics=topics_named("Alumni"))
    published.publish_latest(published.author)
    course_about("A course", "Alumni")
    for number in range(size):
        thread = Thread.objects.start(other_learner, space, f"Comment {number}. " + "word " * 40)
        thread.reply(published.author, "Thank you. " + "word " * 30)
    browser = client_for(other_learner)
    browser.get(published.get_url())
    with django_assert_max_num_queries(MOST_QUERIES):
        page = browser.get(published.get_url())
    assert page.content.count(b"Thank you.") == size
    assert len(gzip.compress(page.content)) < 25_000


@pytest.mark.parametrize("size", [2, 14])
def test_the_list_costs_the_same(as_learner, moderator, site, size, django_assert_max_num_queries):
    articles_by(moderator, size, topics=topics_named("Alumni", "Law"))
    as_learner.get("/community/blogs/")
    with django_assert_max_num_queries(10):
        page = as_learner.get("/community/blogs/").content.decode()
    assert page.count("Article ") == min(size, ARTICLES_AT_ONCE)


# On the front page


def test_the_front_page_shows_its_lead(client, published):
    front = FrontPage.objects.get()
    front.featured_article = published
    builders.publish(front)
    page = client.get("/").content.decode()
    assert published.lead in page and f'href="{published.get_url()}"' in page
    published.write(published.author, lead="Another reason.")
    published.publish_latest(published.author)
    assert "Another reason." in client.get("/").content.decode()

"""What a person keeps: discussions, lessons, outside addresses; the list, and changing it."""

import pytest
from django.urls import reverse

from community.models import ArticlePage, SharedFile, Thread
from learning import bookmark_targets
from learning.models import Bookmark, Shelf
from learning.models.bookmarks import host_of, normalized_tags
from tests import builders
from tests.html import body_of

from .files.sheets import send

HTMX = {"HTTP_HX_REQUEST": "true"}
URL = "/community/bookmarks/"
ADD = URL + "add/"
GOOD = "https://www.example.com/checklist?x=1#top"


def keep_address(user, url=GOOD, **fields):
    row, _made = Bookmark.objects.keep(user, "address", url, title=url, url=url)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row


def edit_url(row):
    return reverse("community:edit_bookmark", args=[row.pk])


def delete_url(row):
    return reverse("community:delete_bookmark", args=[row.pk])


@pytest.fixture
def toggle(thread):
    return reverse("community:toggle_bookmark", args=["thread", thread.pk])


# The button


def test_a_thread_is_kept_and_let_go(as_learner, learner, thread, toggle):
    assert 'aria-pressed="false"' in body_of(as_learner.get(thread.get_absolute_url()))
    response = as_learner.post(toggle, {"keep": 1}, follow=True)
    assert response.redirect_chain[0] == (thread.get_absolute_url(), 302)
    assert 'aria-pressed="true"' in body_of(response)
    row = Bookmark.objects.get()
    assert (row.user, row.kind, row.title) == (learner, "thread", thread.title)
    as_learner.post(toggle, {"keep": 0})
    assert not Bookmark.objects.exists()


def test_keeping_it_again_keeps_its_note(as_learner, toggle):
    as_learner.post(toggle, {"keep": 1})
    Bookmark.objects.update(note="Ask Rosa")
    as_learner.post(toggle, {"keep": 1})
    assert Bookmark.objects.get().note == "Ask Rosa"


def test_a_script_gets_the_button_and_what_to_announce(as_learner, toggle):
    response = as_learner.post(toggle, {"keep": 1}, **HTMX)
    assert "<html" not in body_of(response)
    assert 'aria-pressed="true"' in body_of(response)
    assert "Bookmarked." in response["HX-Trigger"]


def test_a_visitor_sees_no_button_and_is_led_to_sign_in(client, public, thread, toggle):
    address = thread.get_absolute_url()
    assert "Bookmark this discussion" not in body_of(client.get(address))
    login = f"{reverse('account_login')}?next="
    assert client.post(toggle, {"keep": 1}).url == login + address
    assert client.post(toggle, {"keep": 1}, **HTMX)["HX-Redirect"] == login + address


def test_what_one_may_not_read_cannot_be_kept(client_for, other_learner, client, thread, toggle):
    other = client_for(other_learner)
    assert other.post(toggle, {"keep": 1}).status_code == 404
    assert "thread" not in client.post(toggle, {"keep": 1}).url.partition("next=")[2]
    thread.opening.hide()
    assert not Bookmark.objects.exists()


@pytest.mark.parametrize("path", ["thread/99999999", f"thread/{'9' * 40}", "file/1", "lesson/1"])
def test_what_is_not_there_is_not_found(as_learner, path):
    assert as_learner.post(f"{URL}{path}/", {"keep": 1}).status_code == 404


def test_get_keeps_nothing(as_learner, toggle):
    assert as_learner.get(toggle).status_code == 405


# The list


def test_mine_are_listed_the_newest_first(as_learner, learner, lessons, thread):
    bookmark_targets.save(learner, "thread", thread.pk)
    for lesson in lessons:
        bookmark_targets.save(learner, "lesson", lesson.key)
    keep_address(learner)
    page = body_of(as_learner.get(URL))
    links = [GOOD, *[lesson.get_url() for lesson in reversed(lessons)], thread.get_absolute_url()]
    places = [page.index(f'<a href="{link.replace("&", "&amp;")}"') for link in links]
    assert places == sorted(places)
    assert "Beyond the Job Board" in page and thread.space.title in page


def test_nobody_elses_are(client_for, learner, other_learner, lesson):
    bookmark_targets.save(learner, "lesson", lesson.key)
    page = body_of(client_for(other_learner).get(URL))
    assert lesson.title not in page and "No bookmarks yet" in page


def test_the_list_asks_to_sign_in(client, db):
    assert client.get(URL).url == f"{reverse('account_login')}?next={URL}"


def test_what_is_gone_keeps_its_title_without_a_link(as_learner, learner, lesson, thread):
    bookmark_targets.save(learner, "lesson", lesson.key)
    bookmark_targets.save(learner, "thread", thread.pk)
    lesson.unpublish()
    thread.opening.hide()
    page = body_of(as_learner.get(URL))
    assert page.count("No longer available") == 2
    assert lesson.title in page and thread.title in page
    assert lesson.url_path.partition("/courses/")[2] not in page
    assert thread.get_absolute_url() not in page


def test_so_does_a_lesson_whose_course_is_unpublished(as_learner, learner, course, lesson):
    bookmark_targets.save(learner, "lesson", lesson.key)
    course.unpublish()
    assert "No longer available" in body_of(as_learner.get(URL))


def test_a_lesson_that_is_deleted_is_remembered(as_learner, learner, lesson):
    bookmark_targets.save(learner, "lesson", lesson.key)
    lesson.delete()
    page = body_of(as_learner.get(URL))
    assert lesson.title in page and "No longer available" in page


def test_so_is_a_thread_one_may_not_read_any_more(client_for, moderator, thread):
    bookmark_targets.save(moderator, "thread", thread.pk)
    moderator.groups.clear()
    page = body_of(client_for(moderator).get(URL))
    assert thread.title in page and "No longer available" in page


def test_a_thread_is_called_what_it_is_called_now(as_learner, learner, thread):
    bookmark_targets.save(learner, "thread", thread.pk)
    Thread.objects.filter(pk=thread.pk).update(title="A better title")
    assert "A better title" in body_of(as_learner.get(URL))


def test_that_of_a_merged_thread_leads_to_the_other(as_learner, learner, moderator, space, thread):
    other = Thread.objects.start(learner, space, "The one that stays.")
    bookmark_targets.save(learner, "thread", thread.pk)
    thread.merge_into(other)
    page = body_of(as_learner.get(URL))
    assert other.get_absolute_url() in page and "No longer available" not in page


def test_they_are_searched_by_title_note_address_and_tag(as_learner, learner):
    row = keep_address(learner, title="A checklist", note="For Monday’s drop-in")
    row.set_tags(["resumes"])
    keep_address(learner, "https://example.org/other", title="Unlike")
    for words in ("CHECK", "drop-in", "example.com", "resume"):
        page = body_of(as_learner.get(URL, {"q": words}))
        assert "A checklist" in page and "Unlike" not in page, words
        assert "1 bookmark<" in page
    page = body_of(as_learner.get(URL, {"q": "zeppelin"}))
    assert "None of your bookmarks matches" in page


def test_they_are_narrowed_by_tag_and_to_the_unsorted(as_learner, learner):
    shelf = Shelf.objects.create(owner=learner, title="Sorted")
    keep_address(learner, title="On a shelf", shelf=shelf)
    tagged = keep_address(learner, "https://example.org/", title="On none")
    tagged.set_tags(["resumes"])
    page = body_of(as_learner.get(URL, {"unsorted": 1}))
    assert "On none" in page and "On a shelf" not in page
    page = body_of(as_learner.get(URL, {"tag": "resumes"}))
    assert "On none" in page and "On a shelf" not in page
    page = body_of(as_learner.get(URL, {"tag": "no such tag"}))
    assert "On none" in page and "On a shelf" in page


@pytest.mark.timeout(30)
def test_hostile_searches_are_answered(as_learner, learner):
    keep_address(learner)
    for words in ("%", "\x00", '"', "a" * 100_000, "' OR 1=1 --", "_" * 100_000):
        assert as_learner.get(URL, {"q": words, "tag": words}).status_code == 200


def test_fifty_cost_as_many_queries_as_five(
    as_learner, learner, course, space, django_assert_max_num_queries
):
    module = builders.make_module(course)
    counts = []
    for many in (5, 50):
        while Bookmark.objects.count() < many:
            number = Bookmark.objects.count()
            lesson = builders.make_lesson(module, f"Lesson {number}", [])
            bookmark_targets.save(learner, "lesson", lesson.key)
            row = keep_address(learner, f"https://example.org/{number}")
            row.set_tags(["one", "two"])
            thread = Thread.objects.start(learner, space, f"Thread {number}")
            bookmark_targets.save(learner, "thread", thread.pk)
        as_learner.get(URL)
        with django_assert_max_num_queries(15) as queries:
            page = body_of(as_learner.get(URL))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "Page 1 of 3" in page


# An outside address


def test_an_address_is_kept_with_its_host_and_never_trusted(as_learner, learner):
    shelf = Shelf.objects.create(owner=learner, title="Mine")
    typed = {"url": GOOD, "note": "Long", "tags": "Résumés, #First", "shelf": shelf.pk}
    response = as_learner.post(ADD, typed, follow=True)
    row = Bookmark.objects.get()
    assert row.title == "www.example.com/checklist" and row.shelf == shelf
    assert [tag.name for tag in row.tags.all()] == ["first", "résumés"]
    page = body_of(response)
    assert f'<a href="{GOOD}" rel="nofollow ugc noopener">' in page
    assert "· www.example.com" in page


def test_saved_again_it_is_the_same_row_with_what_was_typed_added(as_learner):
    as_learner.post(ADD, {"url": GOOD, "note": "First", "tags": "one"})
    as_learner.post(ADD, {"url": GOOD, "note": "", "tags": "two"})
    row = Bookmark.objects.get()
    assert row.note == "First" and {tag.name for tag in row.tags.all()} == {"one", "two"}


@pytest.mark.parametrize(
    "url",
    [
        "", "javascript:alert(1)", "data:text/html,x", "ftp://example.com/", "mailto:a@b.org",
        "https://example.com@evil.example/", "//", "https://", "http:///x", "no address at all",
        "https://exa\tmple.com/", "https://example.com/\x00", "https://e.com/" + "a" * 2000,
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_and_stays_in_the_form(as_learner, url):
    response = as_learner.post(ADD, {"url": url, "note": "My words"})
    page = body_of(response)
    assert response.status_code == 422 and not Bookmark.objects.exists()
    assert "There is a problem" in page and "My words" in page
    assert "<title>Error:" in page


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://EXAMPLE.com:8000/x", "example.com"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("javascript:alert(1)", ""),
        ("https://a@b.example/", ""),
        ("https://[broken/", ""),
    ],
)
def test_the_host_is_what_a_browser_would_ask(url, host):
    assert host_of(url) == host


def test_an_address_that_got_in_otherwise_is_no_link(as_learner, learner):
    keep_address(learner, "javascript:alert(1)", title="A trap")
    page = body_of(as_learner.get(URL))
    assert "A trap" in page and "javascript:" not in page


def test_everything_typed_is_escaped(as_learner, learner):
    shelf = Shelf.objects.create(owner=learner, title="<b>s</b>", description="<b>d</b>")
    typed = {"url": GOOD, "title": "<b>t</b>", "note": "<b>n</b>", "tags": "<b>g</b>"}
    as_learner.post(ADD, typed | {"shelf": shelf.pk})
    row = Bookmark.objects.get()
    shelf_url = reverse("community:shelf", args=[shelf.pk])
    for url in (URL, shelf_url, edit_url(row), delete_url(row), URL + "?tag=<b>g</b>"):
        page = body_of(as_learner.get(url))
        assert "<b>" not in page and "&lt;b&gt;t&lt;/b&gt;" in page


def test_nobody_elses_shelf_takes_it(as_learner, other_learner):
    theirs = Shelf.objects.create(owner=other_learner, title="Theirs", is_shared=True)
    response = as_learner.post(ADD, {"url": GOOD, "shelf": theirs.pk})
    assert response.status_code == 422 and not Bookmark.objects.exists()


# Changing and removing one


def test_note_tags_and_shelf_are_changed(as_learner, learner, thread):
    row = bookmark_targets.save(learner, "thread", thread.pk)
    row.set_tags(["old"])
    shelf = Shelf.objects.create(owner=learner, title="Mine")
    typed = {"note": "Ask Rosa", "tags": "New,  two   words", "shelf": shelf.pk, "title": "Forged"}
    assert "old" in body_of(as_learner.get(edit_url(row)))
    as_learner.post(edit_url(row), typed)
    row.refresh_from_db()
    assert (row.note, row.shelf, row.title) == ("Ask Rosa", shelf, thread.title)
    assert [tag.name for tag in row.tags.all()] == ["new", "two words"]


def test_the_title_of_an_outside_address_is_ones_own(as_learner, learner):
    row = keep_address(learner)
    as_learner.post(edit_url(row), {"title": "My title"})
    row.refresh_from_db()
    assert row.title == "My title" and row.url == GOOD
    assert as_learner.post(edit_url(row), {"title": ""}).status_code == 422


@pytest.mark.parametrize(
    "typed",
    [{"note": "n" * 1001}, {"tags": "a" * 41}, {"tags": ",".join("abcdefghijk")}],
)
def test_too_much_is_said_and_nothing_typed_is_lost(as_learner, learner, typed):
    row = keep_address(learner)
    response = as_learner.post(edit_url(row), {"title": "T", "note": "Words", **typed})
    page = body_of(response)
    assert response.status_code == 422 and "There is a problem" in page
    assert all(value in page for value in typed.values())
    row.refresh_from_db()
    assert row.note == "" and not row.tags.exists()


def test_removing_asks_first(as_learner, learner):
    row = keep_address(learner, note="Gone with it")
    assert "Gone with it" in body_of(as_learner.get(delete_url(row)))
    assert Bookmark.objects.exists()
    response = as_learner.post(delete_url(row), follow=True)
    assert "Bookmark removed." in body_of(response) and not Bookmark.objects.exists()


@pytest.mark.parametrize("url", [edit_url, delete_url])
def test_nobody_elses_are_found(client_for, client, learner, other_learner, moderator, url):
    shelf = Shelf.objects.create(owner=learner, title="Shared", is_shared=True)
    row = keep_address(learner, shelf=shelf)
    for person in (other_learner, moderator):
        theirs = client_for(person)
        assert theirs.get(url(row)).status_code == 404
        assert theirs.post(url(row), {"note": "Mine now", "title": "x"}).status_code == 404
    assert reverse("account_login") in client.post(url(row)).url
    row.refresh_from_db()
    assert row.note == ""


def test_tags_become_a_short_list_of_plain_words():
    assert normalized_tags(["  #Front  Desk ", "front desk", "", "#", "ÄÖ"]) == ["front desk", "äö"]
    assert len(normalized_tags([str(number) for number in range(99)])) == 10


# Articles and files


def test_an_article_is_kept_while_it_is_public(as_learner, learner, other_learner):
    article = ArticlePage.objects.begin(other_learner, "How we answer")
    toggle = reverse("community:toggle_bookmark", args=["article", article.pk])
    assert as_learner.post(toggle, {"keep": 1}).status_code == 404
    article.write(other_learner, text="With a question.")
    article.publish_latest(other_learner)
    assert as_learner.post(toggle, {"keep": 1}).url == article.get_absolute_url()
    assert 'aria-pressed="true"' in body_of(as_learner.get(article.get_absolute_url()))
    page = body_of(as_learner.get(URL))
    assert article.get_absolute_url() in page and other_learner.display_name in page
    article.withdraw(other_learner)
    assert "No longer available" in body_of(as_learner.get(URL))


def test_a_file_is_kept_while_it_is_shared_with_one(
    as_learner, client_for, other_learner, learner, space
):
    for number in range(3):  # whoever is new has their files looked at first
        Thread.objects.start(learner, space, f"Post {number}")
    send(as_learner)
    file = SharedFile.objects.get()
    toggle = reverse("community:toggle_bookmark", args=["file", file.pk])
    other = client_for(other_learner)
    assert other.post(toggle, {"keep": 1}).url == file.get_absolute_url()
    assert file.get_absolute_url() in body_of(other.get(URL))
    file.hide()
    page = body_of(other.get(URL))
    assert file.title in page and "No longer available" in page
    assert other.post(toggle, {"keep": 0}).url == URL and not Bookmark.objects.exists()
    assert other.post(toggle, {"keep": 1}).status_code == 404

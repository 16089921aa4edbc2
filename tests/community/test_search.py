"""One search for the whole site: what is found, by whom, and what never is."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.urls import reverse

from accounts.models import User
from community.models import ArticlePage, SharedFile, Space, Thread
from community.searching import groups as search_groups
from community.searching.search import ON_A_PAGE, ON_TOP, Search, excerpt, plain
from learning.models import Enrollment
from tests import builders
from tests.html import body_of

from .files.sheets import send

URL = "/search/"


def names_found(client, q, part=""):
    response = client.get(URL, {"q": q, "in": part})
    assert response.status_code == 200
    return {row.name: [hit.title for hit in row.hits] for row in response.context["search"].found}


def publish_article(author, title="How we answer", text="A zeppelin over the campus."):
    article = ArticlePage.objects.begin(author, title)
    article.write(author, text=text)
    article.publish_latest(author)
    return article


# What is found


def test_every_part_of_the_site_is_searched(as_learner, learner, course, public):
    course.promise = "A zeppelin of one’s own"
    builders.publish(course)
    builders.make_lesson(builders.make_module(course), "The zeppelin lesson", [])
    Thread.objects.start(learner, public, "Who has seen the zeppelin?")
    publish_article(learner)
    learner.can_help_with = "Repairing a zeppelin"
    learner.save()
    found = names_found(as_learner, "zeppelin")
    assert found == {
        "courses": ["Beyond the Job Board"],
        "lessons": ["The zeppelin lesson"],
        "discussions": ["Who has seen the zeppelin?"],
        "articles": ["How we answer"],
        "people": [learner.display_name],
    }
    page = body_of(as_learner.get(URL, {"q": "zeppelin"}))
    assert "5 results for “zeppelin”" in page and 'role="status"' in page
    assert "<mark>zeppelin</mark> over the campus" in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_reply_is_found_and_quoted_under_its_thread(client, learner, other_learner, public):
    thread = Thread.objects.start(learner, public, "What do you do on Mondays?")
    thread.reply(other_learner, "We fly the **zeppelin**, all of us.")
    page = body_of(client.get(URL, {"q": "zeppelin"}))
    assert thread.title in page and "We fly the <mark>zeppelin</mark>, all of us." in page


def test_all_of_the_words_have_to_stand_there(client, learner, public):
    Thread.objects.start(learner, public, "A zeppelin over the campus")
    assert names_found(client, "zeppelin campus")
    assert not names_found(client, "zeppelin harbor")


def test_more_than_the_best_are_counted_and_lead_to_pages(client, learner, public):
    for number in range(ON_A_PAGE + 3):
        Thread.objects.start(learner, public, f"Zeppelin number {number}")
    page = body_of(client.get(URL, {"q": "zeppelin"}))
    assert page.count("<h3>") == ON_TOP
    assert f"All {ON_A_PAGE + 3} in Discussions" in page
    assert "?q=zeppelin&amp;in=discussions" in page
    first = body_of(client.get(URL, {"q": "zeppelin", "in": "discussions"}))
    assert first.count("<h3>") == ON_A_PAGE and "Page 1 of 2" in first
    assert "?q=zeppelin&amp;in=discussions&amp;page=2" in first
    second = body_of(client.get(URL, {"q": "zeppelin", "in": "discussions", "page": 2}))
    assert second.count("<h3>") == 3


def test_the_header_of_every_page_leads_there(client, site):
    page = body_of(client.get("/courses/"))
    assert f'<form class="site-find" action="{URL}"' in page and f'href="{URL}"' in page
    assert '<form class="site-find"' not in body_of(client.get(URL))


# What is not


def test_a_held_post_is_found_by_nobody(client, as_learner, learner, other_learner, public):
    thread = Thread.objects.start(learner, public, "What do you do on Mondays?")
    thread.reply(other_learner, "We fly the zeppelin.").hold()
    held = Thread.objects.start(other_learner, public, "The zeppelin flies")
    held.opening.hold()
    assert not names_found(client, "zeppelin") and not names_found(as_learner, "zeppelin")


@pytest.mark.parametrize("act", ["hide", "delete_by_author"])
def test_neither_is_a_hidden_or_deleted_one(client, as_learner, learner, public, act):
    first = Thread.objects.start(learner, public, "The zeppelin flies.", title="Mondays")
    second = Thread.objects.start(learner, public, "What do you do?", title="Tuesdays")
    reply = second.reply(learner, "We fly the zeppelin.")
    assert set(names_found(client, "zeppelin")["discussions"]) == {"Mondays", "Tuesdays"}
    getattr(first.opening, act)()
    getattr(reply, act)()
    assert not names_found(client, "zeppelin") and not names_found(as_learner, "zeppelin")


def test_what_only_the_enrolled_read_is_not_found_by_a_stranger(
    client, as_other, as_learner, thread
):
    assert names_found(as_learner, "shift to take")["discussions"] == [thread.title]
    for stranger in (client, as_other):
        assert "discussions" not in names_found(stranger, "shift to take")
        page = body_of(stranger.get(URL, {"q": thread.title}))
        assert thread.get_absolute_url() not in page and "0 results" in page


def test_what_a_lesson_says_is_found_by_who_may_read_it(
    client, as_other, as_learner, client_for, instructor, enrollment, course
):
    module = builders.make_module(course)
    says = [builders.text("<p>The zeppelin was late.</p>")]
    builders.make_lesson(module, "Closed", says, objective="Read on.")
    builders.make_lesson(module, "Open", says, open_to_all=True)
    for stranger in (client, as_other):
        assert names_found(stranger, "zeppelin") == {"lessons": ["Open"]}
        assert "was late" not in body_of(stranger.get(URL, {"q": "zeppelin"}))
        assert names_found(stranger, "closed")["lessons"] == ["Closed"]
    for reader in (as_learner, client_for(instructor)):
        assert set(names_found(reader, "zeppelin")["lessons"]) == {"Closed", "Open"}
    Enrollment.objects.update(left_at=enrollment.enrolled_at)
    assert names_found(as_learner, "zeppelin") == {"lessons": ["Open"]}


@pytest.mark.parametrize("level", ["lesson", "module", "course"])
def test_what_is_not_published_is_not_found(as_learner, enrollment, course, level):
    module = builders.make_module(course, "A module")
    lesson = builders.make_lesson(module, "The zeppelin lesson", [])
    assert names_found(as_learner, "zeppelin") == {"lessons": [lesson.title]}
    {"lesson": lesson, "module": module, "course": course}[level].unpublish()
    assert not names_found(as_learner, "zeppelin")


def test_a_draft_article_is_found_by_nobody_not_even_its_author(client, as_learner, learner):
    article = ArticlePage.objects.begin(learner, "The zeppelin")
    article.write(learner, text="A zeppelin over the campus.")
    assert not names_found(client, "zeppelin") and not names_found(as_learner, "zeppelin")
    article.publish_latest(learner)
    assert names_found(client, "zeppelin") == {"articles": ["The zeppelin"]}
    article.write(learner, text="Now with a dirigible.")
    assert not names_found(client, "dirigible")
    article.withdraw(learner)
    assert not names_found(client, "zeppelin")


def test_a_file_is_found_by_whom_it_is_shared_with(
    client, as_learner, as_other, learner, enrollment, course, space
):
    for number in range(3):  # whoever is new has their files looked at first
        Thread.objects.start(learner, space, f"Post {number}")
    send(as_learner, title="The zeppelin sheet")
    file = SharedFile.objects.get()
    assert names_found(as_other, "zeppelin sheet") == {"files": [file.title]}
    assert not names_found(client, "zeppelin")
    SharedFile.objects.update(visibility="enrolled", course_key=course.key)
    assert not names_found(as_other, "zeppelin") and names_found(as_learner, "zeppelin")
    SharedFile.objects.update(visibility="public", course_key=None)
    assert names_found(client, "zeppelin")
    for act in (file.hold, file.hide, file.withdraw):
        act()
        assert not names_found(client, "zeppelin") and not names_found(as_learner, "zeppelin")


def test_people_are_found_by_members_and_by_what_they_show(client, as_other, learner):
    learner.can_help_with, learner.role_at_work = "Zeppelin repair", "Dirigible pilot"
    learner.save()
    assert names_found(as_other, "zeppelin") == {"people": [learner.display_name]}
    assert names_found(as_other, "amara pilot") == {"people": [learner.display_name]}
    assert not names_found(client, "amara")
    learner.visibility = {"can_help_with": "nobody", "role_at_work": "nobody"}
    learner.save()
    assert not names_found(as_other, "zeppelin") and not names_found(as_other, "pilot")
    page = body_of(as_other.get(URL, {"q": "amara"}))
    assert learner.display_name in page and "Zeppelin" not in page and "pilot" not in page
    assert "Larkspur" in page
    learner.visibility = {"institution": "nobody"}
    learner.save()
    page = body_of(as_other.get(URL, {"q": "amara"}))
    assert learner.display_name in page and "Larkspur" not in page
    for unseen in ({"listed": False}, {"listed": True, "is_active": False}):
        User.objects.filter(pk=learner.pk).update(**unseen)
        assert not names_found(as_other, "amara")


def test_nobody_is_found_by_their_address(as_other, learner):
    assert not names_found(as_other, "learner") and not names_found(as_other, "example.org")


# What may be typed


def test_nothing_typed_asks_for_words(client, site):
    page = body_of(client.get(URL))
    assert "Type one or two words" in page and "result" not in page.partition("<main")[2]
    assert "There are no words in this" in body_of(client.get(URL, {"q": "?!*"}))


def test_nothing_found_says_how_to_go_on(client, site):
    page = body_of(client.get(URL, {"q": "zeppelin"}))
    assert "Nothing matches." in page and "0 results for" in page
    assert f"{reverse('community:new_thread')}?title=zeppelin" in page


def test_what_is_typed_and_what_is_found_is_escaped(client, learner, public):
    Thread.objects.start(
        learner, public, "zeppelin <script>alert(1)</script> zeppelin", title="<i>z"
    )
    page = body_of(client.get(URL, {"q": "zeppelin <b>script</b>"}))
    assert "<script>alert" not in page and "<i>z" not in page and "<b>" not in page
    page = body_of(client.get(URL, {"q": "zeppelin"}))
    assert "&lt;script&gt;" in page and "&lt;i&gt;z" in page


@pytest.mark.timeout(30)  # what a text makes slow takes minutes
@pytest.mark.parametrize(
    "typed",
    [
        "a" * 100_000, "a " * 50_000, '"' * 100_000, "(((" * 30_000, "'" * 100_000, "\x00" * 9,
        'zeppelin" OR 1=1 --', "NEAR(a b)", "title:x", "a* b^2 -c", "%_%", "\\", "^",
        "a:b & !c | d", "’’’ '''", "zeppelin\x00", "ß ſ İ 漢字 🦓",
    ],
    ids=lambda typed: repr(typed[:12]),
)  # fmt: skip
def test_whatever_is_typed_is_answered(as_learner, learner, public, typed):
    Thread.objects.start(learner, public, "zeppelin " * 2000)
    for part in ("", "discussions", "nonsense"):
        response = as_learner.get(URL, {"q": typed, "in": part, "page": "-1"})
        assert response.status_code == 200


@pytest.mark.parametrize("typed", ['"', 'zep"pelin', 'zeppelin"', "?!*", "NEAR("])
def test_the_list_of_discussions_takes_any_words_too(client, learner, public, typed):
    Thread.objects.start(learner, public, "The zeppelin", title="Mondays")
    response = client.get(reverse("community:discussions"), {"q": typed})
    assert response.status_code == 200
    assert ("Mondays" in body_of(response)) == (typed == 'zeppelin"')


def test_a_long_text_says_that_it_was_cut(client, site):
    assert "first 100 characters" in body_of(client.get(URL, {"q": "a" * 101}))
    assert "first 100 characters" not in body_of(client.get(URL, {"q": "a" * 100}))


def test_a_search_that_fails_says_so_and_what_to_do(client, site, monkeypatch):
    def fail(user, words):
        raise DatabaseError("locked")

    monkeypatch.setattr(search_groups.Discussions, "find", fail)
    response = client.get(URL, {"q": "zeppelin"})
    assert response.status_code == 503
    assert "does not answer at the moment" in body_of(response)


def test_it_is_read_only(client, site):
    assert client.post(URL, {"q": "zeppelin"}).status_code == 405


# The excerpt


def test_an_excerpt_shows_the_place_and_marks_the_words():
    text = "word " * 100 + "the Zeppelin, of course " + "word " * 100
    found = excerpt(text, ["zeppelin"])
    assert found.startswith("… word") and found.endswith("word …")
    assert "the <mark>Zeppelin</mark>, of course" in found and len(found) < 300
    assert excerpt("Nothing", ["zeppelin"]) == "Nothing" and excerpt("", ["a"]) == ""


def test_an_excerpt_of_html_is_its_words():
    assert plain("<p>One <strong>two</strong>,</p><p>three<br>4 &lt; 5</p>").split() == [
        "One", "two,", "three", "4", "<", "5"
    ]  # fmt: skip
    assert excerpt("a < b & c", ["b"]) == "a &lt; <mark>b</mark> &amp; c"


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a" * 1_000_000, "aaa"), ("<" * 1_000_000, ""), ("a " * 500_000, "a a"),
        ("<p>" * 300_000, ""),
    ],
    ids=["a word", "no tags", "words", "tags"],
)  # fmt: skip
def test_an_excerpt_of_a_hostile_text_is_short(text, words):
    found = excerpt(plain(text), ["a" * 40, "b", "a"])
    assert words in found.replace("<mark>", "").replace("</mark>", "")
    assert len(found) < 3000


# What it costs


def test_a_search_costs_the_same_however_much_there_is(
    as_learner, learner, enrollment, course, public, django_assert_max_num_queries
):
    module = builders.make_module(course)
    counts = []
    for many in (2, 30):
        while Space.objects.get(pk=public.pk).threads.count() < many:
            number = public.threads.count()
            Thread.objects.start(learner, public, f"Zeppelin {number}").reply(learner, "Zeppelin")
            builders.make_lesson(module, f"Zeppelin {number}", [])
            builders.make_person(f"Zeppelin {number}", f"z{number}@example.org")
            publish_article(learner, f"Zeppelin {number}")
        for part in ("", "discussions"):
            as_learner.get(URL, {"q": "zeppelin", "in": part})
            with django_assert_max_num_queries(30) as queries:
                as_learner.get(URL, {"q": "zeppelin", "in": part})
            counts.append(len(queries))
    assert counts[:2] == counts[2:]


def test_without_words_nothing_is_asked(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Search(AnonymousUser(), {"q": " ? "}, search_groups.GROUPS).found == []

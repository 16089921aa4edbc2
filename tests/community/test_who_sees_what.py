"""Everything that can be said or shared, in each state, against everybody who might look.

One table says who finds what, and each person walks all of it: the thing's own address,
every list it could stand in, the feeds, the search and the download. What somebody may
not see must stand on none of them.
"""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from community.models import ArticlePage, ModerationAct, Post, Report, SharedFile, Space, Thread
from learning.models import Shelf
from tests import builders

pytestmark = pytest.mark.django_db

EVERYONE = {"visitor", "stranger", "member", "author", "moderator"}
MEMBERS = EVERYONE - {"visitor"}
COURSE = {"member", "author", "moderator"}
AUTHOR, OWN = {"author", "moderator"}, {"author"}
MODERATOR = {"moderator"}

LISTS = [
    "/community/",
    "/community/discussions/",
    "/community/discussions/?sort=unanswered",
    "/community/feed/",
    "/community/feed/?show=following",
    "/community/feed.atom",
    "/community/blogs/",
    "/community/files/",
    "/community/bookmarks/shelves/",
    "/community/people/",
    "/search/?q=quokka",
    "/search/?q=quokka&in=discussions",
    "/search/?q=quokka&in=articles",
    "/search/?q=quokka&in=files",
]


@dataclass
class Thing:
    """``reads`` open it at its own address; ``finds`` meet it in at least one list."""

    word: str
    url: str
    reads: set
    finds: set
    download: str = ""


def threads(author, space, moderator):
    """A thread in each visibility and each state."""
    room = Space.objects.get(kind=Space.Kind.COMMUNITY)
    public = Space.objects.create(
        kind=Space.Kind.COMMUNITY, slug="public", title="Public", visibility="public"
    )

    def begin(word, where, state=None, kind="question"):
        text = f"Quokka {word}: who pays for the bus?"
        return Thread.objects.start(author, where, text, kind=kind, state=state)

    enrolled, members, everyone = (
        begin("enrolled", space), begin("members", room), begin("everyone", public),
    )  # fmt: skip
    first = Space.objects.create(
        kind=Space.Kind.COMMUNITY, slug="first", title="First", visibility="public", post_first=True
    )
    secret = begin("postfirst", first)
    held = begin("heldback", public, Post.State.HELD)
    hidden, deleted = begin("hidden", public), begin("deleted", public)
    ModerationAct.objects.hide(moderator, hidden.opening, "Not fit")
    deleted.opening.delete_by_author()
    Post.objects.filter(thread=deleted).update(source="Quokka deleted")
    return [
        Thing("Quokka enrolled", enrolled.get_absolute_url(), COURSE, COURSE),
        Thing("Quokka members", members.get_absolute_url(), MEMBERS, MEMBERS),
        Thing("Quokka everyone", everyone.get_absolute_url(), EVERYONE, EVERYONE),
        Thing("Quokka postfirst", secret.get_absolute_url(), AUTHOR, AUTHOR),
        Thing("Quokka heldback", held.get_absolute_url(), AUTHOR, OWN),
        Thing("Quokka hidden", hidden.get_absolute_url(), MODERATOR, set()),
    ]


def articles(author, moderator):
    def begin(word):
        return ArticlePage.objects.begin(
            author, f"Quokka {word}", lead="In a few words.", text=f"Quokka {word}, at length."
        )

    draft, waiting, published, withdrawn = map(begin, ("draft", "waiting", "published", "taken"))
    for article in (waiting, published, withdrawn):
        article.submit(author)
    returned = begin("returned")
    returned.submit(author)
    for article in (published, withdrawn, returned):
        ModerationAct.objects.publish(moderator, article)
    withdrawn.withdraw(author)
    Report.objects.make(moderator, "article", returned, reason="private")
    ModerationAct.objects.send_back(moderator, returned, "It names a student.")

    def preview(article):
        return reverse("community:article_preview", args=[article.pk])

    review = reverse("community:review_article", args=[waiting.pk])
    return [
        Thing("Quokka draft", preview(draft), OWN, set()),
        Thing("Quokka waiting", preview(waiting), OWN, set()),
        Thing("Quokka waiting", review, MODERATOR, set()),
        Thing("Quokka published", published.get_url(), EVERYONE, EVERYONE),
        Thing("Quokka taken", preview(withdrawn), OWN, set()),
        Thing("Quokka returned", preview(returned), OWN, set()),
    ]


def files(author, course, moderator):
    def share(word, **values):
        return builders.shared_file(author, title=f"Quokka {word}", **values)

    def thing(file, reads, finds):
        download = reverse("community:download_file", args=[file.pk])
        return Thing(file.title, file.get_absolute_url(), reads, finds, download)

    only = share("filecourse", visibility="enrolled", course_key=course.key)
    held = share("fileheld", visibility="public", state=SharedFile.State.HELD)
    hidden = share("filehidden", visibility="public", state=SharedFile.State.HIDDEN)
    return [
        thing(share("filepublic", visibility="public"), EVERYONE, EVERYONE),
        thing(share("filemembers", visibility="members"), MEMBERS, MEMBERS),
        thing(only, COURSE, COURSE),
        thing(held, AUTHOR, OWN),
        thing(hidden, AUTHOR, set()),
    ]


def shelves(author, moderator):
    hidden = Shelf.objects.create(owner=author, title="Quokka shelfhidden", is_shared=True)
    ModerationAct.objects.hide_shelf(moderator, hidden, "Not fit")
    shared = Shelf.objects.create(owner=author, title="Quokka shelfshared", is_shared=True)
    private = Shelf.objects.create(owner=author, title="Quokka shelfprivate")
    return [
        Thing("Quokka shelfshared", reverse("community:shelf", args=[shared.pk]), MEMBERS, set()),
        Thing("Quokka shelfprivate", reverse("community:shelf", args=[private.pk]), OWN, set()),
        Thing("Quokka shelfhidden", reverse("community:shelf", args=[hidden.pk]), AUTHOR, set()),
    ]


@pytest.fixture
def things(learner, enrollment, other_enrollment, space, course, moderator):
    return [
        *threads(learner, space, moderator),
        *articles(learner, moderator),
        *files(learner, course, moderator),
        *shelves(learner, moderator),
    ]


@pytest.fixture
def browsers(client, client_for, learner, other_learner, moderator):
    stranger = builders.make_person("Someone Else", "else@example.org")
    people = {
        "stranger": stranger, "member": other_learner, "author": learner, "moderator": moderator,
    }  # fmt: skip
    return {"visitor": client} | {role: client_for(user) for role, user in people.items()}


@pytest.fixture
def lists(learner):
    """Every list, with the latest on the page of the one who said all of it."""
    return [*LISTS, f"/people/{learner.public_id}/"]


def text_of(browser, url):
    response = browser.get(url)
    if response.status_code in (302, 404):
        return ""
    assert response.status_code == 200, f"{url} answered {response.status_code}"
    return response.content.decode()


@pytest.mark.parametrize("role", sorted(EVERYONE))
def test_what_somebody_sees_is_what_they_may(browsers, things, lists, role):
    browser, wrong = browsers[role], []
    lists = {url: text_of(browser, url) for url in lists}
    for thing in things:
        opens = thing.word in text_of(browser, thing.url)
        if opens != (role in thing.reads):
            wrong.append(f"{thing.word} at its address: {opens}")
        found = [url for url, text in lists.items() if thing.word in text]
        if found and role not in thing.reads:
            wrong.append(f"{thing.word} stands in {found}")
        if role in thing.finds and not found:
            wrong.append(f"{thing.word} is in no list")
    assert wrong == []


@pytest.mark.parametrize("role", sorted(EVERYONE))
def test_who_downloads(browsers, things, role):
    for thing in things:
        if thing.download:
            response = browsers[role].get(thing.download)
            assert (response.status_code == 200) == (role in thing.reads), thing.word


def test_the_atom_feed_is_the_same_for_everyone(browsers, things):
    feeds = {browser.get("/community/feed.atom").content for browser in browsers.values()}
    assert len(feeds) == 1
    found = feeds.pop().decode()
    assert "Quokka everyone" in found
    for word in ("enrolled", "members", "heldback", "hidden", "draft", "waiting", "filemembers"):
        assert f"Quokka {word}" not in found


def test_what_was_deleted_stands_nowhere(browsers, things, lists):
    for browser in browsers.values():
        for url in lists:
            assert "Quokka deleted" not in text_of(browser, url), url


def test_who_can_report_something_is_who_reads_it_and_did_not_write_it(browsers, things, learner):
    """Articles and shelves, each at the address of its report."""
    articles = {
        row.title: f"/community/blogs/{row.pk}/report/" for row in ArticlePage.objects.all()
    }
    shelves = {
        row.title: reverse("community:report_shelf", args=[row.pk]) for row in Shelf.objects.all()
    }
    may = {
        "Quokka published": EVERYONE - {"visitor", "author"},
        "Quokka shelfshared": MEMBERS - {"author"},
        "Quokka shelfhidden": MODERATOR,
    }
    for title, url in (articles | shelves).items():
        for role, browser in browsers.items():
            allowed = role in may.get(title, set())
            assert (browser.get(url).status_code == 200) == allowed, (title, role)


def test_only_a_moderator_sees_what_was_reported_of_a_person(browsers, things, learner):
    Report.objects.make(
        builders.make_person("A", "a@example.org"),
        "person",
        learner,
        reason="spam",
        note="Quokka report",
    )
    record = reverse("community:person_reports", args=[learner.public_id])
    for role, browser in browsers.items():
        for url in (record, reverse("community:queue")):
            assert ("Quokka report" in text_of(browser, url)) == (role == "moderator"), (role, url)

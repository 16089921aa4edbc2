"""The public activity for feed readers: valid Atom, absolute addresses, and nothing private."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from community.models import ArticlePage, FileVersion, PersonFollow, SharedFile, Space, Thread
from learning.models import Shelf
from tests import builders

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
HERE = "/community/feed.atom"


@pytest.fixture(autouse=True)
def own_address(settings):
    settings.SITE_URL = "https://learn.example.edu"


@pytest.fixture
def room(site):
    return Space.objects.create(kind="community", slug="desk", title="Desk", visibility="public")


@pytest.fixture
def thread(room, learner):
    return Thread.objects.start(
        learner, room, "Who opens <the door> & when?\n\nSecond paragraph.", kind="question"
    )


def write_article(author, title="A job board misses the point"):
    article = ArticlePage.objects.begin(author, title, text="**Because** nobody answers.")
    article.publish_latest(author)
    return article


def parsed(client):
    return ElementTree.fromstring(client.get(HERE).content)


def texts(root, name):
    return [node.text for node in root.iter(f"{ATOM}{name}")]


def test_it_is_an_atom_feed_with_all_that_the_standard_asks_for(client, thread, learner):
    answer = client.get(HERE)
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert root.find(f"{ATOM}{name}").text
    own = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert own["self"] == f"https://learn.example.edu{HERE}"
    assert own["alternate"] == "https://learn.example.edu/community/feed/"
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text.startswith(f"{learner.display_name} asked “Who opens")
    assert entry.find(f"{ATOM}author/{ATOM}name").text == learner.display_name
    address = f"https://learn.example.edu{thread.get_absolute_url()}"
    assert entry.find(f"{ATOM}link").get("href") == entry.find(f"{ATOM}id").text == address
    assert "Second paragraph." in entry.find(f"{ATOM}summary").text
    updated = datetime.fromisoformat(entry.find(f"{ATOM}updated").text)
    assert abs(updated - thread.created_at) < timedelta(seconds=1)
    assert learner.email not in answer.content.decode()


def test_every_entry_has_an_id_of_its_own(client, thread, learner, other_learner):
    for number in range(5):
        thread.reply(other_learner, f"Reply {number}")
    entries = parsed(client).findall(f"{ATOM}entry")
    ids = [entry.find(f"{ATOM}id").text for entry in entries]
    assert len(ids) == len(set(ids)) == 6


def test_it_holds_what_everyone_may_read_whoever_asks(
    client, client_for, room, lesson, learner, enrollment, admin, mentor
):
    Thread.objects.start(learner, Space.objects.get(lesson_key=lesson.key), "For the course")
    Thread.objects.start(learner, room, "Held back", state="held")
    Thread.objects.start(learner, room, "For everyone")
    Shelf.objects.create(owner=mentor, title="For members", is_shared=True)
    PersonFollow.objects.set(admin, learner, True)
    for browser in (client, client_for(learner), client_for(admin)):
        (title,) = texts(parsed(browser), "title")[1:]
        assert "For everyone" in title


def test_what_has_not_changed_is_not_sent_again(client, thread, learner):
    first = client.get(HERE)
    for header, value in (
        ("HTTP_IF_NONE_MATCH", first["ETag"]), ("HTTP_IF_MODIFIED_SINCE", first["Last-Modified"]),
    ):  # fmt: skip
        again = client.get(HERE, **{header: value})
        assert again.status_code == 304 and again.content == b""
    thread.reply(learner, "News", at=timezone.now() + timedelta(seconds=5))
    assert client.get(HERE, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_pages_lead_to_it(client, site):
    for address in ("/community/", "/community/feed/"):
        page = client.get(address).content.decode()
        assert '<link rel="alternate" type="application/atom+xml"' in page and HERE in page


def test_an_empty_one_is_valid(client, site):
    assert parsed(client).findall(f"{ATOM}entry") == []


def test_articles_and_comments_are_told_of(client, learner, other_learner, site):
    article = write_article(learner)
    draft = ArticlePage.objects.begin(learner, "Only a draft", text="Not yet.")
    space = Space.objects.get(kind="article", page_key=article.translation_key)
    Thread.objects.start(other_learner, space, "I agree with this.")
    titles = texts(parsed(client), "title")[1:]
    assert f"{learner.display_name} wrote the article “{article.title}”" in titles
    assert f"{other_learner.display_name} commented on “{article.title}”" in titles
    page = " ".join(client.get("/community/feed/").content.decode().split())
    assert f">{article.title}</a>" in page and "Commented on" in page and draft.title not in page
    article.withdraw(learner)
    assert texts(parsed(client), "title")[1:] == []


def test_members_are_told_of_shared_shelves_and_of_no_others(
    client, client_for, mentor, other_learner, site
):
    shelf = Shelf.objects.create(owner=mentor, title="First asks", is_shared=True)
    Shelf.objects.create(owner=mentor, title="My own", is_shared=False)
    page = client_for(other_learner).get("/community/feed/").content.decode()
    assert "Shared the shelf" in page and shelf.title in page and "My own" not in page
    assert shelf.title not in client.get("/community/feed/").content.decode()


def make_file(owner, title, **fields):
    file = SharedFile.objects.create(owner=owner, title=title, description="Words", **fields)
    version = FileVersion.objects.create(
        file=file, number=1, original_name="a.txt", size=1, by=owner, checked_at=file.made_at
    )
    SharedFile.objects.filter(pk=file.pk).update(current=version)
    return file


def test_files_are_told_of_to_their_audience(client, client_for, mentor, other_learner, course):
    make_file(mentor, "For everyone here", visibility="public")
    make_file(mentor, "For members here", visibility="members")
    make_file(mentor, "For the course here", visibility="enrolled", course_key=course.key)
    make_file(mentor, "Held back here", visibility="public", state="held")
    titles = texts(parsed(client), "title")[1:]
    assert titles == [f"{mentor.display_name} shared the file “For everyone here”"]
    page = client_for(other_learner).get("/community/feed/").content.decode()
    assert "For members here" in page and "For everyone here" in page
    assert "For the course here" not in page and "Held back here" not in page


def test_a_profile_shows_articles_and_an_erased_author_keeps_the_public_ones(
    client, client_for, learner, other_learner, site
):
    article = write_article(learner)
    ArticlePage.objects.begin(learner, "Only a draft", text="Not yet.")
    page = client_for(other_learner).get(f"/people/{learner.public_id}/").content.decode()
    assert article.title in page and "Only a draft" not in page
    learner.erase()
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Former member" in page and "Amara" not in page and "Because" in page
    assert not ArticlePage.objects.filter(title="Only a draft").exists()


@pytest.mark.parametrize("size", [2, 30])
def test_it_costs_the_same_however_much_happened(
    client, room, learner, site, size, django_assert_max_num_queries
):
    for number in range(size):
        person = builders.make_person(f"P {number}", f"p{number}@example.org", f"Place {number}")
        Thread.objects.start(person, room, f"Thread {number}")
    client.get(HERE)
    with django_assert_max_num_queries(5):
        client.get(HERE)

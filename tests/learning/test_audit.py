"""Filling in a broadcast audit, freezing it, and what its page shows."""

import csv
import io
import socket

import pytest
from django.urls import reverse

from learning.auditing.forms import ROWS
from learning.models import Audit, AuditedPost
from tests.learning.audits import filled, frozen

URL = "/learning/audit/"
ADD = URL + "add/"


def rows(*posts, after=0):
    """The table's fields: (purpose, content, words, date) for each row from the first."""
    data = {"after": after}
    for n, post in enumerate(posts, 1):
        names = ("purpose", "content", "words", "posted_on")
        data |= {f"row{n}-{name}": value for name, value in zip(names, post, strict=False)}
    return data


def page(client, url=URL, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def audit(learner):
    return Audit.objects.begin(learner)


# Before the first count


def test_it_asks_visitors_to_sign_in(client):
    assert client.get(URL)["Location"] == f"{reverse('account_login')}?next={URL}"


def test_a_newcomer_reads_what_it_is_and_that_no_network_is_contacted(as_learner):
    html = page(as_learner)
    assert "last 20 to 30 posts" in html and "Begin the first count" in html
    assert "No social network is contacted" in html


def test_looking_begins_nothing(as_learner):
    page(as_learner)
    assert not Audit.objects.exists()


def test_one_press_begins_the_first_count_and_a_second_does_nothing(as_learner, learner):
    for _press in range(2):
        assert as_learner.post(URL + "begin/").status_code == 302
    assert Audit.objects.get().kind == "baseline"
    assert f'name="row{ROWS}-purpose"' in page(as_learner)


# Adding posts


def test_several_rows_are_added_at_once_and_empty_ones_passed_over(as_learner, audit):
    data = rows(
        ("announce", "event", " Résumé   drop-in ", "2026-01-02"),
        ("", "", "", ""),
        ("invite", "student_voice"),
    )
    response = as_learner.post(ADD, data, follow=True)
    assert "2 posts are added." in response.content.decode()
    first, second = audit.posts.all()
    assert first.words == "Résumé drop-in" and str(first.posted_on) == "2026-01-02"
    assert (first.purpose, second.purpose, second.content) == (
        "announce", "invite", "student_voice",
    )  # fmt: skip
    assert (first.number, second.number) == (1, 2)


def test_what_is_wrong_is_said_by_row_and_nothing_typed_is_lost(as_learner, audit):
    data = rows(
        ("announce", "event", "Fine"),
        ("", "job", "No purpose here", "yesterday"),
        ("shout", "", "x" * 200),
    )
    response = as_learner.post(ADD, data)
    assert response.status_code == 422 and not audit.posts.exists()
    html = response.content.decode()
    assert "<title>Error:" in html and "There is a problem" in html
    assert "Post 2: Choose what it was for" in html
    assert "Post 2: Write the date like 11/3" in html
    assert "Post 3: Choose what it was about" in html
    assert "Post 3: Say it in at most 120 characters" in html
    assert 'href="#id_row2-purpose"' in html
    for typed in ("Fine", "No purpose here", "yesterday", "x" * 200):
        assert f'value="{typed}"' in html
    assert '<option value="event" selected>' in html


def test_no_row_at_all_is_told(as_learner, audit):
    response = as_learner.post(ADD, rows())
    assert response.status_code == 422
    assert "Fill in one row or more" in response.content.decode()


def test_the_button_pressed_twice_adds_once(as_learner, audit):
    data = rows(("announce", "job"), ("invite", "job"))
    for _press in range(2):
        as_learner.post(ADD, data)
    assert audit.posts.count() == 2
    as_learner.post(ADD, rows(("announce", "job"), ("invite", "job"), after=2))
    assert audit.posts.count() == 4  # the same again, but after those: other posts


def test_more_than_sixty_are_refused_and_what_was_typed_stays(as_learner, learner, audit):
    filled(learner, "a" * 59)
    data = rows(("invite", "job", "The last"), ("invite", "job", "Too many"), after=59)
    response = as_learner.post(ADD, data)
    assert response.status_code == 422 and audit.posts.count() == 59
    html = response.content.decode()
    assert "An audit holds 60 posts" in html and 'value="Too many"' in html


def test_a_full_count_offers_no_more_rows(as_learner, learner):
    filled(learner, "a" * 60)
    html = page(as_learner)
    assert "Save and add more" not in html and reverse("learning:freeze_audit") in html


HOSTILE = [
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "\u202eRTL override",
    "🧵 thread",
    "x" * 120,
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_as_words_and_never_run(as_learner, audit, words):
    as_learner.post(ADD, rows(("announce", "job", words)))
    assert audit.posts.get().words == words
    html = page(as_learner)
    assert "<script>alert" not in html
    lines = as_learner.get(reverse("learning:audit_csv", args=[audit.pk])).content.decode(
        "utf-8-sig"
    )
    cell = list(csv.reader(io.StringIO(lines)))[1][3]
    assert not cell.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("field", ["purpose", "content", "words", "posted_on"])
@pytest.mark.parametrize("typed", ["\0", "x" * 200, "=cmd", "<script>", "\u202e2026-01-02", "🧵"])
def test_no_field_takes_what_it_should_not_nor_breaks(as_learner, audit, field, typed):
    values = {"purpose": "announce", "content": "job", "words": "", "posted_on": ""}
    values[field] = typed
    response = as_learner.post(ADD, rows(tuple(values.values())))
    fine = field == "words" and typed not in ("\0", "x" * 200)
    assert response.status_code == (302 if fine else 422)
    assert audit.posts.count() == int(fine)


@pytest.mark.parametrize("after", ["", "x", "9" * 5000, "-1", "²"])
def test_a_hidden_field_that_is_nonsense_breaks_nothing(as_learner, audit, after):
    assert as_learner.post(ADD, rows(("announce", "job"), after=after)).status_code == 302


# Changing and removing


def test_a_post_can_be_edited_until_the_count_is_frozen(as_learner, learner):
    audit = filled(learner, "aaaaa")
    post = audit.posts.first()
    url = reverse("learning:audited_post", args=[post.pk])
    assert "Post 1 of your count" in page(as_learner, url)
    as_learner.post(url, {"purpose": "invite", "content": "advice", "words": "Who did?"})
    post.refresh_from_db()
    assert (post.purpose, post.content, post.words) == ("invite", "advice", "Who did?")
    audit.freeze()
    assert "The count was frozen meanwhile" in as_learner.get(url, follow=True).content.decode()
    typed = {"purpose": "respond", "content": "job", "words": "Typed in a second tab"}
    response = as_learner.post(url, typed)
    assert response.status_code == 409
    assert ",respond,job,Typed in a second tab" in response.content.decode()
    post.refresh_from_db()
    assert post.purpose == "invite"


def test_rows_typed_while_another_tab_froze_the_count_come_back(as_learner, learner):
    """They can be pasted where the next count takes a file."""
    audit = frozen(learner, "aaaaa")
    response = as_learner.post(ADD, rows(("invite", "job", "“Who, then?”"), after=5))
    page = response.content.decode()
    assert response.status_code == 409 and "<h1>The count is frozen</h1>" in page
    assert "\n,invite,job,&quot;“Who, then?”&quot;" in page
    assert audit.posts.count() == 5


@pytest.mark.parametrize("route", ["upload_posts", "confirm_posts"])
def test_a_list_pasted_for_a_frozen_count_comes_back(as_learner, learner, route):
    frozen(learner, "aaaaa")
    url = reverse(f"learning:{route}")
    response = as_learner.post(url, {"text": "purpose,words\ninvite,Who knows?"})
    assert response.status_code == 409 and "invite,Who knows?" in response.content.decode()
    if route == "upload_posts":
        assert as_learner.get(url).url == reverse("learning:audit")
    assert as_learner.get(reverse("learning:freeze_audit")).url == reverse("learning:audit")


def test_an_edit_that_is_wrong_comes_back_as_it_was_typed(as_learner, learner):
    post = filled(learner, "a").posts.get()
    response = as_learner.post(
        reverse("learning:audited_post", args=[post.pk]),
        {"purpose": "", "content": "job", "words": "Typed", "posted_on": "2/30"},
    )
    assert response.status_code == 422
    html = response.content.decode()
    assert 'value="Typed"' in html and 'value="2/30"' in html and "<title>Error:" in html
    assert "Choose what it was for" in html


def test_a_post_is_removed_by_a_press_only(as_learner, learner):
    audit = filled(learner, "aaaaaa")
    post = audit.posts.first()
    url = reverse("learning:remove_audited_post", args=[post.pk])
    assert as_learner.get(url).status_code == 405 and audit.posts.count() == 6
    as_learner.post(url)
    assert audit.posts.count() == 5
    assert as_learner.post(url).status_code == 404
    as_learner.post(ADD, rows(("invite", "job"), after=6))
    assert audit.posts.last().number == 7
    audit.freeze()
    left = audit.posts.first()
    as_learner.post(reverse("learning:remove_audited_post", args=[left.pk]))
    assert audit.posts.filter(pk=left.pk).exists()


# Freezing


def test_freezing_asks_first(as_learner, learner):
    audit = filled(learner, "aaari")
    html = page(as_learner, URL + "freeze/")
    assert "Of 5 posts, 3 announce (60%), 1 respond (20%) and 1 invite (20%)" in html
    assert "cannot be changed" in html and "From about 20 on" in html
    audit.refresh_from_db()
    assert not audit.is_frozen
    for _press in range(2):
        response = as_learner.post(URL + "freeze/", follow=True)
    audit.refresh_from_db()
    assert audit.is_frozen
    assert "What your first count shows" in response.content.decode()


def test_too_few_posts_are_not_frozen(as_learner, learner):
    audit = filled(learner, "aari")
    assert "From 5 posts on" in page(as_learner)
    assert reverse("learning:freeze_audit") not in page(as_learner)
    response = as_learner.post(URL + "freeze/", follow=True)
    assert "Five posts are the least" in response.content.decode()
    audit.refresh_from_db()
    assert not audit.is_frozen


def test_what_is_added_after_freezing_in_another_tab_is_refused(as_learner, learner, monkeypatch):
    audit = filled(learner, "aaari")
    stale = Audit.objects.get(pk=audit.pk)
    audit.freeze()
    monkeypatch.setattr("learning.views.audit.open_audit", lambda user: stale)
    response = as_learner.post(ADD, rows(("invite", "job"), after=5), follow=True)
    assert "frozen meanwhile" in response.content.decode()
    assert audit.posts.count() == 5


# The result


def test_the_result_is_drawn_and_told_in_a_table(as_learner, learner):
    frozen(learner, "aaaaaarrii", days_ago=3)
    html = page(as_learner)
    assert "Of 10 posts, 6 announce (60%), 2 respond (20%) and 2 invite (20%)" in html
    assert "most of what you post tells people something" in html
    assert '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label=' in html
    assert " style=" not in html[html.index("<main") : html.index("</main")]
    assert "60% <span" in html and "Student voice" in html
    assert "You can count again from" in html and "Begin the repeat" not in html


def test_a_repeat_is_compared_in_percentage_points(as_learner, learner):
    frozen(learner, "aaaaaaaari", days_ago=95)
    assert "Begin the repeat" in page(as_learner)
    as_learner.post(URL + "begin/")
    html = page(as_learner)
    assert "The repeat" in html and "What your first count shows" in html
    repeat = filled(learner, "aaaarrriii")
    repeat.freeze()
    html = page(as_learner)
    assert "Before and after" in html and "Outlined: first count" in html
    assert "posts that announce went from 80% to 40%" in html
    assert "<td>−40</td>" in html and "<td>+20</td>" in html and "<td>as before</td>" in html


def test_too_early_a_repeat_is_refused(as_learner, learner):
    frozen(learner, "aaari", days_ago=30)
    response = as_learner.post(URL + "begin/", follow=True)
    assert "too early" in response.content.decode()
    assert Audit.objects.count() == 1


def test_repeats_between_are_listed(as_learner, learner):
    for days, letters in ((300, "aaaaa"), (200, "aaarr"), (100, "arrii")):
        frozen(learner, letters, days_ago=days)
    html = page(as_learner)
    assert "Repeats between" in html and "Announce 60%, Respond 40%, Invite 0%" in html


def test_ones_own_posts_can_be_downloaded(as_learner, learner):
    audit = frozen(learner, "aaari", words="=1+1")
    response = as_learner.get(reverse("learning:audit_csv", args=[audit.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="posts-baseline.csv"'
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[:2] == ["date,purpose,content,words", ",announce,job,'=1+1"]


# Nobody else, and nowhere else


@pytest.mark.parametrize("state", ["open", "frozen"])
def test_nobody_else_ever_sees_a_post(
    client_for, learner, other_learner, instructor, moderator, coordinator, admin, state
):
    audit = filled(learner, "aaari", words="Zephyrine")
    if state == "frozen":
        audit.freeze()
    post = audit.posts.first()
    for person in (other_learner, instructor, moderator, coordinator, admin):
        browser = client_for(person)
        assert browser.get(reverse("learning:audit_csv", args=[audit.pk])).status_code == 404
        for name in ("audited_post", "remove_audited_post"):
            url = reverse(f"learning:{name}", args=[post.pk])
            assert browser.post(url, {"purpose": "invite", "content": "job"}).status_code == 404
        assert "Zephyrine" not in page(browser)
    assert AuditedPost.objects.filter(words="Zephyrine").count() == 5


def test_no_address_is_ever_fetched(as_learner, audit, monkeypatch):
    """Neither for words that are an address nor for a file of them."""

    def refuse(*args, **kwargs):
        raise AssertionError("Somebody called out.")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    address = "https://social.example/our-center/1"
    posts = [("announce", "job", address)] * 5
    as_learner.post(ADD, rows(*posts))
    text = f"purpose,content,words\ninvite,job,{address}\n"
    assert as_learner.post(URL + "file/", {"text": text}).status_code == 200
    as_learner.post(URL + "file/confirm/", {"text": text, "after": 5})
    as_learner.post(URL + "freeze/")
    html = page(as_learner)
    assert audit.posts.count() == 6 and "Of 6 posts" in html
    assert "social.example" not in html


@pytest.mark.parametrize("size", [5, 60])
def test_the_number_of_queries_stays_the_same(
    as_learner, learner, django_assert_max_num_queries, size
):
    filled(learner, "a" * size)
    page(as_learner)
    with django_assert_max_num_queries(11):
        page(as_learner)


@pytest.mark.parametrize("size", [5, 60])
def test_the_result_costs_the_same_however_many_posts(
    as_learner, learner, django_assert_max_num_queries, size
):
    frozen(learner, "a" * size, days_ago=100)
    frozen(learner, "i" * size)
    page(as_learner)
    with django_assert_max_num_queries(12):
        page(as_learner)


def test_the_dashboard_leads_here(as_learner):
    assert f'href="{URL}"' in page(as_learner, "/learning/")

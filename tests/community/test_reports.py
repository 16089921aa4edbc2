"""Reporting articles, shelves and people, and what moderators do about these."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.events import described
from accounts.models import Notification
from accounts.personal_data import everything_of
from community.models import ArticlePage, ModerationAct, Report, ShelfHiding, Suspension
from learning.models import Shelf
from tests import builders
from tests.learning.peers import give_plan

pytestmark = pytest.mark.django_db

SHELVES = "/community/bookmarks/shelves/"


def url(name, *args):
    return reverse(f"community:{name}", args=args)


def text(response):
    return response.content.decode()


@pytest.fixture
def article(learner, site):
    article = ArticlePage.objects.begin(learner, "On bus fares", text="Pay them at once.")
    article.publish_latest(learner)
    return article


@pytest.fixture
def shelf(learner):
    return Shelf.objects.create(owner=learner, title="For new advisers", is_shared=True)


@pytest.fixture(params=["article", "shelf", "person"])
def reported(request, article, shelf, learner):
    """A thing of the learner's: its name, its key in addresses, its title, where it is."""
    return {
        "article": ("article", article.pk, "On bus fares", article.get_url()),
        "shelf": ("shelf", shelf.pk, shelf.title, url("shelf", shelf.pk)),
        "person": (
            "person", learner.public_id, learner.get_full_name(),
            reverse("person", args=[learner.public_id]),
        ),
    }[request.param]  # fmt: skip


# Reporting


def test_a_report_reaches_the_queue_once(as_other, as_moderator, reported):
    thing, key, title, where = reported
    link = url(f"report_{thing}", key)
    assert link in text(as_other.get(where))
    assert "<h1>Report" in text(as_other.get(link))
    for _again in range(2):
        response = as_other.post(link, {"reason": "wrong", "note": "Out of date"})
        assert response.url == where
    (report,) = Report.objects.all()
    assert getattr(report, thing) == report.about and report.note == "Out of date"
    page = text(as_moderator.get(url("queue")))
    assert title in page and "Out of date" in page and "Wrong or harmful advice" in page


def test_a_report_needs_a_reason_and_keeps_what_was_typed(as_other, reported):
    response = as_other.post(url(f"report_{reported[0]}", reported[1]), {"note": "Hm"})
    page = text(response)
    assert response.status_code == 422 and "<title>Error:" in page.replace("\n", "")
    assert "Choose what comes closest." in page and "Hm" in page and not Report.objects.exists()


def test_nobody_reports_what_is_theirs_or_what_they_cannot_see(
    client, as_learner, as_other, reported, article, shelf, learner
):
    thing, key = reported[:2]
    link = url(f"report_{thing}", key)
    assert reverse("account_login") in client.get(link).url
    assert as_learner.get(link).status_code == 404
    article.withdraw(learner)
    Shelf.objects.update(is_shared=False)
    learner.is_active = False
    learner.save()
    assert as_other.get(link).status_code == 404
    assert as_other.post(link, {"reason": "spam"}).status_code == 404
    assert not Report.objects.exists()


def test_a_report_is_about_one_thing_and_never_about_oneself(learner, other_learner, shelf):
    for about in ({}, {"shelf": shelf, "person": learner}, {"person": other_learner}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.create(reporter=other_learner, reason="spam", **about)


@pytest.mark.parametrize("thing", ["article", "person"])
def test_what_to_do_for_someone_at_risk_is_one_click_away(
    as_other, as_moderator, article, learner, moderator, thing
):
    key = article.pk if thing == "article" else learner.public_id
    card = url(f"{thing}_at_risk", key)
    at = article.get_url() if thing == "article" else url("report_person", key)
    assert card in text(as_other.get(at))
    page = text(as_other.get(card))
    assert "988" in page and f"{url(f'report_{thing}', key)}?reason=risk" in page
    form = text(as_other.get(url(f"report_{thing}", key), {"reason": "risk"}))
    assert 'value="risk"' in form and "checked" in form


def test_where_someone_is_at_risk_is_the_first_that_a_moderator_sees(
    as_moderator, client_for, instructor, mentor, learner, other_learner, thread, article
):
    Report.objects.make(other_learner, "person", mentor, reason="spam")
    Report.objects.make(other_learner, "post", thread.opening, reason="risk")
    Report.objects.make(other_learner, "person", learner, reason="unkind")
    Report.objects.make(mentor, "person", learner, reason="risk", note="Her last post")
    Report.objects.make(mentor, "article", article, reason="risk", note="The last paragraph")
    page = text(as_moderator.get(url("queue")))
    first = page.partition('id="reported"')[2].partition("</section>")[0]
    assert first.index("Her last post") < first.index(thread.opening.source)
    assert "The last paragraph" in first and url("dismiss_person", mentor.public_id) not in first
    rest = page.partition('id="people"')[2]
    assert mentor.get_full_name() in rest and "Her last post" not in rest
    assert "Her last post" not in text(client_for(instructor).get(url("queue")))


# Articles


def test_a_reported_article_is_returned_with_a_reason_and_a_row(
    client, as_moderator, moderator, article, other_learner, learner
):
    Report.objects.make(other_learner, "article", article, reason="private")
    assert url("review_article", article.pk) in text(as_moderator.get(url("queue")))
    as_moderator.post(url("review_article", article.pk), {"reason": "It names a student."})
    assert client.get(f"/community/blogs/{article.slug}/").status_code == 404
    act = ModerationAct.objects.get()
    assert (act.act, act.article.pk, act.reason) == (
        "send_back", article.pk, "It names a student.",
    )  # fmt: skip
    assert Report.objects.get().resolved_by == moderator
    (notice,) = described(learner, Notification.objects.of(learner))
    assert "came back with a note" in notice.sentence


def test_an_article_in_which_nothing_is_wrong_stays_and_its_author_hears_nothing(
    client, as_moderator, article, other_learner, learner
):
    Report.objects.make(other_learner, "article", article, reason="spam")
    link = url("dismiss_article", article.pk)
    assert link in text(as_moderator.get(url("queue")))
    assert as_moderator.post(link, {"reason": " "}).status_code == 422
    as_moderator.post(link, {"reason": "All true"})
    assert client.get(article.get_url()).status_code == 200
    assert ModerationAct.objects.get().act == "dismiss" and not Report.objects.open().exists()
    assert not Notification.objects.of(learner).exists()
    assert "All true" in text(as_moderator.get(url("acts")))


def test_a_report_waits_for_an_article_that_was_taken_back_meanwhile(
    as_moderator, article, other_learner, learner
):
    Report.objects.make(other_learner, "article", article, reason="spam")
    article.withdraw(learner)
    assert "On bus fares" not in text(as_moderator.get(url("queue")))
    article.publish_latest(learner)
    assert "On bus fares" in text(as_moderator.get(url("queue")))


# Shelves


def test_a_hidden_shelf_is_its_owners_and_the_moderators(
    as_moderator, as_learner, as_other, moderator, shelf, other_learner
):
    Report.objects.make(other_learner, "shelf", shelf, reason="spam")
    hide = url("moderate_shelf", shelf.pk, "hide")
    assert hide in text(as_moderator.get(url("queue")))
    assert as_moderator.post(hide, {"reason": ""}).status_code == 422
    as_moderator.post(hide, {"reason": "Only advertising"})
    act = ModerationAct.objects.get()
    assert (act.act, act.shelf, act.moderator, act.reason) == (
        "hide_shelf", shelf, moderator, "Only advertising",
    )  # fmt: skip
    assert not Report.objects.open().exists()
    assert as_other.get(url("shelf", shelf.pk)).status_code == 404
    for page in (SHELVES, "/community/feed/"):
        assert shelf.title not in text(as_other.get(page)), page
    for browser in (as_learner, as_moderator):
        assert "Only advertising" in text(browser.get(url("shelf", shelf.pk)))
    assert "Hid a shelf" in text(as_moderator.get(url("acts")))


def test_sharing_it_anew_does_not_show_it_again(as_learner, as_other, moderator, shelf):
    ModerationAct.objects.hide_shelf(moderator, shelf, "Advertising")
    edit = url("edit_shelf", shelf.pk)
    as_learner.post(edit, {"title": shelf.title})
    as_learner.post(edit, {"title": shelf.title, "is_shared": "on"})
    assert as_other.get(url("shelf", shelf.pk)).status_code == 404


def test_it_is_shown_again_and_its_owner_is_told_each_time(
    as_moderator, as_learner, as_other, shelf, learner
):
    as_moderator.post(url("moderate_shelf", shelf.pk, "hide"), {"reason": "Advertising"})
    restore = url("moderate_shelf", shelf.pk, "restore")
    assert restore in text(as_moderator.get(url("shelf", shelf.pk)))
    as_moderator.post(restore, {"reason": "A mistake"})
    assert shelf.title in text(as_other.get(SHELVES))
    assert not ShelfHiding.objects.in_force(shelf).exists()
    told = {row.sentence for row in described(learner, Notification.objects.of(learner))}
    assert told == {
        "A moderator hid your shelf “For new advisers” from colleagues: Advertising",
        "Colleagues see your shelf “For new advisers” again: A mistake",
    }
    assert "A mistake" in text(as_learner.get(reverse("notifications")))


def test_a_private_shelf_is_nobody_elses_to_hide(as_moderator, shelf):
    Shelf.objects.update(is_shared=False)
    link = url("moderate_shelf", shelf.pk, "hide")
    assert as_moderator.post(link, {"reason": "Why not"}).status_code == 404


def test_what_was_done_outlives_the_shelf(as_moderator, moderator, shelf, learner):
    ModerationAct.objects.hide_shelf(moderator, shelf, "Advertising")
    shelf.delete()
    act = ModerationAct.objects.get()
    assert act.shelf is None and act.person == learner
    assert "Advertising" in text(as_moderator.get(url("acts")))


# People


def test_a_moderator_sees_who_it_is_what_was_said_before_and_what_was_done(
    as_moderator, moderator, mentor, article, shelf, learner, other_learner, thread
):
    Report.objects.make(other_learner, "post", thread.opening, reason="wrong", note="Last year")
    Report.objects.update(resolved_at=timezone.now())
    Report.objects.make(other_learner, "shelf", shelf, reason="spam", note="This year")
    Report.objects.make(mentor, "person", learner, reason="unkind", note="Writes to me at night")
    ModerationAct.objects.hide_shelf(moderator, shelf, "An advertisement")
    page = text(as_moderator.get(url("person_reports", learner.public_id)))
    now, _heading, rest = page.partition('id="past"')
    assert "Writes to me at night" in now and learner.get_full_name() in now
    assert "Last year" not in now and "This year" not in now
    assert "Last year" in rest and "This year" in rest and "An advertisement" in rest
    for act in ("suspend", "dismiss_person"):
        assert url(act, learner.public_id) in page
    assert reverse("person", args=[learner.public_id]) in page


def test_suspending_settles_what_was_reported_of_a_person(
    as_moderator, moderator, learner, other_learner
):
    Report.objects.make(other_learner, "person", learner, reason="unkind")
    as_moderator.post(url("suspend", learner.public_id), {"days": "7", "reason": "Unkind"})
    assert Suspension.objects.in_force(learner).exists()
    assert Report.objects.get().resolved_by == moderator
    assert "Suspended until" in text(as_moderator.get(url("person_reports", learner.public_id)))


def test_nothing_wrong_with_a_person_is_written_down(as_moderator, learner, other_learner):
    Report.objects.make(other_learner, "person", learner, reason="spam")
    as_moderator.post(url("dismiss_person", learner.public_id), {"reason": "Kind and busy"})
    assert not Report.objects.open().exists()
    act = ModerationAct.objects.get()
    assert (act.act, act.person, act.reason) == ("dismiss", learner, "Kind and busy")


def test_ending_a_suspension_leaves_what_was_reported_since(moderator, learner, other_learner):
    ModerationAct.objects.suspend(moderator, learner, 7, "Unkind")
    Report.objects.make(other_learner, "person", learner, reason="risk")
    ModerationAct.objects.readmit(moderator, learner, "Apologized")
    assert Report.objects.open().exists()


def test_nobody_looks_into_what_was_reported_of_themselves(as_moderator, moderator, other_learner):
    Report.objects.make(other_learner, "person", moderator, reason="unkind", note="Shouts")
    assert "Shouts" not in text(as_moderator.get(url("queue")))
    for name in ("person_reports", "dismiss_person"):
        assert as_moderator.get(url(name, moderator.public_id)).status_code == 404


# Who may, what it costs, what remains


def test_only_moderators_act_and_look(
    client, as_learner, as_other, client_for, instructor, article, shelf, learner, other_learner
):
    Report.objects.make(other_learner, "person", learner, reason="spam", note="In confidence")
    links = [
        url("dismiss_article", article.pk),
        url("dismiss_person", learner.public_id),
        url("person_reports", learner.public_id),
        *[url("moderate_shelf", shelf.pk, act) for act in ("hide", "restore", "dismiss")],
    ]
    for link in links:
        assert reverse("account_login") in client.get(link).url
        for browser in (as_learner, as_other, client_for(instructor)):
            assert browser.get(link).status_code == 404
            assert browser.post(link, {"reason": "Why not"}).status_code in (404, 405)
    assert "In confidence" not in text(client_for(instructor).get(url("queue")))
    assert not ModerationAct.objects.exists() and not ShelfHiding.objects.exists()


@pytest.mark.parametrize("size", [1, 12])
def test_the_queue_and_the_record_cost_the_same_however_much_is_reported(
    as_moderator, site, moderator, learner, other_learner, thread, size,
    django_assert_max_num_queries,
):  # fmt: skip
    for n in range(size):
        article = ArticlePage.objects.begin(learner, f"Article {n}", text="Words.")
        article.publish_latest(learner)
        shelf = Shelf.objects.create(owner=learner, title=f"Shelf {n}", is_shared=True)
        reply = thread.reply(learner, f"Reply {n}")
        person = builders.make_person(f"Person {n}", f"p{n}@example.org", "A college")
        plan = give_plan(person, sharing="community")
        about = {"article": article, "shelf": shelf, "plan": plan, "post": reply}
        for thing, row in about.items():
            Report.objects.make(other_learner, thing, row, reason="spam")
        Report.objects.make(other_learner, "person", person, reason="spam")
        Report.objects.make(person, "person", learner, reason="spam")
        ModerationAct.objects.hide(moderator, reply, "Out")
    for link, most in ((url("queue"), 18), (url("person_reports", learner.public_id), 14)):
        as_moderator.get(link)
        with django_assert_max_num_queries(most):
            as_moderator.get(link)


def test_what_one_reported_is_in_ones_data_and_what_was_reported_of_one_goes_with_the_account(
    learner, other_learner
):
    Report.objects.make(other_learner, "person", learner, reason="spam", note="Every day")
    (mine,) = everything_of(other_learner)["community"]["reports"]
    assert mine["note"] == "Every day" and mine["reason"] == "spam"
    assert everything_of(learner)["community"]["reports"] == []
    learner.erase()
    assert not Report.objects.exists()

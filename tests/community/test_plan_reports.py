"""Reporting a strategy plan that is shared with the community, and ending its sharing."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.events import described
from accounts.models import Notification
from accounts.personal_data import everything_of
from community.models import ModerationAct, Report, Suspension
from learning.models import LookOffer, Plan
from tests import builders
from tests.learning.peers import give_plan, offers, put_rubric, request_values

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"community:{name}", args=args)


def text(response):
    return response.content.decode()


@pytest.fixture
def plan(learner):
    found = give_plan(learner, "Quokka first.", sharing="community")
    found.name_center("Larkspur Careers")
    return found


@pytest.fixture
def reported(plan, other_learner):
    report, _made = Report.objects.make(
        other_learner, "plan", plan, reason="private", note="It names a student"
    )
    return report


@pytest.fixture
def end(plan):
    return url("moderate_plan", plan.public_id, "end")


@pytest.fixture
def dismiss(plan):
    return url("moderate_plan", plan.public_id, "dismiss")


# Reporting


def test_a_report_reaches_the_queue_once(as_other, as_moderator, plan):
    link = url("report_plan", plan.public_id)
    assert link in text(as_other.get(plan.get_absolute_url()))
    assert "<h1>Report a strategy plan" in text(as_other.get(link))
    for _again in range(2):
        response = as_other.post(link, {"reason": "wrong", "note": "Out of date"})
        assert response.url == plan.get_absolute_url()
    assert Report.objects.get().about == plan
    waiting = text(as_moderator.get(url("queue"))).partition('id="plans"')[2]
    waiting = waiting.partition('id="people"')[0]
    assert "Strategy plan for Larkspur Careers" in waiting and plan.get_absolute_url() in waiting
    assert "Out of date" in waiting and "Wrong or harmful advice" in waiting


def test_it_needs_a_reason_and_keeps_what_was_typed(as_other, plan):
    response = as_other.post(url("report_plan", plan.public_id), {"note": "Hm"})
    page = text(response)
    assert response.status_code == 422 and "<title>Error:" in page.replace("\n", "")
    assert "Choose what comes closest." in page and "Hm" in page and not Report.objects.exists()


def test_its_owner_is_offered_no_report_and_makes_none(as_learner, plan):
    page = text(as_learner.get(plan.get_absolute_url()))
    for name in ("report_plan", "plan_at_risk"):
        link = url(name, plan.public_id)
        assert link not in page and as_learner.get(link).status_code == 404
    assert as_learner.post(link, {"reason": "spam"}).status_code in (404, 405)
    assert not Report.objects.exists()


def test_a_visitor_signs_in_first(client, plan):
    for name in ("report_plan", "plan_at_risk"):
        link = url(name, plan.public_id)
        assert client.get(link).url.startswith(reverse("account_login"))
        client.post(link, {"reason": "spam"})
    assert not Report.objects.exists()


@pytest.mark.parametrize("sharing", ["private", "reviewers", "instructors"])
def test_what_the_community_does_not_see_it_cannot_report(as_other, plan, other_learner, sharing):
    plan.share(sharing)
    plan.looks.create(reviewer=other_learner)
    assert "Report this plan" not in text(as_other.get(plan.get_absolute_url()))
    for name in ("report_plan", "plan_at_risk"):
        assert as_other.get(url(name, plan.public_id)).status_code == 404
    link = url("report_plan", plan.public_id)
    assert as_other.post(link, {"reason": "spam"}).status_code == 404
    assert as_other.get(url("report_plan", uuid.uuid4())).status_code == 404
    assert not Report.objects.exists()


def test_one_open_report_per_person_and_about_one_thing(reported, plan, learner, other_learner):
    for about in ({"plan": plan}, {"plan": plan, "person": learner}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.create(reporter=other_learner, reason="spam", **about)


def test_what_to_do_for_someone_at_risk_is_one_click_away_and_comes_first(
    as_other, as_moderator, plan
):
    card, link = url("plan_at_risk", plan.public_id), url("report_plan", plan.public_id)
    assert card in text(as_other.get(plan.get_absolute_url()))
    page = text(as_other.get(card))
    assert "988" in page and f"{link}?reason=risk" in page
    assert as_other.post(card).status_code == 405
    as_other.post(link, {"reason": "risk", "note": "The last section"})
    page = text(as_moderator.get(url("queue")))
    first, _heading, rest = page.partition('id="held"')
    assert "The last section" in first and "The last section" not in rest


# What moderators do


def test_ending_the_sharing_holds_at_once_and_its_owner_is_told_why(
    as_moderator, as_other, as_learner, moderator, learner, plan, reported, end
):
    assert end in text(as_moderator.get(url("queue")))
    assert end in text(as_moderator.get(plan.get_absolute_url()))
    assert end not in text(as_other.get(plan.get_absolute_url()))
    assert as_moderator.post(end, {"reason": " "}).status_code == 422
    assert as_moderator.get(end).status_code == 200
    assert Plan.objects.get().sharing == "community"
    assert as_moderator.post(end, {"reason": "It names a student."}).url == url("queue")
    assert Plan.objects.get().sharing == "private"
    address = plan.get_absolute_url()
    assert as_other.get(address).status_code == 404
    for page in ("/community/feed/", "/search/?q=Quokka", f"/people/{learner.public_id}/"):
        assert address not in text(as_other.get(page)), page
    act = ModerationAct.objects.get()
    assert (act.act, act.plan, act.person, act.moderator, act.reason) == (
        "end_sharing", plan, learner, moderator, "It names a student.",
    )  # fmt: skip
    reported.refresh_from_db()
    assert reported.resolved_by == moderator
    (notice,) = described(learner, Notification.objects.of(learner))
    assert "It names a student." in notice.sentence and notice.url == reverse("learning:plan")
    assert "It names a student." in text(as_learner.get(reverse("notifications")))
    assert "Ended the sharing of a plan" in text(as_moderator.get(url("acts")))
    record = text(as_moderator.get(url("person_reports", learner.public_id)))
    assert "Ended the sharing of a plan" in record and "It names a student" in record
    assert address not in record


def test_doing_it_twice_is_done_once(as_moderator, moderator, plan, end):
    as_moderator.post(end, {"reason": "Private details"})
    assert as_moderator.post(end, {"reason": "Private details"}).status_code == 404
    assert ModerationAct.objects.end_sharing(moderator, plan, "Late") is None
    assert ModerationAct.objects.count() == Notification.objects.count() == 1


def test_its_owner_may_share_it_again(as_learner, as_other, as_moderator, plan, end):
    as_moderator.post(end, {"reason": "Private details"})
    as_learner.post(reverse("learning:share_plan"), {"sharing": "community"})
    assert as_other.get(plan.get_absolute_url()).status_code == 200
    assert plan.get_absolute_url() in text(as_moderator.get(url("acts")))


def test_where_nothing_is_wrong_it_stays_and_its_owner_hears_nothing(
    as_moderator, as_other, learner, plan, reported, dismiss
):
    assert dismiss in text(as_moderator.get(url("queue")))
    assert as_moderator.post(dismiss, {"reason": ""}).status_code == 422
    as_moderator.post(dismiss, {"reason": "All invented"})
    assert as_other.get(plan.get_absolute_url()).status_code == 200
    assert not Report.objects.open().exists()
    act = ModerationAct.objects.get()
    assert (act.act, act.plan, act.person) == ("dismiss", plan, learner)
    assert not Notification.objects.of(learner).exists()
    assert "All invented" in text(as_moderator.get(url("acts")))


def test_a_report_waits_for_a_plan_that_was_taken_back_meanwhile(
    as_moderator, plan, reported, end, dismiss
):
    plan.share("private")
    assert "It names a student" not in text(as_moderator.get(url("queue")))
    for link in (end, dismiss):
        assert as_moderator.get(link).status_code == 404
        assert as_moderator.post(link, {"reason": "Why not"}).status_code == 404
    plan.share("community")
    assert "It names a student" in text(as_moderator.get(url("queue")))
    assert not ModerationAct.objects.exists()


def test_only_moderators_act(
    client, as_learner, as_other, client_for, instructor, coordinator, reported, end, dismiss
):
    for link in (end, dismiss):
        assert client.get(link).url.startswith(reverse("account_login"))
        for browser in (as_learner, as_other, client_for(instructor), client_for(coordinator)):
            assert browser.get(link).status_code == 404
            assert browser.post(link, {"reason": "Why not"}).status_code == 404
    assert Plan.objects.get().sharing == "community" and not ModerationAct.objects.exists()


def test_nobody_decides_about_their_own(as_moderator, moderator, other_learner):
    mine = give_plan(moderator, sharing="community")
    Report.objects.make(other_learner, "plan", mine, reason="unkind", note="Shouts")
    assert "Shouts" not in text(as_moderator.get(url("queue")))
    for act in ("end", "dismiss"):
        assert as_moderator.get(url("moderate_plan", mine.public_id, act)).status_code == 404


def test_what_was_done_outlives_the_plan(as_moderator, moderator, learner, plan):
    ModerationAct.objects.end_sharing(moderator, plan, "Private details")
    plan.delete()
    act = ModerationAct.objects.get()
    assert act.plan is None and act.person == learner
    assert "Private details" in text(as_moderator.get(url("acts")))
    assert described(learner, Notification.objects.of(learner)) == []


def test_what_one_reported_is_in_ones_data(reported, plan, learner, other_learner):
    (mine,) = everything_of(other_learner)["community"]["reports"]
    assert mine["about"] == plan.get_absolute_url() and mine["note"] == "It names a student"
    assert everything_of(learner)["community"]["reports"] == []
    learner.erase()
    assert not Report.objects.exists()


# People who are suspended


def test_nobody_else_reads_that_of_a_suspended_person_until_it_is_over(
    as_other, as_learner, as_moderator, moderator, learner, plan, reported, dismiss
):
    ModerationAct.objects.suspend(moderator, learner, 7, "Unkind")
    address = plan.get_absolute_url()
    assert as_other.get(address).status_code == 404
    assert as_other.get(url("report_plan", plan.public_id)).status_code == 404
    for page in ("/community/feed/", "/search/?q=Quokka", f"/people/{learner.public_id}/"):
        assert address not in text(as_other.get(page)), page
    assert as_learner.get(address).status_code == 200
    for page in (url("queue"), dismiss):  # it waits still, and nothing leads to a missing page
        found = text(as_moderator.get(page))
        assert "Strategy plan for Larkspur Careers" in found and address not in found
    ModerationAct.objects.readmit(moderator, learner, "Apologized")
    assert as_other.get(address).status_code == 200
    assert address in text(as_moderator.get(url("queue")))


def test_nor_does_a_colleague_who_was_asked_for_a_look(
    as_other, learner, other_learner, enrollment, lesson, course, plan
):
    look = plan.looks.create(
        reviewer=other_learner, **request_values(lesson, put_rubric(lesson), course)
    )
    address = reverse("learning:look", args=[look.pk])
    assert as_other.get(address).status_code == 200
    Suspension.objects.create(user=learner)
    assert as_other.get(address).status_code == 404


def test_a_suspended_person_is_not_asked_for_a_look(other_learner, learner):
    away = builders.make_person("Away", "away@example.org")
    offers(other_learner, away, learner)
    suspension = Suspension.objects.create(user=away)
    Suspension.objects.create(user=learner, until=suspension.since)  # over
    asked = set(LookOffer.objects.on_duty().values_list("user", flat=True))
    assert asked == {other_learner.pk, learner.pk}

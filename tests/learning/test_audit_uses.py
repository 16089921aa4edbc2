"""What becomes of a frozen audit: its sentence in the plan, its numbers in a summary."""

import json

import pytest
from django.urls import reverse

from accounts.erasure import erase_rows_of
from accounts.models import Membership
from courses.models import PlanSection
from learning.auditing.chart import AuditChart
from learning.auditing.summary import before_and_after
from learning.auditing.tally import Tally
from learning.models import Audit, Plan
from tests import builders
from tests.learning.audits import filled, frozen
from tests.learning.institutions import make_institution

SHARE = "/learning/audit/sharing/"
BRING = "/learning/audit/bring-in/"


@pytest.fixture
def institution(learner):
    found = make_institution()
    Membership.objects.accept(learner, found)
    return found


@pytest.fixture
def section(db):
    return PlanSection.objects.create(code="P1", title="Purpose")


def html(client, url="/learning/audit/"):
    return client.get(url).content.decode()


# Bringing in


def test_its_sentence_goes_to_the_draft_with_where_it_is_from(as_learner, learner, section):
    audit = frozen(learner, "aaari")
    text = Plan.objects.begin(learner).text_of(section)
    text.keep_draft("We announce.", 0)
    response = as_learner.post(BRING, {"section": "P1"})
    assert response["Location"] == reverse("learning:plan_section", args=["P1"])
    text.refresh_from_db()
    assert text.draft.startswith("We announce.\n\nOf 5 posts, 3 announce (60%)")
    assert text.saved_text == ""
    source = text.sources.get()
    assert (source.kind, source.dated) == ("audit", audit.frozen_at)
    assert source.label == "Broadcast audit: First count"


def test_pressed_twice_it_is_brought_in_once(as_learner, learner, section):
    frozen(learner, "aaari")
    for _press in range(2):
        as_learner.post(BRING, {"section": "P1"})
    text = Plan.objects.get().text_of(section)
    assert text.draft.count("Of 5 posts") == 1 and text.sources.count() == 1


@pytest.mark.parametrize("code", ["", "P9", "\0", "x" * 400])
def test_only_into_a_section_that_there_is(as_learner, learner, section, code):
    frozen(learner, "aaari")
    assert as_learner.post(BRING, {"section": code}).status_code == 404


def test_nothing_is_brought_in_before_a_count_is_frozen(as_learner, learner, section):
    filled(learner, "aaari")
    assert as_learner.post(BRING, {"section": "P1"}).status_code == 404
    assert not Plan.objects.exists()


def test_the_plan_shows_the_chart_and_invites_to_count_before(as_learner, learner, section):
    page = html(as_learner, reverse("learning:plan"))
    assert "Begin the broadcast audit" in page
    frozen(learner, "aaari")
    page = html(as_learner, reverse("learning:plan"))
    assert "Of 5 posts, 3 announce (60%)" in page and "<svg" in page


# As numbers


def test_the_chart_has_two_bars_for_each_purpose_and_their_difference(learner):
    chart = AuditChart(frozen(learner, "aaari", days_ago=95), frozen(learner, "ariii"))
    assert [(group.before.percent, group.after.percent) for group in chart.groups] == [
        (60, 20),
        (20, 20),
        (20, 60),
    ]
    assert [row.change for row in chart.purposes] == [-40, 0, 40]


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("aaari", "tells people something"),
        ("arrri", "answers people"),
        ("ariii", "asks people for what they know"),
        ("aarri", "no one purpose outweighs the others together"),
    ],
)
def test_the_sentence_says_what_most_posts_do(learner, letters, words):
    assert words in Tally.of(filled(learner, letters)).sentence


# Sharing


def test_sharing_is_ones_own_dated_act_and_is_taken_back(as_learner, learner, institution):
    audit = frozen(learner, "aaari")
    assert f"Share with {institution.name}" in html(as_learner)
    as_learner.post(SHARE, {"institution": institution.pk})
    audit.refresh_from_db()
    assert audit.shared_with == institution and audit.shared_at
    assert "First count: shared with" in html(as_learner)
    as_learner.post(SHARE)
    audit.refresh_from_db()
    assert audit.shared_with is None and audit.shared_at is None


def test_sharing_the_first_count_shares_no_later_one(as_learner, learner, institution):
    frozen(learner, "aaari", days_ago=95).share(institution)
    repeat = frozen(learner, "ariii")
    assert repeat.shared_at is None
    assert f"Share with {institution.name}" in html(as_learner)
    as_learner.post(SHARE, {"institution": institution.pk})
    assert Audit.objects.shared().count() == 2


@pytest.mark.parametrize("typed", ["x", "0", "9" * 40, "\0"])
def test_only_with_an_institution_one_belongs_to(as_learner, learner, typed):
    stranger = make_institution(name="Elsewhere")
    frozen(learner, "aaari")
    for institution in (typed, stranger.pk):
        assert as_learner.post(SHARE, {"institution": institution}).status_code == 404
    assert not Audit.objects.shared().exists()


def test_what_is_not_frozen_is_not_shared(as_learner, learner, institution):
    filled(learner, "aaari")
    as_learner.post(SHARE, {"institution": institution.pk})
    assert not Audit.objects.shared().exists()


def test_without_an_institution_nothing_is_offered(as_learner, learner):
    frozen(learner, "aaari")
    assert "Your institution" not in html(as_learner)


# The summary


@pytest.fixture
def crowd(db):
    """Five people who shared both counts with the same institution."""
    institution = make_institution()
    people = [builders.make_person(f"P {n}", f"p{n}@example.org") for n in range(5)]
    for person in people:
        frozen(person, "aaaar", days_ago=95).share(institution)
        frozen(person, "aarii" * 2).share(institution)
    return institution, people


def test_five_who_shared_both_make_a_summary(crowd, django_assert_num_queries):
    institution, people = crowd
    with django_assert_num_queries(2):
        found = before_and_after(people, institution)
    assert found.people == 5
    lines = [(line.label, line.before, line.after, line.change) for line in found.purposes]
    assert lines == [("Announce", 80, 40, -40), ("Respond", 20, 20, 0), ("Invite", 0, 40, 40)]
    assert found.contents[0].before == 100


def test_four_make_none(crowd):
    institution, people = crowd
    assert before_and_after(people[:4], institution) is None
    Audit.objects.of(people[0]).get(kind="repeat").share(None)
    assert before_and_after(people, institution) is None


def test_what_was_shared_with_another_institution_does_not_count(crowd):
    _institution, people = crowd
    assert before_and_after(people, make_institution(name="Elsewhere")) is None
    assert before_and_after(people).people == 5


def test_closed_accounts_do_not_count(crowd):
    institution, people = crowd
    people[0].is_active = False
    people[0].save()
    assert before_and_after(people, institution) is None


def test_each_person_weighs_the_same_whatever_they_counted(crowd):
    institution, people = crowd
    sixth = builders.make_person("Sixth", "sixth@example.org")
    frozen(sixth, "i" * 60, days_ago=95).share(institution)
    frozen(sixth, "i" * 60).share(institution)
    found = before_and_after([*people, sixth], institution)
    assert [line.before for line in found.purposes] == [67, 17, 16]
    assert sum(line.after for line in found.purposes) == 100


# Whose it is


def test_my_data_has_my_audits_and_nobody_elses(as_learner, learner, other_learner, institution):
    frozen(learner, "aaari", words="Mine").share(institution)
    frozen(other_learner, "aaari", words="Theirs")
    data = json.loads(as_learner.get("/accounts/data/download/").content)["broadcast_audits"]
    (audit,) = data
    assert audit["shared_with"] == institution.name and audit["frozen"]
    assert [post["words"] for post in audit["posts"]] == ["Mine"] * 5


def test_audits_go_with_the_account(learner, other_learner):
    frozen(learner, "aaari")
    frozen(other_learner, "aaari")
    erase_rows_of(learner)
    assert Audit.objects.get().user == other_learner

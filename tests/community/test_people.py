"""The directory of people: who stands in it, and what it can be searched for."""

import pytest
from django.urls import reverse

from accounts.models import Institution, User
from community.models import HelpedMark, Mentor, PersonFollow, Space, Thread
from courses.models import Topic
from tests import builders

pytestmark = pytest.mark.django_db
HERE = "/community/people/"


@pytest.fixture
def rosa(site):
    return builders.make_person(
        "Rosa Okafor", "rosa@example.org", "Merriwell School", role_at_work="Alumni lead",
        can_help_with="First asks for evening students", working_on="A breakfast of employers",
    )  # fmt: skip


def found(client, **query):
    page = client.get(HERE, query).content.decode()
    return page.partition("<main")[2]


def hide(person, level, *fields):
    person.visibility = dict.fromkeys(fields, level)
    person.save()


def test_members_find_each_other_and_visitors_do_not(client, as_learner, learner, rosa):
    page = found(as_learner)
    for shown in ("Rosa Okafor", "Alumni lead", "Merriwell School", "First asks", "breakfast"):
        assert shown in page
    assert learner.display_name in page
    assert client.get(HERE).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("q", ["rosa", "evening asks", "merriwell", "alumni", "breakfast ROSA"])
def test_it_is_searched_in_all_that_is_shown(as_learner, learner, rosa, q):
    page = found(as_learner, q=q)
    assert "Rosa Okafor" in page and learner.display_name not in page


def test_what_is_hidden_can_not_be_searched_for(as_learner, rosa):
    hide(rosa, "nobody", "can_help_with", "institution")
    assert "profile says this" in found(as_learner, q="evening")
    assert "profile says this" in found(as_learner, q="merriwell")
    page = found(as_learner, q="rosa")
    assert "Rosa Okafor" in page and "evening" not in page.partition("<ul")[2]


def test_the_type_of_institution_narrows_it_and_tells_nothing_hidden(as_learner, learner, rosa):
    Institution.objects.filter(pk=rosa.institution_id).update(kind="workforce")
    page = found(as_learner, institution="workforce")
    assert "Rosa Okafor" in page and learner.display_name not in page
    hide(rosa, "nobody", "institution")
    assert "Rosa Okafor" not in found(as_learner, institution="workforce")
    assert "Rosa Okafor" in found(as_learner, institution="no such type")


@pytest.fixture
def bus(site):
    return Topic.objects.create(name="Bus fares", slug="bus-fares")


@pytest.fixture
def helped(bus, rosa, learner):
    """A reply of hers that helped somebody, in a thread for members."""
    inside = Space.objects.create(kind="community", slug="in", title="In", visibility="members")
    thread = Thread.objects.start(learner, inside, "Who pays?", kind="question", topics=[bus])
    return thread.reply(rosa, "We do, and gladly.")


def by_topic(client):
    return "Rosa Okafor" in found(client, topic="bus-fares")


def test_by_topic_one_finds_who_mentors_on_it(as_learner, learner, rosa, bus):
    assert not by_topic(as_learner)
    mentor = Mentor.objects.begin(rosa, [bus])
    page = found(as_learner, topic="bus-fares")
    assert "Rosa Okafor" in page and learner.display_name not in page and "1 person" in page
    mentor.stop()
    assert not by_topic(as_learner)


def test_and_who_says_so_of_themselves_to_this_reader(as_learner, rosa, bus):
    rosa.can_help_with = "Forms, and bus fares above all"
    rosa.save()
    assert by_topic(as_learner)
    hide(rosa, "nobody", "can_help_with")
    assert not by_topic(as_learner)


def test_and_who_helped_somebody_with_it(as_learner, learner, rosa, helped):
    assert not by_topic(as_learner)
    HelpedMark.objects.set(learner, helped, True)
    assert by_topic(as_learner)
    hide(rosa, "nobody", "contributions")
    assert not by_topic(as_learner)


def test_and_whose_post_was_the_answer(as_learner, rosa, helped):
    helped.thread.mark_answer(helped)
    assert by_topic(as_learner)


def test_help_that_the_reader_may_not_read_finds_nobody(as_learner, learner, helped, course):
    HelpedMark.objects.set(learner, helped, True)
    Space.objects.filter(pk=helped.space_id).update(
        visibility="enrolled", course_key=course.translation_key
    )
    assert not by_topic(as_learner)


def test_choices_add_up_and_an_unknown_topic_narrows_nothing(as_learner, rosa, bus):
    Mentor.objects.begin(rosa, [bus])
    Institution.objects.filter(pk=rosa.institution_id).update(kind="workforce")
    page = found(as_learner, topic="bus-fares", institution="workforce", q="rosa")
    assert "Rosa Okafor" in page and "Clear 3 choices" in page
    assert "Rosa Okafor" not in found(as_learner, topic="bus-fares", institution="other")
    assert "Rosa Okafor" in found(as_learner, topic="no-such-topic")


def test_who_does_not_want_to_be_listed_is_not(as_learner, rosa):
    User.objects.filter(pk=rosa.pk).update(listed=False)
    assert "Rosa Okafor" not in found(as_learner)


def test_a_profile_that_says_nothing_has_no_place(as_learner, rosa):
    hide(rosa, "nobody", "institution", "role_at_work", "can_help_with", "working_on")
    assert "Rosa Okafor" not in found(as_learner)
    builders.make_person("Silent Sam", "sam@example.org", "")
    assert "Silent Sam" not in found(as_learner)


def test_closed_accounts_are_not_listed(as_learner, rosa):
    User.objects.filter(pk=rosa.pk).update(is_active=False)
    assert "Rosa Okafor" not in found(as_learner)


def test_following_from_the_list_leads_back_to_it(as_learner, rosa, learner):
    assert f'value="{HERE}?q=rosa"' in found(as_learner, q="rosa")
    PersonFollow.objects.set(learner, rosa, True)
    assert "Stop following" in found(as_learner)


@pytest.mark.parametrize("size", [3, 60])
def test_it_costs_the_same_however_many(as_learner, bus, size, django_assert_max_num_queries):
    for number in range(size):
        builders.make_person(f"Person {number:02}", f"p{number}@example.org", f"Place {number}")
    as_learner.get(HERE)
    with django_assert_max_num_queries(9):
        page = found(as_learner, q="place")
    with django_assert_max_num_queries(9):
        assert "profile says this" in found(as_learner, q="place", topic=bus.slug)
    assert page.count("talks__row") == min(size, 24)
    assert ("Page 1 of 3" in page) == (size == 60)


def test_nothing_typed_breaks_it(as_learner, rosa):
    for q in ("%", "_", "' OR 1=1", "\x00", "x" * 300, "<b>"):
        assert as_learner.get(HERE, {"q": q}).status_code == 200

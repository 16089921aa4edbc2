"""The catalog: what it shows, what it finds, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import CourseInstructor, Instructor, Topic
from tests import builders

CATALOG = "/courses/"
MOST_QUERIES = 8


def make_course(title, minutes=15, topics=(), **fields):
    """A published course with one lesson of this length."""
    course = builders.make_course(title, **fields)
    course.topics.set(
        Topic.objects.get_or_create(name=name, slug=name.lower())[0] for name in topics
    )
    builders.publish(course)
    builders.make_lesson(builders.make_module(course), minutes=minutes)
    return course


@pytest.fixture
def shelf(site):
    """Three courses that differ in length, level and topic."""
    return [
        make_course("Ask better questions", 60, ["Community"], promise="Posts get answers."),
        make_course("Mentors who stay", 150, ["Alumni"], level="intermediate"),
        make_course("Measure what matters", 300, ["Community", "Alumni"], level="advanced"),
    ]


def titles(response):
    return [card.title for card, _state in response.context["catalog"].cards]


def found(client, query=""):
    response = client.get(CATALOG + query)
    assert response.status_code == 200
    return sorted(titles(response))


def test_a_card_says_what_a_course_is(client, shelf):
    instructor = Instructor.objects.create(name="Dr. Imani Feldt")
    shelf[0].course_instructors.add(CourseInstructor(instructor=instructor))
    builders.publish(shelf[0])
    html = client.get(CATALOG + "?q=questions").content.decode()
    assert "Posts get answers." in html
    assert "1 lesson<" in html
    assert "1 contact hour<" in html
    assert "Introductory" in html
    assert "Dr. Imani Feldt" in html
    assert f'href="{shelf[0].get_url()}"' in html


def test_without_a_question_it_shows_every_live_course(client, shelf):
    shelf[1].unpublish()
    assert found(client) == ["Ask better questions", "Measure what matters"]


def test_the_newest_course_comes_first(client, shelf):
    assert titles(client.get(CATALOG))[0] == "Measure what matters"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=questions", ["Ask better questions"]),
        ("?q=quest", ["Ask better questions"]),
        ("?q=get", ["Ask better questions"]),
        ("?level=intermediate", ["Mentors who stay"]),
        ("?level=intermediate&level=advanced", ["Measure what matters", "Mentors who stay"]),
        ("?topic=community", ["Ask better questions", "Measure what matters"]),
        ("?length=short", ["Ask better questions"]),
        ("?length=medium", ["Mentors who stay"]),
        ("?length=long", ["Measure what matters"]),
        ("?topic=alumni&level=advanced", ["Measure what matters"]),
        ("?topic=community&length=short&q=ask", ["Ask better questions"]),
    ],
)
def test_search_and_filters_narrow_it_down(client, shelf, query, expected):
    assert found(client, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "?level=nonsense",
        "?topic=nothing&length=x&page=-3&status=complete",
        "?page=ninety",
        "?q=%20%20&surprise=1",
        "?q=" + "a" * 5 + "%00",
    ],
)
def test_nonsense_in_the_address_is_ignored(client, shelf, query):
    response = client.get(CATALOG + query)
    assert response.status_code == 200


def test_words_that_a_search_engine_would_read_as_commands_are_words(client, shelf):
    for text in ('"', "AND OR NOT", "a* -b", "col:x", "(((", "'; --"):
        assert client.get(CATALOG, {"q": text}).status_code == 200


def test_filters_stay_as_they_were_sent(client, shelf):
    html = client.get(CATALOG + "?level=advanced&q=matters").content.decode()
    assert 'value="matters"' in html
    assert 'value="advanced" id="id_level_2" checked' in html


def test_the_count_is_announced(client, shelf):
    html = client.get(CATALOG + "?topic=community").content.decode()
    assert '<div role="status"><h2 id="count">2 courses</h2></div>' in html


def test_when_nothing_matches_it_shows_the_newest_and_a_way_back(client, shelf):
    response = client.get(CATALOG + "?q=zeppelin")
    html = response.content.decode()
    assert "No courses match." in html
    assert '<a href="/courses/">Clear search and filters</a>' in html
    assert len(response.context["catalog"].nearest) == 3


def test_an_empty_catalog_says_so(client, site):
    html = client.get(CATALOG).content.decode()
    assert "The first course appears here when it is published." in html


def test_a_learner_sees_their_state_and_can_filter_by_it(as_learner, enrollment, shelf):
    assert "In progress" in as_learner.get(CATALOG + "?q=board").content.decode()
    assert found(as_learner, "?status=in_progress") == ["Beyond the Job Board"]
    assert len(found(as_learner, "?status=new")) == 3
    assert found(as_learner, "?status=complete") == []


def test_a_visitor_is_not_asked_about_their_status(client, shelf):
    assert 'name="status"' not in client.get(CATALOG).content.decode()


def test_twelve_courses_make_a_page_and_filters_go_along(client, site):
    for number in range(13):
        make_course(f"Course {number:02}")
    first = client.get(CATALOG + "?level=introductory")
    assert len(titles(first)) == 12
    assert 'href="?level=introductory&amp;page=2"' in first.content.decode()
    second = client.get(CATALOG + "?level=introductory&page=2")
    assert titles(second) == ["Course 00"]
    assert "Page 2 of 2" in second.content.decode()
    assert titles(client.get(CATALOG + "?page=99")) == ["Course 00"]


def test_a_changed_course_is_shown_changed(client, shelf, django_capture_on_commit_callbacks):
    client.get(CATALOG)
    with django_capture_on_commit_callbacks(execute=True):
        shelf[0].title = "Ask the best questions"
        builders.publish(shelf[0])
    assert "Ask the best questions" in found(client)


def test_a_changed_lesson_changes_the_hours(client, shelf, django_capture_on_commit_callbacks):
    client.get(CATALOG)
    lesson = shelf[0].get_descendants().last().specific
    with django_capture_on_commit_callbacks(execute=True):
        lesson.minutes = 90
        builders.publish(lesson)
    assert "1.5 contact hours" in client.get(CATALOG).content.decode()


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


@pytest.mark.parametrize("query", ["", "?page=1", "?level=introductory&topic=community"])
def test_it_costs_the_same_however_many_courses_there_are(
    as_learner, enrollment, shelf, query, django_capture_on_commit_callbacks
):
    few = queries(as_learner, CATALOG + query)
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(20):
            make_course(f"Course {number}", topics=["Community"])
    assert queries(as_learner, CATALOG + query) == few
    assert few <= MOST_QUERIES


def test_a_search_costs_two_queries_more(as_learner, enrollment, shelf):
    assert queries(as_learner, CATALOG + "?q=ask") <= MOST_QUERIES + 2

"""Going through a scenario."""

import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from courses.models import LessonPage
from learning.answer_reading import given, share
from learning.lessons.body import render_asking
from learning.lessons.state import SampleLessonState
from learning.models import Attempt, LessonVisit
from learning.personal_data import my_answers
from tests import builders
from tests.html import body_of

HTMX = {"HTTP_HX_REQUEST": "true"}
SECRETS = ("Feedback-", "Situation-invited", "Situation-worse", "Situation-good", "Debrief-words")


@pytest.fixture
def told(lesson):
    """The lesson with a scenario, and the scenario."""
    return put(lesson)


@pytest.fixture
def url(lesson, told):
    return reverse("learning:take_step", args=[lesson.pk, told.id])


def put(lesson):
    body = [builders.text(), builders.scenario()]
    lesson.body = LessonPage.body.field.stream_block.to_python(body)
    builders.publish(lesson)
    return lesson.body[1]


def way(block, text):
    """The beginning of a choice's id, as forms and addresses have it."""
    return full(block, text).partition("-")[0]


def full(block, text):
    rows = [row for node in block.value.as_shown()["nodes"] for row in node["choices"]]
    return next(row["id"] for row in rows if row["text"] == text)


def ways(block, *texts):
    return ".".join(way(block, text) for text in texts)


def take(client, url, block, *texts, **more):
    """Post the last choice of a path."""
    data = {"path": ways(block, *texts[:-1]), "choice": way(block, texts[-1]), **more}
    return client.post(url, data)


def section_of(page, block):
    start = page.index(f'id="block-{block.id}"')
    return page[start : page.index("</section>", start)]


def section(client, response, block):
    return section_of(body_of(client.get(response.url)), block)


def test_before_a_choice_nothing_says_where_it_leads(
    as_learner, enrollment, lesson, lessons, told, client
):
    put(lessons[0])
    for page in (
        body_of(as_learner.get(lesson.get_url())),
        body_of(client.get(lessons[0].get_url())),
    ):
        assert "Situation-quiet" in page
        assert "Ask by name" in page
        assert not [secret for secret in (*SECRETS, "invited", "best", "poor") if secret in page]


def test_each_choice_of_a_step_looks_alike(as_learner, enrollment, lesson, told):
    page = section_of(body_of(as_learner.get(lesson.get_url())), told)
    rows = [row.split("</label>")[0] for row in page.split('<label class="choice">')[1:]]
    texts = ("Ask by name", "Remind all")
    for text in texts:
        rows = [row.replace(way(told, text), "ID").replace(text, "TEXT") for row in rows]
    assert len(rows) == 2
    assert len(set(rows)) == 1


def test_a_choice_leads_to_an_address_with_its_feedback_alone(
    as_learner, enrollment, lesson, told, url
):
    response = take(as_learner, url, told, "Remind all")
    where = urlsplit(response.url)
    assert where.path == urlsplit(lesson.get_url()).path
    assert parse_qs(where.query) == {"scenario": [told.id], "path": [way(told, "Remind all")]}
    assert where.fragment == f"block-{told.id}"
    page = section(as_learner, response, told)
    assert "Feedback-Remind all." in page
    assert "A weak choice" in page
    assert "Situation-worse" in page
    assert "Try again" in page
    assert page.count("Feedback-") == 1
    assert "Debrief-words" not in page
    assert not Attempt.objects.exists()


def test_going_back_shows_the_step_before(as_learner, enrollment, lesson, told, url):
    first = take(as_learner, url, told, "Ask by name").url
    take(as_learner, url, told, "Ask by name", "Thank")
    assert "Situation-invited" in section_of(body_of(as_learner.get(first)), told)
    start = section_of(body_of(as_learner.get(lesson.get_url())), told)
    assert "Situation-quiet" in start
    assert "Situation-invited" not in start


def test_an_end_writes_down_the_path(as_learner, enrollment, lesson, told, url):
    take(as_learner, url, told, "Ask by name")
    response = take(as_learner, url, told, "Ask by name", "Stay away", token=uuid.uuid4())
    attempt = Attempt.objects.get()
    assert attempt.chosen == [full(told, "Ask by name"), full(told, "Stay away")]
    assert attempt.correct
    page = section(as_learner, response, told)
    assert "You reached an end" in page
    assert "Situation-good" in page
    assert "Debrief-words" in page
    assert "Feedback-Ask by name." in page
    assert page.index("Feedback-Ask by name.") < page.index("Feedback-Stay away.")
    assert "Keep this path" not in page
    enrollment.complete_lesson(lesson)


def test_before_an_end_the_lesson_is_open(told, as_learner, enrollment, lesson, url):
    from learning.models.enrollments import NotYet

    take(as_learner, url, told, "Ask by name")
    with pytest.raises(NotYet):
        enrollment.complete_lesson(lesson)
    assert "Reach an end of the scenario" in body_of(as_learner.get(lesson.get_url()))


def test_looking_writes_nothing(as_learner, enrollment, lesson, told, url):
    ended = ways(told, "Ask by name", "Thank")
    page = section_of(
        body_of(as_learner.get(f"{lesson.get_url()}?scenario={told.id}&path={ended}")), told
    )
    assert "Situation-good" in page
    assert "Keep this path" in page
    assert not Attempt.objects.exists()
    assert not LessonVisit.objects.exists()
    response = as_learner.post(url, {"path": ended})
    assert "Keep this path" not in section(as_learner, response, told)
    assert Attempt.objects.count() == 1


def test_trying_again_leads_back_and_is_part_of_the_path(as_learner, enrollment, told, url):
    path = ["Remind all", "Try again", "Ask by name", "Thank"]
    for length in range(1, 5):
        response = take(as_learner, url, told, *path[:length])
    page = section(as_learner, response, told)
    assert [page.index(f"Feedback-{text}.") for text in path] == sorted(
        page.index(f"Feedback-{text}.") for text in path
    )
    assert Attempt.objects.get().chosen == [full(told, text) for text in path]


def test_starting_again_keeps_what_was(as_learner, enrollment, lesson, told, url):
    take(as_learner, url, told, "Remind all", "Leave it")
    page = section_of(body_of(as_learner.get(f"{lesson.get_url()}?scenario={told.id}")), told)
    assert "Situation-quiet" in page
    assert "Debrief-words" not in page
    take(as_learner, url, told, "Ask by name", "Thank")
    assert Attempt.objects.count() == 2
    page = section_of(body_of(as_learner.get(lesson.get_url())), told)
    assert "Your 2 paths" in page
    latest = f"path={ways(told, 'Ask by name', 'Thank')}"
    oldest = f"path={ways(told, 'Remind all', 'Leave it')}"
    assert page.index(latest) < page.index(oldest)


def test_who_stopped_in_the_middle_is_led_on(as_learner, enrollment, lesson, told, url):
    stopped = take(as_learner, url, told, "Ask by name").url
    page = section_of(body_of(as_learner.get(lesson.get_url())), told)
    assert "You stopped in the middle." in page
    assert stopped.partition("?")[2].replace("&", "&amp;") in page
    take(as_learner, url, told, "Ask by name", "Thank")
    page = section_of(body_of(as_learner.get(lesson.get_url())), told)
    assert "You stopped in the middle." not in page


def test_each_step_is_the_place_last_reached(as_learner, enrollment, lesson, told, url):
    take(as_learner, url, told, "Ask by name")
    visit = LessonVisit.objects.get(enrollment=enrollment)
    assert (visit.lesson_key, visit.block_id) == (lesson.key, told.id)


def test_choosing_nothing_asks_in_place(as_learner, enrollment, told, url):
    for data in ({}, {"choice": "nonsense"}, {"choice": way(told, "Thank")}):
        response = as_learner.post(url, data)
        page = section(as_learner, response, told)
        assert "Choose what you do." in page
        assert "Situation-quiet" in page
    response = as_learner.post(url, {"path": way(told, "Ask by name")})
    page = section(as_learner, response, told)
    assert "Choose what you do." in page
    assert "Situation-invited" in page
    assert not Attempt.objects.exists()


def test_the_same_submission_twice_makes_one_row(as_learner, enrollment, told, url):
    token = uuid.uuid4()
    for _time in range(2):
        response = take(as_learner, url, told, "Ask by name", "Thank", token=token)
        assert response.status_code == 302
    assert Attempt.objects.count() == 1


def test_a_script_gets_the_step_and_its_address(as_learner, enrollment, lesson, told, url):
    data = {"path": "", "choice": way(told, "Ask by name")}
    response = as_learner.post(url, data, **HTMX)
    page = body_of(response)
    assert "<html" not in page
    assert "Situation-invited" in page
    assert response["HX-Push-Url"].startswith(lesson.get_url() + "?scenario=")
    assert "Situation-invited" in body_of(as_learner.get(response["HX-Push-Url"]))
    data = {"path": way(told, "Ask by name"), "choice": way(told, "Thank")}
    page = body_of(as_learner.post(url, data, **HTMX))
    assert "Debrief-words" in page
    assert "Nothing is left to do here." in page
    response = as_learner.post(url, {}, **HTMX)
    assert "Choose what you do." in body_of(response)
    assert "HX-Push-Url" not in response


def test_signed_out_a_closed_lesson_tells_nothing_and_keeps_the_path(
    client, learner, enrollment, lesson, told, url
):
    response = take(client, url, told, "Ask by name")
    assert response.url.startswith(reverse("account_login"))
    signed_in = client.post(response.url, {"login": learner.email, "password": builders.PASSWORD})
    page = section(client, signed_in, told)
    assert "You stopped in the middle." in page
    assert ways(told, "Ask by name") in page
    assert not Attempt.objects.exists()


def test_a_visitor_of_an_open_lesson_goes_to_the_end_and_may_keep_it(
    client, learner, enrollment, lessons
):
    lesson = lessons[0]
    told = put(lesson)
    url = reverse("learning:take_step", args=[lesson.pk, told.id])
    take(client, url, told, "Ask by name")
    response = take(client, url, told, "Ask by name", "Thank")
    page = section(client, response, told)
    assert "Debrief-words" in page
    assert "Keep this path" in page
    ended = ways(told, "Ask by name", "Thank")
    response = client.post(url, {"path": ended})
    assert response.url.startswith(reverse("account_login"))
    assert not Attempt.objects.exists()
    signed_in = client.post(response.url, {"login": learner.email, "password": builders.PASSWORD})
    assert ended in section(client, signed_in, told)
    client.post(url, {"path": ended})
    assert Attempt.objects.get().enrollment == enrollment


def test_the_path_of_one_person_is_not_shown_to_the_next(
    client, learner, other_learner, other_enrollment, lesson, told, url
):
    take(client, url, told, "Ask by name", writer=str(learner.public_id))
    client.force_login(other_learner, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = section_of(body_of(client.get(lesson.get_url())), told)
    assert "You stopped" not in page


def test_who_is_not_enrolled_and_who_left_are_told_nothing(
    as_learner, course, enrollment, told, url, client_for, other_learner
):
    enrollment.leave()
    for client in (as_learner, client_for(other_learner)):
        response = take(client, url, told, "Ask by name", "Thank")
        assert response.url.startswith(reverse("learning:enroll", args=[course.pk]))
    assert not Attempt.objects.exists()


def test_an_edited_scenario_leads_as_far_as_the_path_holds(
    as_learner, enrollment, lesson, told, url
):
    take(as_learner, url, told, "Ask by name", "Thank")
    address = take(as_learner, url, told, "Ask by name").url
    put(lesson)
    lesson.body = LessonPage.body.field.stream_block.to_python(
        [{**lesson.body.raw_data[1], "id": told.id}]
    )
    builders.publish(lesson)
    page = section_of(body_of(as_learner.get(address)), told)
    assert "Situation-quiet" in page
    assert "You reached an end" in page
    assert "Thank" in page  # the path taken, as it stood then


def test_what_is_read_of_a_path(as_learner, enrollment, learner, told, url):
    take(as_learner, url, told, "Remind all", "Try again", "Ask by name", "Stay away")
    attempt = Attempt.objects.get()
    read = [(response.text, response.right) for response in given(attempt)]
    assert read == [
        ("Remind all", False), ("Try again", None), ("Ask by name", True), ("Stay away", None),
    ]  # fmt: skip
    assert share(attempt) == (0 + 0.5 + 1 + 0.5) / 4
    assert my_answers(learner)[0]["answer"] == [text for text, _right in read]


def test_on_paper_the_path_stands_only_once_it_was_taken(as_learner, enrollment, lesson, told, url):
    page = body_of(as_learner.get(lesson.get_url()))
    assert "Your answers so far" not in page
    take(as_learner, url, told, "Ask by name", "Thank")
    page = body_of(as_learner.get(lesson.get_url()))
    paper = page[page.index("Your answers so far") :]
    assert paper.index("Ask by name") < paper.index("Thank")
    assert "Remind all" not in paper


def test_a_scenario_that_is_gone_says_so(as_learner, enrollment, lesson, told, url):
    gone = reverse("learning:take_step", args=[lesson.pk, uuid.uuid4()])
    assert as_learner.post(gone, {}).status_code == 404
    assert as_learner.get(url).status_code == 405


@pytest.mark.parametrize(
    "nodes",
    [[], [builders.node("a", builders.way("Go on", "nowhere"))]],
    ids=["no step", "a choice that leads nowhere"],
)
def test_a_draft_that_leads_nowhere_can_be_looked_at(lesson, nodes, rf):
    block = builders.scenario()
    block["value"]["nodes"] = nodes
    lesson.body = LessonPage.body.field.stream_block.to_python([block])
    state = SampleLessonState(lesson)
    html = render_asking(lesson.body[0], state, lesson, rf.get("/"))
    assert "Nobody answers" in html
    if nodes:
        state.paths = {lesson.body[0].id: [full(lesson.body[0], "Go on")]}
        html = render_asking(lesson.body[0], state, lesson, rf.get("/"))
        assert "Feedback-Go on." in html

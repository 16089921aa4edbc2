"""Bringing into the plan what was written in lessons."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import LessonPage
from learning.models import Attempt, ChecklistTick, Plan, Reflection, SectionText, Source
from learning.plans.sources import offers
from tests import builders
from tests.html import line_of

pytestmark = pytest.mark.django_db


def feeding(block, section):
    block["value"]["plan_section"] = section.pk
    return block


def fill(lesson, *blocks):
    lesson.body = LessonPage.body.field.stream_block.to_python(list(blocks))
    builders.publish(lesson)
    return lesson.body


@pytest.fixture
def section():
    return builders.plan_section("P1", "Purpose")


@pytest.fixture
def url(section):
    return reverse("learning:plan_section", args=["P1"])


@pytest.fixture
def blocks(lesson, section):
    """A reflection, a checklist and two questions that feed the section, and a reflection
    that feeds none."""
    return fill(
        lesson,
        feeding(builders.reflection("What will you change?"), section),
        feeding(builders.checklist("Name a reader", "Ask one thing"), section),
        feeding(builders.short_answer(), section),
        feeding(builders.self_explain(), section),
        builders.reflection("What else?"),
    )


@pytest.fixture
def done(enrollment, lesson, blocks):
    """The learner did all of it."""
    person = enrollment.user
    for block in (blocks[0], blocks[4]):
        Reflection.objects.begin(person, lesson, block).submit(f"On {block.value['prompt']}", 0)
    first, second = [pk for pk, _text in blocks[1].value.entries()]
    ChecklistTick.objects.change(enrollment, lesson, blocks[1], {second}, set())
    record = Attempt.objects.record
    record(enrollment, lesson, blocks[2], ["a passer-by"], uuid.uuid4())
    record(enrollment, lesson, blocks[2], ["a lurker"], uuid.uuid4())
    record(enrollment, lesson, blocks[3], [], uuid.uuid4(), "Because peers know.")
    return enrollment


def row_of(person):
    return SectionText.objects.get(plan__user=person)


def bring(client, url, kind, lesson, block, **data):
    key = f"{kind}.{lesson.key}.{block.id}"
    return client.post(url, {"text": "", "revision": 0, "bring": key, **data})


def test_all_that_feeds_the_section_is_offered_with_source_and_date(
    as_learner, done, lesson, blocks, url
):
    page = line_of(as_learner.get(url))
    offered = page[page.index('id="bring-title"') : page.index('id="history"')]
    found = [
        offered.index(words)
        for words in ("What will you change?", "Before you post", "lurker", "Explain why you")
    ]
    assert found == sorted(found)
    today = timezone.localdate().strftime("%B %-d, %Y")
    link = f'<a href="{lesson.get_url()}#block-{blocks[0].id}">{lesson.title}</a>'
    assert f"Reflection · {link} · <time" in offered and today in offered
    assert "Ask one thing" in offered and "Name a reader" not in offered
    assert "a lurker" in offered and "a passer-by" not in offered
    assert "Because peers know." in offered
    assert "What else?" not in offered


def test_without_anything_it_says_where_it_comes_from(as_learner, enrollment, blocks, url):
    assert "What you save in lessons that feed this section is offered here." in line_of(
        as_learner.get(url)
    )


def test_a_draft_of_a_reflection_is_not_offered(as_learner, enrollment, lesson, blocks, url):
    Reflection.objects.begin(enrollment.user, lesson, blocks[0]).keep_draft("Only typed", 0)
    assert "Only typed" not in line_of(as_learner.get(url))


def test_it_comes_below_what_was_typed_and_nothing_is_saved(
    as_learner, learner, done, lesson, blocks, url
):
    response = bring(as_learner, url, "reflection", lesson, blocks[0], text="Typed just now")
    assert response.url == f"{url}#write-title"
    row = row_of(learner)
    assert row.draft == "Typed just now\n\nOn What will you change?"
    assert (row.saved_text, row.status) == ("", "empty")
    page = line_of(as_learner.get(url))
    assert "Brought in below your words. Read it over, then save." in page
    assert "Draft kept at" in page


@pytest.mark.parametrize(
    ("kind", "index", "words"),
    [
        ("reflection", 0, "On What will you change?"),
        ("checklist", 1, "- Ask one thing"),
        ("answer", 2, "a lurker"),
        ("answer", 3, "Because peers know."),
    ],
)
def test_each_kind_remembers_where_it_is_from(
    as_learner, learner, done, lesson, blocks, url, kind, index, words
):
    bring(as_learner, url, kind, lesson, blocks[index])
    row = row_of(learner)
    source = row.sources.get()
    assert row.draft == words
    assert (source.kind, source.lesson_key, source.block_id) == (
        kind,
        lesson.key,
        blocks[index].id,
    )
    assert source.label.startswith(f"{lesson.title}: ")
    page = line_of(as_learner.get(url))
    assert "Where its words are from" in page and "Bring in again" in page
    assert f"{source.get_kind_display()} of " in page
    assert "Brought in " in page[page.index('id="bring-title"') :]


def test_the_date_is_that_of_the_writing(as_learner, learner, done, lesson, blocks, url):
    row = Reflection.objects.get(block_id=blocks[0].id)
    day = timezone.make_aware(datetime(2026, 11, 4, 12))
    row.versions.update(saved_at=day)
    bring(as_learner, url, "reflection", lesson, blocks[0])
    assert row_of(learner).sources.get().dated == day


def test_what_another_tab_wrote_meanwhile_is_asked_about(
    as_learner, learner, done, lesson, blocks, section, url
):
    Plan.objects.begin(learner).text_of(section).keep_draft("In the other tab", 0)
    response = bring(as_learner, url, "reflection", lesson, blocks[0], text="In this one")
    page = line_of(response)
    assert response.status_code == 409
    assert "In the other tab" in page and "In this one" in page
    assert row_of(learner).draft == "In the other tab"


def test_too_much_together_is_refused_and_nothing_is_lost(
    as_learner, learner, done, lesson, blocks, url
):
    long = "x" * 19_999
    response = bring(as_learner, url, "reflection", lesson, blocks[0], text=long)
    page = line_of(response)
    assert response.status_code == 422
    assert "Both together are too long" in page and long in page
    assert not Source.objects.exists()


@pytest.mark.parametrize("key", ["x", "reflection", "reflection.1.2", "reflection..", "a.b.c.d"])
def test_a_key_that_there_is_not_is_not_found(as_learner, done, url, key):
    response = as_learner.post(url, {"text": "", "revision": 0, "bring": key})
    assert response.status_code == 404


def test_nobody_brings_in_what_another_wrote(
    client_for, other_learner, other_enrollment, done, lesson, blocks, url
):
    client = client_for(other_learner)
    assert "On What will" not in line_of(client.get(url))
    assert bring(client, url, "reflection", lesson, blocks[0]).status_code == 404
    assert bring(client, url, "checklist", lesson, blocks[1]).status_code == 404
    assert bring(client, url, "answer", lesson, blocks[3]).status_code == 404


def test_a_reflection_that_feeds_another_section_cannot_be_brought_in_here(
    as_learner, done, lesson, blocks, url
):
    assert bring(as_learner, url, "reflection", lesson, blocks[4]).status_code == 404


def test_deleting_the_source_keeps_text_and_label(as_learner, learner, done, lesson, blocks, url):
    bring(as_learner, url, "reflection", lesson, blocks[0])
    before = row_of(learner).draft
    Reflection.objects.all().delete()
    page = line_of(as_learner.get(url))
    assert row_of(learner).draft == before
    assert f"{lesson.title}: What will you change?" in page
    assert "If you delete one of them, the words in your plan stay." in page


def test_what_was_written_in_a_lesson_that_is_gone_can_still_be_brought_in(
    as_learner, learner, done, lesson, blocks, url
):
    lesson.unpublish()
    assert bring(as_learner, url, "reflection", lesson, blocks[0]).status_code == 302
    assert bring(as_learner, url, "checklist", lesson, blocks[1], revision=2).status_code == 409
    revision = row_of(learner).revision
    text = row_of(learner).draft
    response = bring(as_learner, url, "checklist", lesson, blocks[1], text=text, revision=revision)
    assert response.status_code == 302


# Before private words reach others


def test_a_private_plan_needs_no_warning(as_learner, done, url):
    assert "So far only you can read this." not in line_of(as_learner.get(url))


def test_a_shared_plan_says_so_beside_each_button(as_learner, learner, done, blocks, url):
    Plan.objects.begin(learner).share("community")
    page = line_of(as_learner.get(url))
    warning = "So far only you can read this. Once you save it here, everybody you share your"
    assert page.count(warning) == 4
    Reflection.objects.get(block_id=blocks[0].id).submit("On it", 1, "instructor")
    page = line_of(as_learner.get(url))
    assert page.count(warning) == 3
    assert page.count("So far you and the instructor can read this.") == 1


def test_what_is_brought_in_reaches_nobody_before_it_is_saved(
    as_learner, client_for, other_learner, learner, done, lesson, blocks, url
):
    plan = Plan.objects.begin(learner)
    plan.share("community")
    bring(as_learner, url, "reflection", lesson, blocks[0])
    shared = client_for(other_learner).get(plan.get_absolute_url())
    assert "On What will you change?" not in line_of(shared)
    row = row_of(learner)
    as_learner.post(url, {"text": row.draft, "revision": row.revision})
    shared = client_for(other_learner).get(plan.get_absolute_url())
    assert "On What will you change?" in line_of(shared)


# In order, and at what cost


def test_as_many_queries_for_many_as_for_one(
    rf, learner, enrollment, lessons, section, django_assert_max_num_queries
):
    def do(page, number):
        body = fill(
            page,
            *(
                feeding(block, section)
                for _n in range(number)
                for block in (builders.reflection(), builders.checklist(), builders.self_explain())
            ),
        )
        for block in body:
            if block.block_type == "reflection":
                Reflection.objects.begin(learner, page, block).submit("Words", 0)
            elif block.block_type == "checklist":
                items = {pk for pk, _text in block.value.entries()}
                ChecklistTick.objects.change(enrollment, page, block, items, set())
            else:
                Attempt.objects.record(enrollment, page, block, [], uuid.uuid4(), "Words")

    request = rf.get("/")
    request.user = learner
    do(lessons[0], 1)
    with django_assert_max_num_queries(9):
        assert len(offers(request, section)) == 3
    for page in lessons:
        do(page, 3)
    with django_assert_max_num_queries(9):
        found = offers(request, section)
    assert len(found) == 29  # with the reflection and the answer whose blocks are gone
    paths = [offer.lesson.path for offer in found]
    assert paths == sorted(paths)


def test_a_long_title_makes_a_label_that_fits(as_learner, learner, done, lesson, blocks, url):
    prompt = Reflection.objects.get(block_id=blocks[0].id).prompt
    prompt.content["prompt"] = "w" * 400 + "?"
    prompt.save()
    bring(as_learner, url, "reflection", lesson, blocks[0])
    assert len(row_of(learner).sources.get().label) == 250


def test_the_newest_of_several_days_is_the_checklists_date(rf, done, lesson, blocks, section):
    ticks = ChecklistTick.objects.all()
    ticks.update(ticked_at=timezone.now() - timedelta(days=3))
    first = blocks[1].value.entries()[0][0]
    ChecklistTick.objects.change(done, lesson, blocks[1], {first}, set())
    request = rf.get("/")
    request.user = done.user
    [offer] = [offer for offer in offers(request, section) if offer.kind == "checklist"]
    assert offer.text == "- Name a reader\n- Ask one thing"
    assert timezone.now() - offer.dated < timedelta(minutes=5)

"""The demonstration's broadcast audits: as their people say elsewhere, and loaded once."""

from pathlib import Path

import pytest
from django.urls import reverse

import courses.demo
from courses.demo.files import ContentError
from learning.demo.audits import load_audits
from learning.models import Audit
from learning.models.audits import audits_of
from tests import builders

PEOPLE = ("graduate", "finisher", "learner")


@pytest.fixture
def people(db):
    names = {name: builders.make_person(name, f"{name}@example.org") for name in PEOPLE}
    load_audits()
    return names


def counts(audit):
    return [count for _label, count, _percent in audit.shares()]


def test_they_counted_what_they_say_in_their_reflections(people):
    baseline, repeat = audits_of(people["graduate"])
    assert counts(baseline) == [21, 7, 2]
    assert counts(repeat) == [10, 6, 8]
    assert counts(audits_of(people["finisher"])[0]) == [27, 2, 1]


def test_one_is_half_way(people):
    audit = Audit.objects.open().get()
    assert audit.user == people["learner"] and audit.total == 15


def test_the_repeat_came_at_least_sixty_days_after_the_first_count(people):
    baseline, repeat = audits_of(people["graduate"])
    assert (repeat.begun_at - baseline.frozen_at).days >= 60
    assert all(post.posted_on < repeat.begun_at.date() for post in repeat.posts.all())


def test_loading_again_changes_nothing(people):
    assert load_audits() == 0
    assert Audit.objects.count() == 4


def test_a_line_that_is_no_post_is_named(db, tmp_path):
    builders.make_person("A", "a@example.org")
    path = tmp_path / "audits.yaml"
    path.write_text(
        '- {person: a@example.org, kind: baseline, begun: [2, "09:00"], posts: [x job No]}\n'
    )
    with pytest.raises(ContentError, match="no post: x job No"):
        load_audits(path)


def test_the_lesson_that_teaches_the_count_leads_to_it():
    [lesson] = (Path(courses.demo.__file__).parent / "beyond-the-job-board").rglob(
        "*audit-your-last-thirty-posts.yaml"
    )
    assert f"]({reverse('learning:audit')})" in lesson.read_text(encoding="utf-8")

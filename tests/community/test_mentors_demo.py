"""The demonstration's mentors: enough of each kind to look at, told once, in good order."""

import pytest

from accounts.demo import load_people
from accounts.models import User
from community.demo.mentors import load_mentors
from community.models import ContactNote, Mentor, Mentorship
from courses.models import Topic

pytestmark = pytest.mark.django_db

TOPICS = (
    "Alumni mentoring", "Online community", "Ethics and safety", "Social media", "Measurement",
    "Accessibility",
)  # fmt: skip


@pytest.fixture
def loaded(site):
    for name in TOPICS:
        Topic.objects.get_or_create(name=name, defaults={"slug": name.lower().replace(" ", "-")})
    load_people()
    return load_mentors()


def person(name):
    return User.objects.get(email=f"{name}@example.org")


def test_there_is_one_of_each_kind(loaded):
    assert loaded == 4
    assert Mentor.objects.active().count() == 5 and Mentor.objects.on_duty().count() == 4
    assert Mentorship.objects.running().count() == 2
    assert Mentorship.objects.waiting().get().mentee == person("newcomer")
    assert Mentorship.objects.exclude(closed_at=None).get().how == "ended"
    assert Mentor.objects.get(user=person("mentor")).capacity_left() == 2


def test_contacts_lie_between_acceptance_and_end(loaded):
    assert ContactNote.objects.count() == 8
    for note in ContactNote.objects.select_related("mentorship"):
        row = note.mentorship
        assert row.mentor.since < row.asked_at < row.accepted_at < note.written_at
        assert row.closed_at is None or note.written_at < row.closed_at


def test_a_second_run_makes_nothing(loaded):
    Mentorship.objects.waiting().get().leave(person("newcomer"))
    assert load_mentors() == 0
    assert Mentorship.objects.count() == 4 and ContactNote.objects.count() == 8

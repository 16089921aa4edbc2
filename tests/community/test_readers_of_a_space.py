"""A space and a thread say of themselves what the lists say of them."""

import pytest
from django.contrib.auth.models import AnonymousUser

from community.models import Post, Space, Thread
from community.readable import Readable

pytestmark = pytest.mark.django_db


@pytest.fixture
def spaces(space, instructor, learner, other_learner, enrollment):
    """One of each kind and visibility, hosted and asking for a post first among them."""
    made = [
        Space.objects.create(
            kind=Space.Kind.COMMUNITY, slug=f"{visibility}-{number}", title="A room",
            visibility=visibility, post_first=post_first, host=host,
        )
        for visibility in Space.Visibility.values
        for number, (post_first, host) in enumerate(
            [(False, None), (True, None), (False, other_learner), (True, other_learner)]
        )
    ]  # fmt: skip
    for row in [space, *made]:
        Thread.objects.start(learner, row, "Said.")
        Thread.objects.start(learner, row, "Held.", state=Post.State.HELD)
        Thread.objects.start(instructor, row, "Hidden.").opening.hide()
    return Space.objects.count()


@pytest.mark.parametrize("who", ["learner", "other_learner", "instructor", "moderator", None])
def test_one_by_one_as_in_the_lists(request, spaces, who):
    person = request.getfixturevalue(who) if who else AnonymousUser()
    for name in ("visible_to", "readable_by", "hosted_by"):
        listed = set(getattr(Space.objects, name)(person))
        assert {row for row in Space.objects.all() if getattr(row, f"is_{name}")(person)} == listed
    threads = Thread.objects.select_related("space")
    assert {row for row in threads if row.is_open_to(person)} == set(threads.open_to(person))


@pytest.mark.parametrize("at_most", [500, 1])
@pytest.mark.parametrize("who", ["learner", "other_learner", "moderator", None])
def test_found_once_for_a_request(request, monkeypatch, spaces, who, at_most):
    monkeypatch.setattr("community.readable.AT_MOST", at_most)
    person = request.getfixturevalue(who) if who else AnonymousUser()
    readable = Readable(person)
    assert readable.is_complete == (at_most == 500)
    visible = set(Space.objects.visible_to(person).values_list("pk", flat=True))
    assert set(readable.keys or visible) == visible
    found = Thread.objects.visible_to(person, readable.spaces)
    assert set(found) == set(Thread.objects.visible_to(person))

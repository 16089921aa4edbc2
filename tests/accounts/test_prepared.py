"""A query that is built once answers as one that is built each time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.prepared import Prepared
from learning.models import Enrollment


def test_each_gets_their_own_rows(learner, other_learner, enrollment, other_enrollment):
    prepared = Prepared(lambda user: Enrollment.objects.of(user).select_related("user"))
    for mine in (enrollment, other_enrollment):
        [found] = prepared(user=mine.user)
        assert found == mine
        assert (found.course_key, found.enrolled_at) == (mine.course_key, mine.enrolled_at)
        assert found.user.email == mine.user.email


def test_it_is_built_once_for_each_shape(learner, other_learner):
    built = []

    def build(names, user):
        built.append(names)
        return User.objects.filter(pk=user.pk).values_list(*names)

    prepared = Prepared(build)
    for person in (learner, other_learner, learner):
        assert prepared(("pk", "email"), user=person) == [(person.pk, person.email)]
        assert prepared(("public_id",), user=person) == [(person.public_id,)]
    assert built == [("pk", "email"), ("public_id",)]


def test_it_sees_what_changed_since(learner, enrollment):
    prepared = Prepared(lambda user: Enrollment.objects.of(user).values_list("pk", flat=True))
    assert prepared(user=learner) == [enrollment.pk]
    enrollment.delete()
    assert prepared(user=learner) == []


def test_it_takes_keys_moments_and_texts(learner, enrollment):
    @Prepared
    def prepared(course, since, email):
        found = Enrollment.objects.filter(course_key=course, enrolled_at__gt=since)
        return found.filter(user__email=email).values_list("pk", flat=True)

    now, key = timezone.now(), enrollment.course_key
    before, after = now - timedelta(days=1), now + timedelta(days=1)
    assert prepared(course=key, since=before, email=learner.email) == [enrollment.pk]
    assert prepared(course=key, since=after, email=learner.email) == []
    assert prepared(course=key, since=before, email="nobody@example.org") == []


def test_what_asks_for_nothing_answers_nothing(learner):
    prepared = Prepared(lambda user: User.objects.none())
    assert prepared(user=learner) == prepared(user=learner) == []


def test_a_moment_of_its_own_is_refused(learner):
    @Prepared
    def prepared(user):
        return User.objects.filter(pk=user.pk, date_joined__lt=timezone.now())

    with pytest.raises(ValueError, match="would be kept"):
        prepared(user=learner)


def test_what_does_not_depend_on_the_person_is_refused(learner):
    with pytest.raises(ValueError, match="does not depend on user"):
        Prepared(lambda user: User.objects.all())(user=learner)


def test_no_more_is_asked_of_a_person_than_who_they_are(learner):
    prepared = Prepared(lambda user: User.objects.filter(institution=user.institution_id))
    with pytest.raises(User.DoesNotExist):
        prepared(user=learner)


def test_a_superuser_is_asked_for_without_it(admin):
    prepared = Prepared(lambda user: User.objects.filter(is_superuser=user.is_superuser))
    assert prepared(user=admin) == [admin]

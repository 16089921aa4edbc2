"""The same thing at the same moment happens once. Runs on both databases with real threads."""

import threading
import uuid

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notification
from learning.certificates.notices import ENDS, tell_of_ends
from learning.models import (
    Attempt,
    Certificate,
    Commitment,
    Enrollment,
    LessonCompletion,
    Reflection,
)
from learning.models.check_ins import CheckInQuerySet
from tests import builders

from .commitments import commit
from .renewals import ending, practice

AT_ONCE = 32


def all_at_once(work, times=AT_ONCE):
    """Run ``work(number)`` in threads that start together; returns what they gave or raised."""
    gate, results = threading.Barrier(times), [None] * times

    def run(number):
        try:
            gate.wait(timeout=30)
            results[number] = work(number)
        except Exception as error:  # noqa: BLE001 - it is the result
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return results


@pytest.mark.django_db(transaction=True)
def test_32_last_clicks_give_one_certificate(enrollment, lessons, client_for):
    for page in lessons:
        builders.do_everything(enrollment, page)
    for page in lessons[:-1]:
        enrollment.complete_lesson(page)
    url = reverse("learning:complete_lesson", args=[lessons[-1].pk])
    clients = [client_for(enrollment.user) for _ in range(AT_ONCE)]
    statuses = all_at_once(lambda number: clients[number].post(url).status_code)
    assert statuses == [302] * AT_ONCE
    assert Certificate.objects.count() == 1
    assert LessonCompletion.objects.count() == len(lessons)


@pytest.mark.django_db(transaction=True)
def test_two_last_lessons_at_the_same_moment_give_one_certificate(enrollment, lessons, client_for):
    for page in lessons:
        builders.do_everything(enrollment, page)
    enrollment.complete_lesson(lessons[0])
    last = lessons[1:]
    clients = [client_for(enrollment.user) for _ in range(AT_ONCE)]
    all_at_once(
        lambda number: clients[number].post(
            reverse("learning:complete_lesson", args=[last[number % 2].pk])
        )
    )
    enrollment.refresh_from_db()
    assert enrollment.completed_at
    assert Certificate.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_enrolling_32_times_makes_one_enrollment(learner, course):
    results = all_at_once(lambda number: Enrollment.objects.enroll(learner, course).pk)
    assert len(set(results)) == 1
    assert Enrollment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_submission_sent_32_times_makes_one_attempt(enrollment, lesson, client_for):
    block = builders.blocks_of(lesson, "single_choice")[0]
    url = reverse("learning:answer_check", args=[lesson.pk, block.id])
    data = {"option": builders.right_options(block), "token": str(uuid.uuid4())}
    clients = [client_for(enrollment.user) for _ in range(AT_ONCE)]
    statuses = all_at_once(lambda number: clients[number].post(url, data).status_code)
    assert set(statuses) == {302}
    assert Attempt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_reflection_saved_from_many_tabs_keeps_one_row_and_loses_no_version(enrollment, lesson):
    block = builders.blocks_of(lesson, "reflection")[0]

    def write(number):
        row = Reflection.objects.begin(enrollment.user, lesson, block)
        row.submit(f"Tab {number}", row.revision)
        return "saved"

    results = all_at_once(write, times=8)
    row = Reflection.objects.get()
    saved = results.count("saved")
    assert saved >= 1
    assert row.versions.count() == saved
    assert row.submitted.text == row.draft


@pytest.mark.django_db(transaction=True)
def test_the_pdf_rendered_twice_at_once_is_stored_once(finished):
    certificate = Certificate.objects.get()
    pdfs = all_at_once(lambda number: certificate.pdf("a4"), times=4)
    assert len(set(pdfs)) == 1
    assert certificate.files.filter(paper="a4").count() == 1


@pytest.mark.django_db(transaction=True)
def test_renewing_many_times_at_once_makes_one_renewal(finished, client_for):
    certificate = ending(finished.certificates.get(), days=30)
    practice(finished.user)
    url = reverse("learning:renew_certificate", args=[certificate.code])
    clients = [client_for(finished.user) for _ in range(8)]
    answers = all_at_once(lambda number: clients[number].post(url), times=8)
    assert len({answer["Location"] for answer in answers}) == 1
    assert Certificate.objects.filter(replaces=certificate).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_tell_of_an_end_once(finished):
    ending(finished.certificates.get(), days=30)
    finished.user.time_zone = zone_where_it_is_morning()
    finished.user.save()
    all_at_once(lambda number: tell_of_ends(), times=8)
    assert Notification.objects.filter(event=ENDS).count() == 1


def zone_where_it_is_morning():
    """A place whose clocks say ten; Etc/GMT-3 is three hours ahead."""
    ahead = 10 - timezone.now().hour
    ahead += 24 if ahead < -12 else 0
    return f"Etc/GMT{-ahead:+d}"


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_each_other_at_the_same_moment_both_commit(learner, other_learner, monkeypatch):
    """A lock on a person holds nobody up who only names them."""
    gate, plan = threading.Barrier(2), CheckInQuerySet.plan

    def when_both_are_in_it(*args):
        if connection.vendor == "postgresql":  # SQLite lets in one after the other
            gate.wait(timeout=30)
        return plan(*args)

    monkeypatch.setattr(CheckInQuerySet, "plan", when_both_are_in_it)
    people = [learner, other_learner]
    made = all_at_once(lambda number: commit(people[number], partner=people[1 - number]), 2)
    assert Commitment.objects.count() == 2, made

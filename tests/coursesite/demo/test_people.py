"""The demonstration's people: each is where the README says, and none of it is out of time."""

from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.demo import PASSWORD, workdays_ago
from accounts.demo import PEOPLE as CAST
from accounts.models import Notification, User
from community.models import Post
from courses.demo.blocks import block_id
from courses.models import CoursePage
from learning.demo.crowd import PEOPLE, email_of, name_of
from learning.models import Attempt, Certificate, Enrollment, LessonVisit, Reflection
from learning.models.requirements import open_requirements
from learning.reports.funnel import Funnel
from learning.reports.items import items_of

from .places import COURSE, enrollment_of, page

pytestmark = pytest.mark.xdist_group("demonstration")


@pytest.mark.parametrize("person", CAST, ids=lambda person: person.email)
def test_everyone_can_sign_in(person):
    user = User.objects.get(email=person.email)
    assert user.check_password(PASSWORD)
    assert user.emailaddress_set.filter(email=user.email, verified=True, primary=True).exists()
    assert user.institution and user.role_at_work and user.terms_accepted_at


def test_the_parts_of_the_staff():
    course = CoursePage.objects.get(slug=COURSE)
    instructor = User.objects.get(email="instructor@example.org")
    assert course.permissions_for_user(instructor).can_publish()
    assert User.objects.get(email="admin@example.org").is_superuser
    for email, group in [("mentor", "Mentors"), ("moderator", "Community moderators")]:
        assert User.objects.get(email=f"{email}@example.org").groups.filter(name=group).exists()
    learner = User.objects.get(email="learner@example.org")
    assert not course.permissions_for_user(learner).can_edit()


def test_the_learner_is_half_way_and_inside_lesson_eleven():
    enrollment = enrollment_of("learner@example.org")
    lessons = enrollment.outline.lessons
    assert [lesson.key for lesson in enrollment.lessons_left()] == [
        lesson.key for lesson in lessons[10:]
    ]
    last = enrollment.visits.latest("last_at")
    assert last.lesson_key == lessons[10].key
    assert last.block_id == block_id(f"{COURSE}/what-alumni-get-out-of-it", "check-offer")
    firsts = Attempt.objects.first_ones().filter(enrollment=enrollment)
    assert firsts.filter(correct=False).exists() and firsts.filter(correct=True).exists()
    assert enrollment.user.notes.exists() and enrollment.user.bookmarks.exists()
    assert Reflection.objects.of(enrollment.user).filter(submitted=None).exclude(draft="").exists()
    days = {visit.first_at.date() for visit in enrollment.visits.all()}
    assert len(days) > 8 and max(days) - min(days) > timezone.timedelta(days=21)


def test_the_newcomer_has_just_enrolled_elsewhere():
    newcomer = enrollment_of("newcomer@example.org")
    assert not newcomer.completions.exists() and not newcomer.attempts.exists()
    assert newcomer.user.institution != User.objects.get(email="learner@example.org").institution
    assert not LessonVisit.objects.filter(enrollment=newcomer).exists()


def test_the_finisher_lacks_one_requirement():
    enrollment = enrollment_of("finisher@example.org")
    (lesson,) = enrollment.lessons_left()
    assert lesson == enrollment.outline.lessons[-1]
    (activity,) = open_requirements(enrollment, lesson)
    assert activity.kind == "single_choice"
    assert not enrollment.completed_at


def test_one_answer_makes_the_finisher_finish():
    enrollment = enrollment_of("finisher@example.org")
    lesson = page("assemble-your-plan-and-commit")
    (activity,) = open_requirements(enrollment, enrollment.outline.lessons[-1])
    block = lesson.block(activity.block_id)
    Attempt.objects.record(enrollment, lesson, block, block.value.key(), uuid4())
    assert enrollment.complete_lesson(lesson).status == "valid"


def test_the_weeks_are_those_of_the_histories(client_for):
    learner = enrollment_of("learner@example.org")
    today = timezone.localdate()
    days = set(learner.study_days.values_list("day", flat=True))
    assert len(days) > 8 and max(days) <= today
    this_week = {day for day in days if day >= today - timezone.timedelta(days=today.weekday())}
    assert len(this_week) >= min(2, today.weekday())  # where she lives it may still be yesterday
    assert "of 3 sessions this week" in client_for(learner.user).get("/learning/").content.decode()
    assert not enrollment_of("newcomer@example.org").study_days.exists()


def test_the_finisher_is_asked_again_and_the_graduate_has_a_card(client_for):
    finisher = enrollment_of("finisher@example.org").user
    lesson = page("assemble-your-plan-and-commit")
    shown = client_for(finisher).get(lesson.get_url()).content.decode()
    assert "Warm-up" in shown and "Question 2 of 2" in shown
    graduate = enrollment_of("graduate@example.org")
    third, tenth = graduate.cards.all()
    assert [row.correct for row in third.recalls.all()] == [False, True]
    assert all(row.is_waiting for row in tenth.recalls.all())
    assert str(tenth.recalls.last().prompt) == str(third.recalls.first().prompt)  # it came back
    told = Notification.objects.filter(event__in=["card", "nudge"])
    assert {row.channel for row in told} == {"site"} and told.count() == 2
    assert (
        f"/learning/cards/{tenth.pk}/"
        in client_for(graduate.user).get("/learning/").content.decode()
    )


def test_the_graduates_certificate_verifies(client):
    enrollment = enrollment_of("graduate@example.org")
    assert enrollment.completed_at and not enrollment.lessons_left()
    certificate = enrollment.certificates.get()
    assert Certificate.objects.with_code(certificate.code.lower().replace("-", " ")) == certificate
    assert certificate.status == "valid"
    assert certificate.completed_on == timezone.localdate(enrollment.completed_at)
    assert certificate.completed_on < timezone.localdate()
    assert certificate.issued_at == enrollment.completed_at
    assert certificate.holder_name == "Amara Nwosu-Delgado, M.Ed."
    assert certificate.pdf("a4").startswith(b"%PDF")
    checked = client.get(reverse("learning:verify_certificate", args=[certificate.code]))
    assert certificate.holder_name in checked.content.decode()


def test_every_report_on_the_flagship_shows_something_worth_reading():
    course = CoursePage.objects.get(slug=COURSE)
    taken = Enrollment.objects.filter(course_key=course.key).order_by()
    items = [item for item in items_of(taken, [course.outline]) if item.is_analyzed]
    assert len(items) >= 10
    assert [item.lesson.title for item in items if item.likely_miskeyed] == [
        "Listen before you post"
    ]
    assert any(item.dead for item in items)
    assert max(item.certain_and_wrong or 0 for item in items) > 0.25
    assert {item.discrimination > 0.4 for item in items} == {True, False}
    (drop,) = [step for step in Funnel(taken, course.outline).steps if step.is_biggest_drop]
    assert drop.lost >= 20


def test_who_is_there_for_the_reports_is_met_nowhere_else():
    many = User.objects.filter(email__in=[email_of(name_of(n)) for n in range(PEOPLE)])
    assert many.count() == PEOPLE
    assert not many.filter(listed=True).exists() and not many.filter(memberships__isnull=False)
    assert not EmailAddress.objects.filter(user__in=many).exists()
    assert not Post.objects.filter(author__in=many).exists()


def test_reflections_are_in_their_writers_own_words():
    submitted = Reflection.objects.submitted_ones().select_related("submitted", "lesson")
    texts = [reflection.submitted.text for reflection in submitted]
    assert len(texts) > 70 and len(set(texts)) == len(texts)
    for reflection in submitted:
        example = reflection.lesson.block(reflection.block_id).value["example"]
        assert reflection.submitted.text != example
        assert 60 <= len(reflection.submitted.text.split()) <= 120


def test_nothing_is_in_the_future():
    now = timezone.now()
    for model in apps.get_models():
        if model._meta.app_label in ("accounts", "courses", "learning", "wagtailcore"):
            for field in model._meta.fields:
                runs_out = field.name == "expires_at"  # an invitation's link, later
                if isinstance(field, models.DateTimeField) and not runs_out:
                    late = model._base_manager.filter(**{f"{field.name}__gt": now})
                    assert not late.exists(), (model, field.name)


def test_nothing_was_done_before_enrolling_or_enrolled_before_joining():
    for enrollment in Enrollment.objects.all():
        reflections = enrollment.user.reflections.all()
        done = [
            *enrollment.attempts.values_list("answered_at", flat=True),
            *enrollment.completions.values_list("completed_at", flat=True),
            *enrollment.ticks.values_list("ticked_at", flat=True),
            *enrollment.visits.values_list("first_at", flat=True),
            *reflections.values_list("started_at", flat=True),
            *reflections.values_list("versions__saved_at", flat=True),
            *enrollment.user.notes.values_list("updated_at", flat=True),
            *enrollment.user.bookmarks.filter(kind="lesson").values_list("made_at", flat=True),
        ]
        assert enrollment.course.first_published_at < enrollment.enrolled_at
        assert enrollment.user.date_joined < enrollment.enrolled_at
        assert all(enrollment.enrolled_at < moment for moment in done if moment)
        answered = list(enrollment.attempts.order_by("pk").values_list("answered_at", flat=True))
        assert answered == sorted(answered)


@pytest.mark.parametrize("days", [1, 2, 5, 6, 45])
def test_workdays_are_counted_without_weekends(days):
    moment = workdays_ago(days, "23:59")
    assert moment.weekday() < 5 and moment < timezone.now()
    between = (timezone.localdate() - moment.date()).days
    assert between >= days and between <= days + 2 * (days // 5 + 1)

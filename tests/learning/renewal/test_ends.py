"""What is issued with an end, and where that stands."""

from datetime import date, timedelta

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from learning.certificates import pdf as certificate_pdf
from learning.certificates.renewal import Renewal
from learning.models import Certificate, Enrollment
from learning.months import months_after
from tests import builders

from ..renewals import ending, practice
from .pages import page, renew_url, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 11, 14), 24, date(2027, 11, 14)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2027, 1, 15), -12, date(2026, 1, 15)),
    ],
)
def test_months_are_counted_as_people_count_them(day, months, later):
    assert months_after(day, months) == later


def issue(enrollment, lessons, course, months):
    course.certificate_valid_months = months
    builders.publish(course)
    enrollment.refresh_from_db()
    for lesson in lessons:
        builders.do_everything(enrollment, lesson)
        enrollment.complete_lesson(lesson)
    return enrollment.certificates.get()


def test_it_ends_after_the_months_that_the_course_says(enrollment, lessons, course):
    issued = issue(enrollment, lessons, course, 24)
    assert issued.valid_until == months_after(issued.completed_on, 24)
    assert (issued.valid_months, issued.template_version) == (24, "2")
    course.certificate_valid_months = 36
    builders.publish(course)
    assert Certificate.objects.get().valid_until == issued.valid_until


def test_without_a_term_it_does_not_end(finished):
    issued = finished.certificates.get()
    assert (issued.valid_until, issued.valid_months) == (None, None)
    assert (issued.status, issued.template_version) == ("valid", "1")


@pytest.mark.parametrize("months", [0, 5, 121])
def test_a_term_is_six_months_to_ten_years(course, months):
    course.certificate_valid_months = months
    with pytest.raises(ValidationError, match="certificate_valid_months"):
        course.full_clean()


def test_the_course_page_says_for_how_long(client, course):
    assert "valid for" not in client.get(course.get_url()).content.decode()
    course.certificate_valid_months = 24
    builders.publish(course)
    assert "valid for 24 months" in client.get(course.get_url()).content.decode()


def test_the_database_refuses_an_end_without_a_term_and_a_renewal_without_an_end(finished):
    rows = Certificate.objects.all()
    for values in ({"valid_until": date(2027, 1, 1)}, {"renewed_on": date(2027, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)


def printed(certificate):
    document = pypdfium2.PdfDocument(certificate.pdf("a4"))
    assert len(document) == 1
    return " ".join(document[0].get_textpage().get_text_range().split())


def test_the_pdf_names_the_end_and_the_renewal(certificate, learner):
    end = words(certificate.valid_until)
    text = printed(certificate)
    assert f"Valid until {end}" in text and "Renewed" not in text
    practice(learner)
    new = Renewal(certificate).carry_out()
    text = printed(new)
    assert f"Valid until {words(new.valid_until)}" in text
    assert f"Renewed {words(timezone.localdate())}" in text
    assert end in printed(certificate)


def test_without_an_end_the_paper_says_nothing_of_it(finished):
    issued = finished.certificates.get()
    rows = certificate_pdf._context(issued.facts(), "a4")["facts"]
    labels = [row["label"] for row in rows]
    assert labels == ["Contact hours", "Completed", "Course version"]


def test_lists_and_the_record_say_until_when(as_learner, certificate):
    said = f"Valid until {words(certificate.valid_until)}"
    for name in ("certificates", "record", "dashboard"):
        assert said in page(as_learner, name), name
    assert said.removeprefix("Valid until ") in page(as_learner, "certificate", certificate.code)
    ending(certificate, days=-1)
    for name in ("certificates", "record"):
        assert "Expired: valid until" in page(as_learner, name), name


def test_without_an_end_nothing_is_said(as_learner, finished):
    issued = finished.certificates.get()
    for name, *args in (("certificates",), ("record",), ("certificate", issued.code)):
        shown = page(as_learner, name, *args).lower()
        assert "valid until" not in shown and "renew" not in shown


def test_the_last_day_still_counts(certificate):
    assert ending(certificate, days=0).status == "valid"
    assert ending(certificate, days=-1).status == "expired"


def test_anybody_sees_whether_it_holds(client, certificate, learner):
    shown = page(client, "verify_certificate", certificate.code)
    assert f"Valid until {words(certificate.valid_until)}" in shown and "in force" in shown
    old = ending(certificate, days=-1)
    shown = page(client, "verify_certificate", old.code)
    assert f"Expired: it was valid until {words(old.valid_until)}" in shown
    assert "in force" not in shown
    practice(learner)
    new = Renewal(old).carry_out()
    shown = page(client, "verify_certificate", old.code)
    assert f"Renewed on {words(timezone.localdate())}" in shown and "in force" not in shown
    assert reverse("learning:verify_certificate", args=[new.code]) in shown
    assert f"Valid until {words(new.valid_until)}" in page(client, "verify_certificate", new.code)


def test_a_certificate_says_from_when_it_can_be_renewed(as_learner, certificate):
    assert renew_url(certificate) in page(as_learner, "certificate", certificate.code)
    far = ending(certificate, days=200)
    shown = page(as_learner, "certificate", far.code)
    assert f"from {words(far.valid_until - timedelta(days=90))}" in shown


@pytest.mark.parametrize("number", [1, 30])
def test_the_lists_cost_the_same_for_one_and_thirty(
    as_learner, learner, number, django_assert_max_num_queries
):
    for n in range(number):
        course = builders.make_course(f"Course {n}", certificate_valid_months=24)
        lesson = builders.make_lesson(builders.make_module(course), blocks=[builders.text()])
        Enrollment.objects.enroll(learner, course, certificate_name="A").complete_lesson(lesson)
    for name in ("certificates", "record"):
        page(as_learner, name)
        with django_assert_max_num_queries(9):
            assert page(as_learner, name).count("Valid until") == number

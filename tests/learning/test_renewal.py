"""A certificate that ends: how it says so, and how its holder renews it by practice."""

from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.events import Channel, described
from accounts.models import ChannelChoice, Notification
from accounts.personal_data import everything_of
from community.models import Suspension
from learning.certificates import notices as expiry_notices
from learning.certificates import pdf as certificate_pdf
from learning.certificates.renewal import NotRenewable, Renewal
from learning.days import day_of
from learning.institutions.people import rows_of
from learning.models import Certificate, CheckIn, Enrollment
from learning.models.certificates import Unchangeable
from learning.months import months_after
from tests import builders

from .renewals import check_in, ending, practice, save_section
from .test_parallel import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(finished):
    """One that is valid for another month."""
    return ending(finished.certificates.get(), days=30)


def renew_url(certificate):
    return reverse("learning:renew_certificate", args=[certificate.code])


def page(client, name, *args):
    return client.get(reverse(f"learning:{name}", args=args)).content.decode()


def words(day):
    return f"{day:%B} {day.day}, {day.year}"


# What is issued


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


# On paper


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


# Where it stands


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


# What it takes


def test_both_things_are_needed_and_the_page_says_which_is_missing(
    as_learner, certificate, learner
):
    url = renew_url(certificate)
    shown = as_learner.get(url).content.decode()
    assert "Open your commitments" in shown and "Open your plan" in shown
    assert ">Renew certificate<" not in shown
    check_in(learner)
    shown = as_learner.get(url).content.decode()
    assert f"You did on {words(timezone.localdate())}" in shown and "Open your plan" in shown
    assert as_learner.post(url).status_code == 422
    save_section(learner)
    shown = as_learner.get(url).content.decode()
    assert (
        f"“Purpose”, on {words(timezone.localdate())}" in shown and ">Renew certificate<" in shown
    )
    assert not certificate.enrollment.certificates.exclude(pk=certificate.pk).exists()
    assert as_learner.post(url).status_code == 302
    assert Certificate.objects.count() == 2


@pytest.mark.parametrize("missing", ["check-in", "section"])
def test_one_alone_does_not_renew(certificate, learner, missing):
    check_in(learner) if missing == "section" else save_section(learner)
    with pytest.raises(NotRenewable, match="missing"):
        Renewal(certificate).carry_out()


def test_what_is_older_than_twelve_months_does_not_count(certificate, learner):
    today = timezone.localdate()
    year = (today - months_after(today, -12)).days
    check_in(learner, days_ago=year + 2)
    save_section(learner, days_ago=year + 2)
    renewal = Renewal(certificate)
    assert (renewal.check_in, renewal.section) == (None, None)
    check_in(learner, days_ago=year - 1)
    save_section(learner, "Again.", days_ago=year - 1)
    assert Renewal(certificate).state == "ready"


@pytest.mark.parametrize("outcome", CheckIn.Outcome.values)
def test_how_a_commitment_went_plays_no_part(certificate, learner, outcome):
    check_in(learner, outcome)
    save_section(learner)
    assert Renewal(certificate).carry_out().status == "valid"


def test_a_check_in_that_was_not_answered_does_not_count(certificate, learner, as_learner):
    row = check_in(learner)
    CheckIn.objects.filter(pk=row.pk).update(answered_at=None, outcome="")
    save_section(learner)
    assert Renewal(certificate).state == "missing"


def test_words_are_what_counts_of_a_section(certificate, learner):
    check_in(learner)
    save_section(learner, "")
    assert Renewal(certificate).state == "missing"


def test_the_practice_of_others_does_not_count(certificate, other_learner):
    practice(other_learner)
    assert Renewal(certificate).state == "missing"


@pytest.mark.parametrize(
    ("days", "state"),
    [(91, "early"), (90, "ready"), (-1, "ready"), (-364, "ready"), (-367, "late")],
)
def test_it_is_renewed_from_ninety_days_before_until_a_year_after(
    as_learner, certificate, learner, days, state
):
    practice(learner)
    certificate = ending(certificate, days=days)
    assert Renewal(certificate).state == state
    answer = as_learner.post(renew_url(certificate))
    assert answer.status_code == (302 if state == "ready" else 422)
    if state != "ready":
        assert "<title>Error:" in answer.content.decode()


# What is issued then


def test_the_new_one_continues_the_old_one(
    as_learner, certificate, learner, django_capture_on_commit_callbacks
):
    practice(learner)
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_learner.post(renew_url(certificate))
    new = Certificate.objects.get(replaces=certificate)
    assert answer["Location"] == new.get_absolute_url()
    assert new.code != certificate.code
    assert (new.replaced_for, new.issued_by) == ("Renewed by practice", None)
    assert new.renewed_on == timezone.localdate()
    for name in ("holder_name", "course_title", "completed_on", "contact_hours", "course_version"):
        assert getattr(new, name) == getattr(certificate, name), name
    assert new.files.exists()
    assert "You renewed it on" in page(as_learner, "certificate", certificate.code)
    assert certificate.get_absolute_url() in page(as_learner, "certificate", new.code)


@pytest.mark.parametrize("days", [80, 0, -200])
def test_no_time_is_lost_by_coming_early_and_none_is_given_for_coming_late(
    certificate, learner, days
):
    practice(learner)
    certificate = ending(certificate, days=days)
    new = Renewal(certificate).carry_out()
    start = max(certificate.valid_until, timezone.localdate())
    assert new.valid_until == months_after(start, 24)


def test_it_is_as_long_as_the_course_says_today(certificate, learner, course):
    course.certificate_valid_months = 36
    builders.publish(course)
    practice(learner)
    certificate = Certificate.objects.get(pk=certificate.pk)
    new = Renewal(certificate).carry_out()
    assert new.valid_until == months_after(certificate.valid_until, 36)


def test_it_adds_no_hours(as_learner, certificate, learner):
    hours = as_learner.get(reverse("learning:record")).context["hours"]
    practice(learner)
    Renewal(certificate).carry_out()
    context = as_learner.get(reverse("learning:record")).context
    assert context["hours"] == hours == certificate.contact_hours
    assert len(context["certificates"]) == 1


def test_a_renewal_that_is_revoked_takes_back_no_hours(
    as_learner, client, certificate, learner, admin
):
    practice(learner)
    new = Renewal(certificate).carry_out()
    new.revoke(admin, Certificate.Reason.ERROR)
    context = as_learner.get(reverse("learning:record")).context
    assert context["hours"] == certificate.contact_hours
    assert {row.pk for row in context["certificates"]} == {certificate.pk, new.pk}
    [row] = rows_of([certificate.enrollment])
    assert (row.certificate, row.certified) == (certificate.code, certificate.contact_hours)
    assert certificate.enrollment.certificates.newest() == certificate
    mine = page(as_learner, "certificate", certificate.code)
    assert "Its renewal was revoked" in mine and "Renew it" not in mine
    assert 'data-result="valid"' in page(client, "verify_certificate", certificate.code)
    assert 'data-result="revoked"' in page(client, "verify_certificate", new.code)


def test_only_one_of_a_chain_of_renewals_counts(certificate, learner, admin):
    practice(learner)
    new = Renewal(certificate).carry_out()
    last = Renewal(ending(new, days=10)).carry_out()
    Certificate.objects.filter(pk=last.pk).update(renewed_on=day_of(learner) + timedelta(days=1))
    assert list(Certificate.objects.standing()) == [last]
    Certificate.objects.get(pk=last.pk).revoke(admin, Certificate.Reason.CONDUCT)
    assert list(Certificate.objects.standing()) == [new]
    Certificate.objects.get(pk=new.pk).revoke(admin, Certificate.Reason.CONDUCT)
    assert not Certificate.objects.standing().exists()


def test_a_correction_that_is_revoked_gives_nothing_back(certificate, admin):
    corrected = certificate.reissue(admin, "Amara Delgado", "Name changed.")
    corrected.revoke(admin, Certificate.Reason.CONDUCT)
    assert not Certificate.objects.standing().exists()
    assert Certificate.objects.get(pk=certificate.pk).status == "superseded"


def test_a_second_press_leads_to_the_same_one(as_learner, certificate, learner):
    practice(learner)
    first, second = (as_learner.post(renew_url(certificate)) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Certificate.objects.count() == 2


def test_it_can_be_renewed_again_when_its_own_end_comes(certificate, learner):
    practice(learner)
    new = Renewal(certificate).carry_out()
    assert Renewal(new).state == "early"
    again = Renewal(ending(new, days=10)).carry_out()
    assert again.replaces_id == new.pk
    assert Certificate.objects.get(pk=new.pk).status in {"renewed", "superseded"}


def test_a_correction_of_a_renewed_one_keeps_its_end(certificate, learner, admin, client):
    practice(learner)
    new = Renewal(certificate).carry_out()
    corrected = new.reissue(admin, "Amara Delgado", "Name changed.")
    assert corrected.valid_until == new.valid_until
    assert corrected.renewed_on == new.renewed_on
    statuses = [Certificate.objects.get(pk=row.pk).status for row in (certificate, new, corrected)]
    assert statuses == ["renewed", "superseded", "valid"]
    assert corrected.code not in page(client, "verify_certificate", certificate.code)


# Who cannot


def test_what_does_not_end_cannot_be_renewed(as_learner, finished, learner):
    practice(learner)
    issued = finished.certificates.get()
    assert as_learner.get(renew_url(issued)).status_code == 404
    assert as_learner.post(renew_url(issued)).status_code == 404
    with pytest.raises(Unchangeable):
        issued.renew(timezone.localdate())


def test_what_was_revoked_cannot_be_renewed(as_learner, certificate, learner, admin):
    practice(learner)
    certificate.revoke(admin, Certificate.Reason.CONDUCT)
    assert "cannot be renewed" in as_learner.get(renew_url(certificate)).content.decode()
    assert as_learner.post(renew_url(certificate)).status_code == 422
    with pytest.raises(Unchangeable):
        certificate.renew(timezone.localdate())
    assert Certificate.objects.count() == 1


def test_who_is_suspended_cannot_renew_until_it_is_over(as_learner, certificate, learner):
    practice(learner)
    suspension = Suspension.objects.create(user=learner)
    assert "suspended" in as_learner.get(renew_url(certificate)).content.decode()
    assert as_learner.post(renew_url(certificate)).status_code == 422
    suspension.ended_at = timezone.now()
    suspension.save()
    assert as_learner.post(renew_url(certificate)).status_code == 302


def test_who_erased_their_account_cannot(certificate, learner):
    practice(learner)
    learner.is_active = False
    learner.save()
    with pytest.raises(NotRenewable, match="withheld"):
        Renewal(Certificate.objects.get()).carry_out()


def test_only_its_holder_can(client, client_for, certificate, other_learner, admin, learner):
    practice(learner)
    for person in (other_learner, admin):
        assert client_for(person).get(renew_url(certificate)).status_code == 404
        assert client_for(person).post(renew_url(certificate)).status_code == 404
    assert client.post(renew_url(certificate)).status_code == 302
    assert Certificate.objects.count() == 1


def test_my_data_names_the_end(certificate, learner):
    [row] = everything_of(learner)["certificates"]
    assert row["valid_until"] == certificate.valid_until.isoformat()
    assert row["renewed_by_practice"] == ""


# Being told


@pytest.fixture
def in_new_york(learner):
    learner.time_zone = "America/New_York"
    learner.save()


def told(learner):
    return Notification.objects.filter(recipient=learner, event=expiry_notices.ENDS)


def tick_at(*moment):
    with time_machine.travel(datetime(*moment, tzinfo=UTC), tick=False):
        expiry_notices.tell_of_ends()


def ends_on(certificate, day):
    rows = Certificate.objects.filter(pk=certificate.pk)
    rows.update(valid_until=day, valid_months=24, expiry_told_at=None)


def test_it_is_told_once_on_a_morning_sixty_days_before(certificate, learner, in_new_york):
    ends_on(certificate, date(2027, 3, 1))  # sixty days after December 31
    tick_at(2026, 12, 30, 15, 0)
    tick_at(2026, 12, 31, 13, 59)  # a minute to nine
    assert not told(learner).exists()
    tick_at(2026, 12, 31, 14, 0)
    assert told(learner).count() == 1
    tick_at(2026, 12, 31, 14, 1)
    tick_at(2027, 1, 1, 14, 0)
    assert told(learner).count() == 1


@pytest.mark.parametrize(
    ("end", "too_early", "nine"),
    [
        (date(2027, 5, 13), (2027, 3, 14, 12, 59), (2027, 3, 14, 13, 0)),  # summer time begins
        (date(2027, 5, 12), (2027, 3, 13, 13, 59), (2027, 3, 13, 14, 0)),
        (date(2028, 1, 6), (2027, 11, 7, 13, 59), (2027, 11, 7, 14, 0)),  # and ends
    ],
)
def test_the_morning_follows_the_clocks(certificate, learner, in_new_york, end, too_early, nine):
    ends_on(certificate, end)
    tick_at(*too_early)
    assert not told(learner).exists()
    tick_at(*nine)
    assert told(learner).count() == 1


def test_a_morning_missed_is_made_up_for_and_nobody_is_told_at_night(
    certificate, learner, in_new_york
):
    ends_on(certificate, date(2027, 3, 1))
    tick_at(2027, 1, 4, 3, 0)
    assert not told(learner).exists()
    tick_at(2027, 1, 4, 14, 0)
    assert told(learner).count() == 1


def test_nobody_is_told_of_what_is_over_revoked_renewed_or_erased(
    certificate, learner, admin, in_new_york
):
    ends_on(certificate, date(2027, 3, 1))
    tick_at(2027, 3, 2, 14, 0)
    learner.is_active = False
    learner.save()
    tick_at(2027, 1, 4, 14, 0)
    learner.is_active = True
    learner.save()
    certificate.revoke(admin, Certificate.Reason.ERROR)
    tick_at(2027, 1, 4, 14, 0)
    assert not told(learner).exists()


def test_what_is_told_leads_to_renewing_and_is_seen_there(as_learner, certificate, learner):
    ChannelChoice.objects.choose(learner, expiry_notices.ENDS, Channel.MAIL)
    certificate = ending(certificate, days=50)
    with time_machine.travel(datetime.combine(timezone.localdate(), datetime.min.time(), UTC)
                             + timedelta(hours=15)):  # fmt: skip
        expiry_notices.tell_of_ends()
    [row] = described(learner, told(learner))
    assert row.channel == Channel.MAIL
    assert row.url == renew_url(certificate)
    assert certificate.course_title in row.sentence
    as_learner.get(row.url)
    assert not told(learner).unread().exists()
    practice(learner)
    Renewal(certificate).carry_out()
    assert described(learner, told(learner)) == []


def test_a_correction_is_not_told_again(certificate, learner, admin, in_new_york):
    ends_on(certificate, date(2027, 3, 1))
    tick_at(2027, 1, 4, 14, 0)
    Certificate.objects.get(pk=certificate.pk).reissue(admin, "Amara Delgado", "Name changed.")
    tick_at(2027, 1, 5, 14, 0)
    assert told(learner).count() == 1


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


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_tell_of_an_end_once(certificate, learner, in_new_york):
    ends_on(certificate, date(2027, 3, 1))
    with time_machine.travel(datetime(2026, 12, 31, 14, 0, tzinfo=UTC), tick=False):
        results = all_at_once(lambda number: expiry_notices.tell_of_ends(), times=8)
        assert results == [None] * 8
        assert told(learner).count() == 1

"""The certificate: issued once, never changed, and anybody can check it."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from learning.models import Certificate
from learning.models.certificates import Unchangeable
from tests import builders


@pytest.fixture
def certificate(finished):
    return finished.certificates.get()


def verify(client, code):
    return client.get(reverse("learning:verify_certificate", args=[code]))


class TestSnapshot:
    def test_it_holds_the_facts_of_the_day(self, certificate, finished, course):
        assert certificate.holder_name == "Amara Delgado-Lindqvist"
        assert certificate.course_title == course.title
        assert certificate.course_version == "2026.1"
        assert certificate.contact_hours == course.contact_hours
        assert certificate.issuer == "Common Thread"
        assert certificate.signatory_name == "Dr. Imani Feldt"
        assert certificate.ceu is None

    def test_hours_are_the_minutes_of_required_lessons(self, certificate):
        assert str(certificate.contact_hours) == "0.75"

    def test_with_provider_authority_it_carries_ceu(self, enrollment, lessons, course):
        course.ceu_authority = "Provider 1234"
        course.hours_override, course.hours_override_reason = 6, "As accredited."
        builders.publish(course)
        enrollment.refresh_from_db()
        for page in lessons:
            builders.do_everything(enrollment, page)
            enrollment.complete_lesson(page)
        assert str(Certificate.objects.get().ceu) == "0.6"

    def test_later_changes_leave_it_alone(self, certificate, finished, course, learner):
        before = certificate.pdf("a4")
        course.title, course.version_label = "Renamed", "2027.1"
        builders.publish(course)
        learner.display_name = learner.certificate_name = "Somebody Else"
        learner.save()
        finished.certificate_name = "Somebody Else"
        finished.save()
        again = Certificate.objects.get()
        assert again.course_title == "Beyond the Job Board"
        assert again.holder_name == "Amara Delgado-Lindqvist"
        assert again.pdf("a4") == before

    def test_saving_it_again_is_refused(self, certificate):
        certificate.holder_name = "Mallory"
        with pytest.raises(Unchangeable):
            certificate.save()

    def test_a_second_first_certificate_is_refused_by_the_database(self, certificate, finished):
        second = Certificate.snapshot_of(finished)
        with pytest.raises(IntegrityError), transaction.atomic():
            second.save()

    def test_a_course_without_certificates_issues_none(self, enrollment, lessons, course):
        course.issues_certificate = False
        builders.publish(course)
        enrollment.refresh_from_db()
        for page in lessons:
            builders.do_everything(enrollment, page)
            enrollment.complete_lesson(page)
        enrollment.refresh_from_db()
        assert enrollment.completed_at
        assert not Certificate.objects.exists()


class TestReissue:
    def test_a_correction_is_a_new_linked_row(self, certificate, admin):
        new = certificate.reissue(admin, "Amara Delgado", "Name changed by marriage.")
        assert new.replaces == certificate
        assert new.code != certificate.code
        assert (new.issued_by, new.replaced_for) == (admin, "Name changed by marriage.")
        assert new.completed_on == certificate.completed_on
        assert (
            certificate.status == "superseded"
            or Certificate.objects.get(pk=certificate.pk).status == "superseded"
        )

    def test_the_old_one_still_answers_and_says_so(self, client, certificate, admin):
        certificate.reissue(admin, "Amara Delgado", "Name changed.")
        page = verify(client, certificate.code).content.decode()
        assert "Superseded" in page

    def test_it_is_replaced_only_once(self, certificate, admin):
        certificate.reissue(admin, "A", "First")
        with pytest.raises(IntegrityError), transaction.atomic():
            certificate.reissue(admin, "B", "Second")


class TestHoldersPages:
    def test_the_holder_sees_it(self, as_learner, certificate):
        page = as_learner.get(certificate.get_absolute_url()).content.decode()
        assert certificate.holder_name in page
        assert certificate.code in page

    @pytest.mark.parametrize("paper", ["a4", "letter"])
    def test_the_pdf_is_the_same_for_ever(self, as_learner, certificate, paper):
        url = reverse("learning:certificate_pdf", args=[certificate.code]) + f"?paper={paper}"
        first, second = as_learner.get(url), as_learner.get(url)
        assert first["Content-Type"] == "application/pdf"
        assert first.content.startswith(b"%PDF")
        assert first.content == second.content
        assert certificate.files.filter(paper=paper).count() == 1

    def test_an_unknown_paper_is_not_found(self, as_learner, certificate):
        url = reverse("learning:certificate_pdf", args=[certificate.code]) + "?paper=a0"
        assert as_learner.get(url).status_code == 404

    def test_the_browser_says_which_paper(self, as_learner, certificate):
        url = certificate.get_absolute_url()
        american = as_learner.get(url, headers={"accept-language": "en-US,en"})
        german = as_learner.get(url, headers={"accept-language": "de-DE,de"})
        assert "?paper=letter" in american.content.decode().split("Download certificate")[0]
        assert "?paper=a4" in german.content.decode().split("Download certificate")[0]

    @pytest.mark.parametrize("name", ["certificate", "certificate_pdf"])
    def test_others_find_nothing(self, client_for, other_learner, client, certificate, name):
        url = reverse(f"learning:{name}", args=[certificate.code])
        assert client_for(other_learner).get(url).status_code == 404
        assert client.get(url).status_code == 302

    def test_the_list_and_the_record_show_mine_only(
        self, as_learner, client_for, other_learner, certificate
    ):
        for name in ("certificates", "record"):
            url = reverse(f"learning:{name}")
            assert certificate.get_absolute_url() in as_learner.get(url).content.decode()
            other = client_for(other_learner).get(url).content.decode()
            assert certificate.get_absolute_url() not in other

    def test_a_printed_record_says_whose_it_is_and_where_to_check(
        self, as_learner, learner, certificate
    ):
        page = as_learner.get(reverse("learning:record")).content.decode()
        printed = page.partition('class="print-only"')[2].partition("</p>")[0]
        assert f"Record of {learner.name_for_certificates()}" in printed
        assert "testserver/verify/" in printed

    def test_before_the_first_the_list_says_what_is_left(self, as_learner, enrollment):
        page = as_learner.get(reverse("learning:certificates")).content.decode()
        assert "3 lessons to go" in page


class TestVerification:
    def test_anybody_sees_that_it_is_valid(self, client, certificate):
        response = verify(client, certificate.code)
        page = response.content.decode()
        assert "Valid" in page
        for fact in (certificate.holder_name, certificate.course_title, "0.75", "Common Thread"):
            assert fact in page
        assert response["X-Robots-Tag"] == "noindex"

    def test_it_shows_no_address_and_no_institution(self, client, certificate, learner):
        page = verify(client, certificate.code).content.decode()
        assert learner.email not in page
        assert learner.institution.name not in page

    def test_a_revoked_one_says_when_and_why(self, client, certificate, admin):
        certificate.revoke(admin, Certificate.Reason.ERROR)
        page = verify(client, certificate.code).content.decode()
        assert "Revoked on" in page
        assert "Issued in error" in page
        assert "it no longer counts" in page

    def test_a_corrected_one_says_whom_to_ask_and_not_the_new_code(
        self, client, certificate, admin
    ):
        corrected = certificate.reissue(admin, "A. Correction", "A new name")
        page = verify(client, certificate.code).content.decode()
        assert "Ask its holder for the code of the new one" in page
        assert corrected.code not in page

    def test_a_printed_check_says_when_it_was_made_and_where(self, client, certificate):
        page = verify(client, certificate.code).content.decode()
        printed = page.partition('class="print-only">')[2].partition("</p>")[0]
        assert printed.startswith("Checked on ") and certificate.verify_url in printed

    def test_a_wrong_code_says_so(self, client, certificate):
        response = verify(client, "0000-0000-0000-0000")
        assert response.status_code == 404
        assert "Check the last group" in response.content.decode()

    @pytest.mark.parametrize(
        "mangle",
        [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")],
    )
    def test_the_box_forgives_how_it_is_typed(self, client, certificate, mangle):
        response = client.get(reverse("learning:verify"), {"code": mangle(certificate.code)})
        assert response["Location"] == reverse(
            "learning:verify_certificate", args=[certificate.code]
        )

    def test_what_cannot_be_a_code_is_explained_and_kept(self, client, site):
        page = client.get(reverse("learning:verify"), {"code": "hello<b>"}).content.decode()
        assert "There is a problem" in page
        assert "hello&lt;b&gt;" in page

    def test_guessing_is_slowed_down(self, client, certificate):
        with time_machine.travel(timezone.now(), tick=False):  # the limit is one of a minute
            answers = [verify(client, "0000-0000-0000-0000").status_code for _ in range(31)]
        assert answers[:30] == [404] * 30
        assert answers[30] == 429

"""The CMS's list of issued certificates: who may look, and how each of them stands."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from courses.models import CourseRole
from learning.certificates.register import LABELS, with_status
from learning.models import Certificate, Enrollment
from tests import builders, crowd

from ..renewals import ending

pytestmark = pytest.mark.django_db
URL = "/cms/certificates/"


def page_of(certificate):
    return reverse("issued_certificate", args=[certificate.pk])


def issue(course, people):
    """A certificate for each of so many new people."""
    enrollments = crowd.enroll(course, people)
    Enrollment.objects.filter(course=course).update(completed_at=timezone.now())
    for row in Enrollment.objects.filter(pk__in=[row.pk for row in enrollments]):
        Certificate.objects.issue(row)


@pytest.fixture
def certificate(finished):
    return finished.certificates.get()


class TestWhoMayLook:
    def test_administrators_at_all_of_them(self, client_for, admin, certificate):
        assert certificate.code in client_for(admin).get(URL).content.decode()
        page = client_for(admin).get(page_of(certificate)).content.decode()
        assert certificate.code in page and "Revoke" in page

    def test_instructors_at_those_of_their_course_without_revoking(
        self, as_instructor, certificate
    ):
        assert certificate.code in as_instructor.get(URL).content.decode()
        page = as_instructor.get(page_of(certificate)).content.decode()
        assert "Only an administrator can revoke it" in page
        assert reverse("revoke_certificate", args=[certificate.pk]) not in page

    def test_the_instructor_of_another_course_at_none(self, client_for, other_learner, certificate):
        CourseRole.objects.create(course=builders.make_course("Another"), user=other_learner)
        client = client_for(other_learner)
        assert certificate.code not in client.get(URL).content.decode()
        assert not client.get(URL, {"q": certificate.code}).context["object_list"]
        assert client.get(page_of(certificate)).status_code == 404

    def test_who_only_writes_the_course_at_none(self, client_for, course, certificate):
        author = builders.make_person("Ann Author", "author@example.org")
        CourseRole.objects.create(course=course, user=author, role=CourseRole.Role.AUTHOR)
        assert client_for(author).get(URL).status_code == 404
        assert client_for(author).get(page_of(certificate)).status_code == 404

    @pytest.mark.parametrize("who", ["learner", "mentor", "moderator", "coordinator"])
    def test_nobody_else(self, request, client_for, certificate, who):
        client = client_for(request.getfixturevalue(who))
        assert client.get(URL).status_code in (302, 404)
        assert client.get(page_of(certificate)).status_code in (302, 404)


class TestFinding:
    @pytest.fixture
    def found(self, client_for, admin, certificate, course):
        issue(course, 2)
        client = client_for(admin)

        def found(**query):
            rows = client.get(URL, query).context["object_list"]
            return {row.holder_name for row in rows}

        return found

    @pytest.mark.parametrize("typed", ["delgado", "AMARA"])
    def test_by_a_part_of_the_name(self, found, typed):
        assert found(q=typed) == {"Amara Delgado-Lindqvist"}

    def test_by_the_code_however_it_is_typed(self, found, certificate):
        for typed in (certificate.code, certificate.code.lower().replace("-", " ")):
            assert found(q=typed) == {certificate.holder_name}
        assert found(q=certificate.code[:9]) == {certificate.holder_name}

    def test_by_the_title_of_the_course(self, found):
        assert len(found(q="job board")) == 3
        assert found(q="nothing of the kind") == set()

    def test_by_the_course(self, found, course):
        assert len(found(course=course.pk)) == 3
        assert found(course=builders.make_course("Another").pk) == set()

    def test_by_state(self, found, certificate, admin):
        certificate.revoke(admin, Certificate.Reason.ERROR)
        assert found(status="revoked") == {certificate.holder_name}
        assert certificate.holder_name not in found(status="valid")
        assert len(found(status="valid")) == 2


def test_the_states_of_the_list_are_those_of_the_certificate(course, admin):
    """Every kind that there is, with what was revoked of them."""
    issue(course, 9)
    rows = list(Certificate.objects.order_by("pk"))
    today, day = timezone.localdate(), timedelta(days=1)
    rows[1].reissue(admin, "A", "A typing error")
    rows[2] = ending(rows[2], days=-1)
    for n in (3, 4, 5, 6):
        rows[n] = ending(rows[n], days=10 if n != 6 else -1)
    renewals = {n: rows[n].renew(today) for n in (3, 4, 5, 6)}
    renewals[3].reissue(admin, "B", "A typing error")
    renewals[4].revoke(admin, Certificate.Reason.ERROR)
    corrected = renewals[5].reissue(admin, "C", "A typing error")
    corrected.revoke(admin, Certificate.Reason.ERROR)
    renewals[6].revoke(admin, Certificate.Reason.ERROR)
    rows[7].revoke(admin, Certificate.Reason.REQUEST)
    ending(rows[8], days=5).renew(today + day).renew(today + 2 * day)
    everyone = Certificate.objects.all()
    by_state = {row.pk: row.status for row in everyone}
    assert set(by_state.values()) == set(LABELS)
    listed = {row.pk: status for status in LABELS for row in with_status(everyone, status)}
    assert listed == by_state
    counts = [with_status(everyone, status).count() for status in LABELS]
    assert sum(counts) == len(by_state)  # none stands under two


def test_it_says_who_revoked_it_and_when(client_for, admin, certificate):
    certificate.revoke(admin, Certificate.Reason.CONDUCT)
    for address in (URL, page_of(certificate)):
        page = client_for(admin).get(address).content.decode()
        assert "Revoked" in page and admin.display_name in page
        assert date_format(timezone.localtime(certificate.revoked_at), "Y") in page
    assert "Breach of the terms" in page


def test_one_leads_to_the_other(client_for, admin, certificate):
    new = certificate.reissue(admin, "Amara Delgado", "Name changed.")
    client = client_for(admin)
    assert page_of(new) in client.get(page_of(certificate)).content.decode()
    page = client.get(page_of(new)).content.decode()
    assert page_of(certificate) in page and "Name changed." in page


def test_the_export_neutralizes_formulas(client_for, admin, finished):
    Certificate.objects.update(holder_name="=cmd|'/c calc'!A0")
    response = client_for(admin).get(URL, {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert rows[1][0] == "'=cmd|'/c calc'!A0"
    assert rows[1][4] == "Valid"


@pytest.mark.parametrize("people", [3, 24])
def test_queries_do_not_grow(client_for, admin, course, people, django_assert_max_num_queries):
    issue(course, people)
    client = client_for(admin)
    client.get(URL)
    with django_assert_max_num_queries(18):
        page = client.get(URL).content.decode()
    assert page.count('class="title-wrapper"') == people

"""Coming to a course, leaving it, coming back."""

import pytest
from django.urls import reverse

from learning.models import Enrollment
from learning.models.enrollments import EnrollmentClosed, PrerequisiteMissing
from tests import builders


def enroll_url(course):
    return reverse("learning:enroll", args=[course.pk])


def test_enrolling_twice_makes_one_enrollment(learner, course):
    first = Enrollment.objects.enroll(learner, course, certificate_name="A")
    second = Enrollment.objects.enroll(learner, course, certificate_name="B")
    assert first == second
    assert Enrollment.objects.get().certificate_name == "A"


def test_enrolling_again_after_leaving_takes_up_what_was_done(enrollment, course, lessons):
    builders.do_everything(enrollment, lessons[0])
    enrollment.complete_lesson(lessons[0])
    enrollment.leave()
    again = Enrollment.objects.enroll(enrollment.user, course)
    assert again == enrollment
    assert again.is_active
    assert again.completions.count() == 1


def test_an_enforced_prerequisite_keeps_people_out(learner, course):
    advanced = builders.make_course("Advanced")
    advanced.prerequisites.create(required_course=course, enforced=True, sort_order=0)
    with pytest.raises(PrerequisiteMissing) as error:
        Enrollment.objects.enroll(learner, advanced)
    assert [page.pk for page in error.value.courses] == [course.pk]
    assert not Enrollment.objects.filter(course_key=advanced.key).exists()


def test_an_advisory_prerequisite_does_not(learner, course):
    advanced = builders.make_course("Advanced")
    advanced.prerequisites.create(required_course=course, enforced=False, sort_order=0)
    assert Enrollment.objects.enroll(learner, advanced).is_active


def test_an_enforced_prerequisite_that_was_completed_lets_in(finished, course):
    advanced = builders.make_course("Advanced")
    advanced.prerequisites.create(required_course=course, enforced=True, sort_order=0)
    assert Enrollment.objects.enroll(finished.user, advanced).is_active


def test_a_closed_course_takes_nobody_in(learner, course):
    course.enrollment_open = False
    builders.publish(course)
    with pytest.raises(EnrollmentClosed):
        Enrollment.objects.enroll(learner, course)


def test_the_form_enrolls_and_goes_to_the_first_lesson(as_learner, learner, course, lessons):
    response = as_learner.post(enroll_url(course), {"certificate_name": "Amara  D. Lindqvist "})
    assert response.status_code == 302
    assert response["Location"] == lessons[0].get_url()
    assert Enrollment.objects.get(user=learner).certificate_name == "Amara D. Lindqvist"


def test_the_form_offers_the_name_of_the_person(as_learner, learner, course):
    page = as_learner.get(enroll_url(course)).content.decode()
    assert f'value="{learner.display_name}"' in page


def test_without_a_name_the_form_says_so_and_keeps_the_rest(as_learner, course):
    response = as_learner.post(
        enroll_url(course), {"certificate_name": " ", "plan": "Fridays before noon"}
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert "There is a problem" in page
    assert "Fridays before noon" in page
    assert not Enrollment.objects.exists()


def test_enrolling_ends_at_the_place_that_was_wanted(as_learner, course, lesson):
    url = lesson.get_url() + "#block-1"
    response = as_learner.post(enroll_url(course), {"certificate_name": "A", "next": url})
    assert response["Location"] == url


@pytest.mark.parametrize("url", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_enrolling_never_leads_to_another_site(as_learner, course, lessons, url):
    response = as_learner.post(enroll_url(course), {"certificate_name": "A", "next": url})
    assert response["Location"] == lessons[0].get_url()


def test_forbidden_fields_have_no_effect(as_learner, learner, course):
    as_learner.post(
        enroll_url(course),
        {"certificate_name": "A", "completed_at": "2020-01-01", "user": "99", "id": "7"},
    )
    row = Enrollment.objects.get()
    assert row.user == learner
    assert row.completed_at is None


def test_signed_out_people_are_asked_to_sign_in_first(client, course):
    response = client.get(enroll_url(course))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_leaving_asks_first_and_then_keeps_everything(as_learner, enrollment, course):
    url = reverse("learning:leave", args=[course.pk])
    assert as_learner.get(url).status_code == 200
    enrollment.refresh_from_db()
    assert enrollment.is_active
    as_learner.post(url)
    enrollment.refresh_from_db()
    assert not enrollment.is_active


def test_nobody_leaves_for_somebody_else(client_for, other_learner, enrollment, course):
    response = client_for(other_learner).post(reverse("learning:leave", args=[course.pk]))
    assert response.status_code == 404
    enrollment.refresh_from_db()
    assert enrollment.is_active

"""What instructors see of their learners in the CMS."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.html import escape
from openpyxl import load_workbook

from courses.models import CourseRole, LessonPage
from learning import waiting
from tests import builders, crowd

URL = "/cms/reports/learners/"


def test_the_instructor_sees_the_same_tick_as_the_learner(as_instructor, enrollment, lessons):
    builders.do_everything(enrollment, lessons[0])
    enrollment.complete_lesson(lessons[0])
    page = as_instructor.get(URL).content.decode()
    assert enrollment.user.display_name in page
    assert "1 of 3" in page


def test_only_of_their_own_courses(as_instructor, client_for, other_learner, enrollment):
    other = builders.make_course("Another")
    CourseRole.objects.create(course=other, user=other_learner)
    page = client_for(other_learner).get(URL).content.decode()
    assert enrollment.user.display_name not in page


def test_the_page_of_a_learner_is_linked_where_it_opens(
    as_instructor, client_for, admin, enrollment, course
):
    author = builders.make_person("Ann Author", "author@example.org")
    CourseRole.objects.create(course=course, user=author, role=CourseRole.Role.AUTHOR)
    address = reverse("learner_override", args=[enrollment.pk])
    for client, opens in (
        (as_instructor, 200),
        (client_for(admin), 200),
        (client_for(author), 404),
    ):
        page = client.get(URL).content.decode()
        assert enrollment.user.display_name in page
        assert client.get(address).status_code == opens
        assert (f'href="{address}"' in page) is (opens == 200)


@pytest.mark.parametrize("who", ["learner", "mentor", "moderator", "coordinator"])
def test_nobody_else_gets_in(request, client_for, enrollment, who):
    client = client_for(request.getfixturevalue(who))
    assert client.get(URL).status_code == 302
    override = reverse("learner_override", args=[enrollment.pk])
    assert client.get(override).status_code in (302, 404)


def test_the_export_neutralizes_formulas(as_instructor, enrollment):
    enrollment.user.display_name = "=cmd|'/c calc'!A0"
    enrollment.user.save()
    response = as_instructor.get(URL + "?export=csv")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert rows[1][0] == "'=cmd|'/c calc'!A0"


def test_an_override_is_recorded_and_shown_to_the_learner(
    as_instructor, as_learner, instructor, enrollment, lesson
):
    url = reverse("learner_override", args=[enrollment.pk])
    as_instructor.post(url, {"lesson": lesson.pk, "reason": "Led this session with me in May."})
    override = enrollment.overrides.get()
    assert (override.by, override.lesson) == (instructor, lesson)
    page = as_learner.get(lesson.get_url()).content.decode()
    assert "Led this session with me in May." in page
    assert instructor.display_name in page


def test_a_whole_course_is_completed_once_and_its_learner_reads_who_when_and_why(
    as_instructor, as_learner, instructor, enrollment, course
):
    url = reverse("learner_override", args=[enrollment.pk])
    reason = "Took the <b>classroom</b> edition."
    for _time in range(2):  # the second from a tab that was open before
        as_instructor.post(url, {"lesson": "", "reason": reason})
    override = enrollment.overrides.get()
    page = as_learner.get(reverse("learning:completed", args=[course.pk])).content.decode()
    day = date_format(timezone.localdate(override.at), "F j, Y")
    assert f"Marked complete by {instructor.display_name} on {day}: {escape(reason)}" in page
    assert "in your own time" not in page
    dashboard = as_learner.get(reverse("learning:dashboard")).content.decode()
    assert "You remain complete" not in dashboard  # what is not done is not new either
    assert (
        enrollment.certificates.get().code
        in as_learner.get(reverse("learning:record")).content.decode()
    )


def test_without_a_reason_nothing_happens(as_instructor, enrollment, lesson):
    url = reverse("learner_override", args=[enrollment.pk])
    response = as_instructor.post(url, {"lesson": lesson.pk, "reason": " "})
    assert response.status_code == 422
    assert not enrollment.overrides.exists()


def test_the_instructor_of_another_course_overrides_nothing(
    client_for, other_learner, enrollment, lesson
):
    CourseRole.objects.create(course=builders.make_course("Another"), user=other_learner)
    url = reverse("learner_override", args=[enrollment.pk])
    response = client_for(other_learner).post(url, {"lesson": lesson.pk, "reason": "Because."})
    assert response.status_code == 404
    assert not enrollment.overrides.exists()


@pytest.mark.parametrize("learners", [5, 40])
def test_queries_do_not_grow(as_instructor, course, learners, django_assert_max_num_queries):
    from learning.models import Enrollment

    for number in range(learners):
        person = builders.make_person(f"Person {number}", f"p{number}@example.org")
        Enrollment.objects.enroll(person, course)
    as_instructor.get(URL)
    with django_assert_max_num_queries(30):
        as_instructor.get(URL)


class TestFilters:
    """Who has been away, who waits for me, who has finished."""

    @pytest.fixture
    def rows(self, course):
        """Anna is at it, Ben has been away, Cleo has finished, Dov has left."""
        rows = dict(zip("abcd", crowd.enroll(course, 4), strict=True))
        now, long_ago = timezone.now(), timezone.now() - timedelta(days=20)
        lesson = LessonPage.objects.in_course(course.path).first()
        for row in rows.values():
            row.reach(lesson)
        rows["b"].visits.update(last_at=long_ago)
        for name, moment in (("c", "completed_at"), ("d", "left_at")):
            setattr(rows[name], moment, now)
            rows[name].save()
        return rows

    def names(self, client, **query):
        page = client.get(URL, query).content.decode()
        found = re.findall(r"Person ([0-3])\s*<", page)
        return {"abcd"[int(number)] for number in found}

    @pytest.mark.parametrize(
        "standing, who",
        [("", "abcd"), ("taking", "ab"), ("quiet", "b"), ("finished", "c"), ("left", "d"),
         ("waiting", "")],
    )  # fmt: skip
    def test_by_standing(self, as_instructor, rows, standing, who):
        assert self.names(as_instructor, standing=standing) == set(who)

    def test_who_waits_for_me(self, as_instructor, rows, course):
        added = waiting.waits_for_instructors(lambda *_: [(course.key, rows["c"].user_id)])
        try:
            assert self.names(as_instructor, standing="waiting") == {"c"}
        finally:
            waiting._sources.remove(added)

    def test_by_course_of_mine_alone(self, as_instructor, rows, course):
        assert self.names(as_instructor, course=course.pk) == set("abcd")
        other = builders.make_course("Another")
        page = as_instructor.get(URL).content.decode()
        assert other.title not in page

    def test_twenty_five_on_a_page(self, as_instructor, course):
        crowd.enroll(course, 60)
        page = as_instructor.get(URL).content.decode()
        assert page.count('class="title-wrapper"') == 25
        assert len(page) < 120_000


def test_the_workbook_neutralizes_formulas(as_instructor, enrollment):
    enrollment.user.display_name = "=cmd|'/c calc'!A0"
    enrollment.user.save()
    response = as_instructor.get(URL + "?export=xlsx")
    sheet = load_workbook(io.BytesIO(response.getvalue())).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][0] == "'=cmd|'/c calc'!A0"
    assert rows[1][2] == "0 of 3"


def test_two_roles_in_a_course_show_a_learner_once(as_instructor, instructor, course, enrollment):
    CourseRole.objects.create(course=course, user=instructor, role=CourseRole.Role.AUTHOR)
    response = as_instructor.get(URL + "?export=csv")
    assert len(b"".join(response.streaming_content).splitlines()) == 2


class TestUsedPages:
    def test_a_lesson_that_learners_used_is_not_deleted(
        self, client_for, admin, enrollment, lesson
    ):
        builders.do_everything(enrollment, lesson)
        client = client_for(admin)
        response = client.post(f"/cms/pages/{lesson.pk}/delete/", follow=True)
        assert "Unpublish it instead" in response.content.decode()
        lesson.refresh_from_db()

    def test_nor_is_its_course_in_bulk(self, client_for, admin, enrollment, course):
        client = client_for(admin)
        url = f"/cms/bulk/wagtailcore/page/delete/?id={course.pk}"
        response = client.post(url, follow=True)
        assert "Unpublish it instead" in response.content.decode()
        course.refresh_from_db()

    def test_an_unused_one_is(self, client_for, admin, lesson):
        client_for(admin).post(f"/cms/pages/{lesson.pk}/delete/")
        assert not type(lesson).objects.filter(pk=lesson.pk).exists()

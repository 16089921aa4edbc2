"""What the first screen of the CMS says of each course, and the page that says more."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from courses.models import CoursePage, CourseRole, LessonPage
from courses.preflight import counts
from learning import waiting
from learning.models import LessonCompletion, LessonVisit
from tests import builders, crowd

from .reading import HOSTILE, QUERIES, everybody, page_of


def home(client):
    return client.get("/cms/").content.decode()


class TestMyCourses:
    def test_the_first_screen_counts_who_is_where(self, as_instructor, course, people):
        row = home(as_instructor).partition('id="my-courses-section"')[2].partition("</tbody>")[0]
        told = re.findall(r"<td[^>]*>(?:<a[^>]*>)?([0-9]+)", row)
        assert told == ["20", "0", "2", "0"]
        LessonVisit.objects.filter(enrollment__in=people[:3]).update(last_at=timezone.now())
        row = home(as_instructor).partition('id="my-courses-section"')[2]
        assert re.findall(r"<td[^>]*>(?:<a[^>]*>)?([0-9]+)", row)[1] == "3"

    def test_where_learners_struggle_is_two_clicks_away(self, as_instructor, course, lessons):
        crowd.work(course, crowd.enroll(course, 60))
        LessonCompletion.objects.filter(lesson_key=lessons[1].key, enrollment__in=[
            row.pk for row in everybody(course).order_by("-pk")[:3]
        ]).delete()  # fmt: skip
        page = home(as_instructor)
        assert f"9 do not get through “{lessons[1].title}”" in page
        assert "3 questions to look at" in page
        for name in ("report_items", "report_funnel"):
            assert f'href="{reverse(name, args=[course.pk])}"' in page
        funnel = page_of(as_instructor, "report_funnel", course)
        row = funnel.partition(f"<bdi>{lessons[1].title}</bdi>")[2].partition("</tr>")[0]
        assert "<td>9</td>" in row
        questions = page_of(as_instructor, "report_items", course)
        assert "Fewer than 5% choose it" in questions
        to_look_at = questions.partition('class="report__look"')[2].partition("</ul>")[0]
        anchors = re.findall(r'href="#(item-[0-9]+)"', to_look_at)
        assert len(anchors) == 3
        assert all(f'id="{anchor}"' in questions for anchor in anchors)

    def test_those_who_never_got_through_the_first_lesson_count_too(
        self, as_instructor, course, lessons
    ):
        crowd.enroll(course, 7)
        assert f"7 do not get through “{lessons[0].title}”" in home(as_instructor)

    def test_a_post_that_is_theirs_to_answer_waits(self, as_instructor, instructor, course):
        person = crowd.enroll(course, 1)[0].user
        added = waiting.waits_for_instructors(lambda user, keys: [(course.key, person.pk)] * 2)
        try:
            row = home(as_instructor).partition('id="my-courses-section"')[2]
            assert re.findall(r"<td[^>]*>(?:<a[^>]*>)?([0-9]+)", row)[3] == "2"
        finally:
            waiting._sources.remove(added)

    def test_nobody_elses_courses(self, client_for, other_learner, moderator, course, people):
        CourseRole.objects.create(course=builders.make_course("Another"), user=other_learner)
        page = home(client_for(other_learner))
        assert "Another" in page and course.title not in page
        assert 'id="my-courses-section"' not in home(client_for(moderator))

    def test_hostile_titles(self, as_instructor, course, people):
        course.title = HOSTILE[1]
        builders.publish(course)
        assert HOSTILE[1] not in home(as_instructor)


class TestBlockers:
    def row(self, client):
        return home(client).partition('id="my-courses-section"')[2].partition("</tbody>")[0]

    def test_what_stops_a_course_from_being_published_is_counted(self, as_instructor, course):
        assert "to mend before" not in self.row(as_instructor)
        check = builders.single_choice("A question without a right answer?")
        for option in check["value"]["options"]:
            option["value"]["correct"] = False
        lesson = LessonPage.objects.in_course(course.path).first()
        lesson.body = LessonPage.body.field.stream_block.to_python([check])
        lesson.save_revision()
        row = self.row(as_instructor)
        assert re.search(r"[1-9]\d* things? to mend before it is published again", row)
        assert reverse("course_preflight", args=[course.pk]) in row

    def test_it_is_looked_at_once_until_an_edit(self, as_instructor, course, monkeypatch):
        looked = []
        monkeypatch.setattr(counts, "blockers_of", lambda course: looked.append(course) or [])
        for _time in range(2):
            self.row(as_instructor)
        assert looked == [course]
        course.save_revision()
        self.row(as_instructor)
        assert looked == [course, course]

    def test_many_courses_are_looked_at_one_after_another(
        self, as_instructor, instructor, course, monkeypatch
    ):
        CourseRole.objects.create(course=builders.make_course("Another"), user=instructor)
        looked = set()
        monkeypatch.setattr(counts, "blockers_of", lambda course: looked.add(course.title) or [])
        for number in (1, 2):
            self.row(as_instructor)
            assert len(looked) == number


@pytest.mark.parametrize("count", [1, 20])
class TestManyCourses:
    def test_the_queries_are_the_same_for_one_and_twenty(
        self, as_instructor, instructor, course, count, django_assert_max_num_queries, monkeypatch
    ):
        monkeypatch.setattr(counts, "AT_ONCE", count)  # all of them, the first time
        for number in range(count - 1):
            other = builders.make_course(f"Another {number}")
            CourseRole.objects.create(course=other, user=instructor)
        crowd.work(course, crowd.enroll(course, 10))
        as_instructor.get(reverse("course_reports"))
        cache.delete_many(f"course-care-{row.key}" for row in CoursePage.objects.all())
        with django_assert_max_num_queries(QUERIES):
            page = as_instructor.get(reverse("course_reports")).content.decode()
        assert page.count("Nothing stands out") >= count - 1

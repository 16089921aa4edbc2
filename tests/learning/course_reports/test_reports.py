"""What instructors read of a course as a whole."""

import csv
import io
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from courses.models import CourseRole
from courses.models.outlines import outline_of
from learning.models import Attempt, Cohort, LessonCompletion, LessonVisit
from learning.reports.funnel import Funnel
from learning.reports.items import items_of
from learning.reports.lesson_times import LessonTimes
from tests import builders, crowd

from .reading import HOSTILE, QUERIES, REPORTS, everybody, page_of


def csv_of(client, name, course, **query):
    response = client.get(reverse(name, args=[course.pk]), query | {"export": "csv"})
    return list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def xlsx_of(client, name, course, **query):
    response = client.get(reverse(name, args=[course.pk]), query | {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(response.content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def as_read(cell):
    try:
        return float(cell)
    except ValueError:
        return cell


class TestFunnel:
    def test_the_steps_and_the_biggest_drop(self, course, people):
        steps = Funnel(everybody(course), outline_of(course.path)).steps
        assert [step.people for step in steps] == [20, 20, 18, 16, 14, None]
        assert [step.lost for step in steps] == [None, 0, 2, 2, 2, None]
        assert [step.is_biggest_drop for step in steps].index(True) == 5

    def test_the_days_between_are_the_median_of_those_who_took_both(self, course, people, lessons):
        first = LessonCompletion.objects.filter(lesson_key=lessons[0].key)
        for number, row in enumerate(first.order_by("enrollment")):
            row.completed_at += timedelta(days=number // 6)  # six each at 0, 1 and 2 days
            row.save()
        steps = Funnel(everybody(course), outline_of(course.path)).steps
        assert steps[2].days == 1
        # What came before the step before is left out: the first six, and no others.
        assert steps[3].days == 0

    def test_of_fewer_than_five_nothing_is_told(self, as_instructor, course):
        crowd.work(course, crowd.enroll(course, 4))
        assert not Funnel(everybody(course), outline_of(course.path)).steps
        page = page_of(as_instructor, "report_funnel", course)
        assert "Fewer than 5 people are in this group" in page
        assert "Started" not in page
        assert csv_of(as_instructor, "report_funnel", course)[1:] == [["Enrolled", "fewer than 5"]]

    def test_its_page_names_steps_and_drop(self, as_instructor, course, people, lessons):
        page = page_of(as_instructor, "report_funnel", course)
        assert lessons[1].title in page
        assert page.count("Biggest drop") == 1
        assert "fewer than 5" in page


class TestLessons:
    def test_who_opens_completes_and_stops(self, course, people):
        rows = LessonTimes(everybody(course), outline_of(course.path)).rows
        assert [row.opened for row in rows] == [20, 18, 16]
        assert [row.completed for row in rows] == [18, 16, 14]

    def test_time_is_the_median_of_those_who_spent_some(self, course, people, lessons):
        visits = LessonVisit.objects.filter(lesson_key=lessons[0].key)
        for number, visit in enumerate(visits.order_by("enrollment")):
            visit.active_seconds = 60 * number
            visit.save()
        rows = LessonTimes(everybody(course), outline_of(course.path)).rows
        assert rows[0].minutes == 10  # of 1 to 19: who spent nothing is not among them

    def test_stopped_are_the_quiet_whose_last_lesson_it_was(self, course, people, lessons):
        day = timedelta(days=1)
        for number, lesson in enumerate(lessons):
            LessonVisit.objects.filter(lesson_key=lesson.key).update(
                last_at=timezone.now() - (20 - number) * day
            )
        rows = LessonTimes(everybody(course), outline_of(course.path)).rows
        assert [row.stopped for row in rows] == [None, None, 14]
        LessonVisit.objects.filter(lesson_key=lessons[2].key).update(last_at=timezone.now())
        rows = LessonTimes(everybody(course), outline_of(course.path)).rows
        assert rows[2].stopped is None

    def test_the_bars_stand_in_the_row_of_their_lesson_without_inline_style(
        self, as_instructor, course, people, lessons
    ):
        page = page_of(as_instructor, "report_lessons", course)
        table = page.partition("<caption")[2].partition("<tbody>")[2].partition("</tbody>")[0]
        assert "style=" not in table and table.count('<rect class="report__opened"') == 3
        rows = table.split("</tr>")
        for number, lesson in enumerate(lessons):
            assert lesson.title in rows[number] and rows[number].count("<rect") == 2
        times = LessonTimes(everybody(course), outline_of(course.path)).rows
        assert f'class="report__opened" width="{times[0].opened_percent}"' in rows[0]


class TestItems:
    def test_first_attempts_alone_count(self, course, people, lessons):
        block = builders.blocks_of(lessons[0], "single_choice")[0]
        for enrollment in people:
            Attempt.objects.record(
                enrollment, lessons[0], block, block.value.right_answer(), uuid.uuid4()
            )
        item = items_of(everybody(course), [outline_of(course.path)])[0]
        assert (item.answered, item.right, item.p) == (20, 12, 0.6)
        assert (item.commonest_wrong, item.wrong_share) == ("A vacancy", 0.4)
        assert [option.share for option in item.options] == [0.6, 0.4, 0]

    def test_an_edited_question_is_an_item_for_each_wording(
        self, as_instructor, course, people, lessons
    ):
        lesson = lessons[0]
        block = builders.blocks_of(lesson, "single_choice")[0]
        block.value["question"] = "Which post would you answer?"
        builders.publish(lesson)
        for enrollment in crowd.enroll(course, 6, name="Late"):
            Attempt.objects.record(
                enrollment, lesson, block, block.value.right_answer(), uuid.uuid4()
            )
        items = items_of(everybody(course), [outline_of(course.path)])[:2]
        assert [(str(item.prompt), item.answered, item.is_current) for item in items] == [
            ("Which post would you answer?", 6, True),
            ("Which post invites an answer?", 20, False),
        ]
        assert "An earlier wording, first shown" in page_of(as_instructor, "report_items", course)

    def test_below_fifty_a_question_is_not_tested(self, course, people):
        item = items_of(everybody(course), [outline_of(course.path)])[0]
        assert item.discrimination is None and not item.dead
        assert item.certain_and_wrong is None

    def test_from_fifty_on_it_is(self, course, lessons):
        crowd.work(course, crowd.enroll(course, 50))
        item = items_of(everybody(course), [outline_of(course.path)])[0]
        # The same people are right everywhere: it separates as well as can be.
        assert item.discrimination == pytest.approx(1)
        assert item.point_biserial == pytest.approx(1)
        assert [option.text for option in item.dead] == ["A slogan"]
        assert not item.likely_miskeyed
        # Of 50, numbers 2, 5, 8 and on are certain; of these n % 5 of 3 and 4 are wrong.
        wrong = len([n for n in range(50) if n % 3 == 2 and n % 5 >= 3])
        assert item.certain_and_wrong == pytest.approx(wrong / 50)

    def test_a_wrong_key_is_noticed(self, as_instructor, course, lessons):
        enrollments = crowd.enroll(course, 60)
        crowd.work(course, enrollments)
        block = builders.blocks_of(lessons[0], "single_choice")[0]
        key, wrong = block.value.right_answer(), [builders.wrong_option(block)]
        mine = Attempt.objects.filter(lesson_key=lessons[0].key)
        good = list(mine.filter(correct=True).values_list("pk", flat=True))
        mine.exclude(pk__in=good).update(chosen=key, correct=True)
        mine.filter(pk__in=good).update(chosen=wrong, correct=False)
        item = items_of(everybody(course), [outline_of(course.path)])[0]
        assert item.likely_miskeyed and item.discrimination < 0
        assert "Likely miskeyed" in page_of(as_instructor, "report_items", course)

    def test_fewer_than_five_answers_are_not_told(self, as_instructor, course):
        crowd.work(course, crowd.enroll(course, 4))
        item = items_of(everybody(course), [outline_of(course.path)])[0]
        assert item.p is None and not item.options
        assert "A vacancy" not in page_of(as_instructor, "report_items", course)

    def test_what_few_wrote_in_their_own_words_stays_theirs(self, course, lessons):
        module = lessons[0].get_parent()
        lesson = builders.make_lesson(module, "Own", blocks=[builders.short_answer()])
        block = lesson.body[0]
        for number, enrollment in enumerate(crowd.enroll(course, 9)):
            said = "Nobody at all" if number < 4 else "A janitor"
            Attempt.objects.record(enrollment, lesson, block, [said], uuid.uuid4())
        item = items_of(everybody(course), [outline_of(course.path)])[0]
        assert item.commonest_wrong == "A janitor"
        assert [option.text for option in item.options] == ["A janitor"]


@pytest.mark.parametrize("name", REPORTS)
class TestEveryReport:
    def test_hostile_titles_do_no_harm(self, as_instructor, course, people, lessons, name):
        for title, lesson in zip(HOSTILE[:3], lessons, strict=True):
            lesson.title = title
            block = builders.blocks_of(lesson, "single_choice")[0]
            block.value["question"] = title
            builders.publish(lesson)
        course.title = HOSTILE[3]
        builders.publish(course)
        page = page_of(as_instructor, name, course)
        assert "<script>alert(1)" not in page and "&lt;script&gt;" in page
        in_csv = [cell for row in csv_of(as_instructor, name, course) for cell in row]
        assert "'" + HOSTILE[0] in in_csv
        assert HOSTILE[1] in in_csv and HOSTILE[2] in in_csv
        assert not [cell for cell in in_csv if cell.startswith(("=", "+", "@"))]
        found = as_instructor.get(reverse(name, args=[course.pk]), {"export": "xlsx"}).content
        cells = [cell for row in load_workbook(io.BytesIO(found)).active for cell in row]
        kinds = {cell.value: (cell.data_type, cell.quotePrefix) for cell in cells if cell.value}
        assert kinds[HOSTILE[0]] == ("s", True)
        assert kinds[HOSTILE[1]] == kinds[HOSTILE[2]] == ("s", False)
        assert "f" not in {cell.data_type for cell in cells}

    def test_the_workbook_says_what_the_page_says(self, as_instructor, course, people, name):
        def read(rows):
            return [[as_read(cell) for cell in row if cell not in (None, "")] for row in rows]

        written = read(xlsx_of(as_instructor, name, course))
        assert written == read(csv_of(as_instructor, name, course))
        assert len(written) > 3

    def test_filters_by_date_cohort_and_status(self, as_instructor, course, people, name):
        def is_empty(**query):
            page = page_of(as_instructor, name, course, **query)
            return "Fewer than 5 people" in page or "Nobody in this group" in page

        today = timezone.localdate()
        assert not is_empty(until=today - timedelta(days=29))
        assert is_empty(since=today - timedelta(days=28))
        assert is_empty(since="yesterday")
        cohort = Cohort.objects.create(course=course, name="Autumn")
        assert is_empty(cohort=cohort.pk)
        for enrollment in people[:6]:
            cohort.take_in(enrollment)
        assert not is_empty(cohort=cohort.pk)
        assert not is_empty(status="taking") and is_empty(status="left")

    @pytest.mark.parametrize("who", ["learner", "mentor", "moderator", "coordinator"])
    def test_is_not_for_others(self, request, client_for, course, people, name, who):
        client = client_for(request.getfixturevalue(who))
        for query in ({}, {"export": "csv"}):
            found = client.get(reverse(name, args=[course.pk]), query)
            assert found.status_code in (302, 404)

    def test_nor_for_who_teaches_another_course(self, client_for, other_learner, course, name):
        CourseRole.objects.create(course=builders.make_course("Another"), user=other_learner)
        client = client_for(other_learner)
        for query in ({}, {"export": "xlsx"}):
            assert client.get(reverse(name, args=[course.pk]), query).status_code == 404

    @pytest.mark.parametrize("learners", [10, 100])
    def test_queries_do_not_grow(
        self, as_instructor, course, name, learners, django_assert_max_num_queries
    ):
        crowd.work(course, crowd.enroll(course, learners))
        page_of(as_instructor, name, course)
        for query in ({}, {"export": "xlsx"}):
            with django_assert_max_num_queries(QUERIES):
                as_instructor.get(reverse(name, args=[course.pk]), query)

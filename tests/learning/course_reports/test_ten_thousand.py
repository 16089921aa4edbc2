"""What the reports cost with 10,000 learners; in seconds, script/bench says it."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import CourseRole
from learning.models import Attempt
from tests import crowd
from tests.row_counting import rows_handed

from .reading import QUERIES, REPORTS


@pytest.fixture
def long_course(site, other_learner):
    course = crowd.long_course("long")
    CourseRole.objects.create(course=course, user=other_learner)
    return course


class TestTenThousand:
    """What 10,000 learners and 200,000 answers cost; in seconds, script/bench says it."""

    # The most rows with 100 and with 10,000 learners. Of moments and minutes, a median needs
    # one: of everybody when they came, and of each lesson that they opened or completed.
    # Answers are counted by the database, however many there are.
    ROWS = {
        "report_funnel": (675, 65_025),
        "report_lessons": (685, 65_035),
        "report_items": (155, 155),
        "course_reports": (165, 165),
    }

    def cost(self, client, course):
        """{report: (queries, rows)}, all of it read anew."""
        found = {}
        for name in self.ROWS:
            url = reverse(name, args=[course.pk] if name in REPORTS else [])
            cache.delete(f"course-care-{course.key}")
            with CaptureQueriesContext(connection) as queries, rows_handed() as handed:
                assert client.get(url).status_code == 200
            found[name] = (len(queries), handed.rows)
        return found

    def test_the_queries_of_a_hundred_and_no_more_rows_than_are_needed(self, as_other, long_course):
        crowd.work(long_course, crowd.enroll(long_course, 100))
        self.cost(as_other, long_course)  # what is kept in memory is made
        few = self.cost(as_other, long_course)
        crowd.work(long_course, crowd.enroll(long_course, 9_900, name="Another"))
        assert Attempt.objects.count() == 200_000
        many = self.cost(as_other, long_course)
        for name, (at_few, at_many) in self.ROWS.items():
            assert many[name][0] == few[name][0] <= QUERIES, name
            assert 0 < few[name][1] <= at_few, (name, few)
            assert 0 < many[name][1] <= at_many, (name, many)

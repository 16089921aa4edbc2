"""The demonstration as a whole: pages, people and what the people have done."""

import json
import logging
from pathlib import Path

from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.compat import TASKS_LOGGER, task_backends
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageLogEntry

import courses.demo
from accounts.demo import load_people, workdays_ago
from accounts.models import User
from accounts.models.notifications import told_in_the_site_only
from community.demo import load_community
from courses.demo.library import load_library
from courses.demo.loader import load_courses
from courses.demo.pages import Report, Writer
from courses.demo.site import load_site
from courses.models import CoursePage, CourseRole
from courses.models.roles import GIVEN
from learning.demo.audits import load_audits
from learning.demo.cohorts import load_cohorts
from learning.demo.commitments import load_commitments
from learning.demo.crowd import load_crowd
from learning.demo.exports import load_exports
from learning.demo.histories import load_histories
from learning.demo.looks import load_looks
from learning.demo.ninety_days import load_doings
from learning.demo.plans import load_plans
from learning.demo.renewals import load_renewals
from learning.demo.reviews import load_reviews
from learning.demo.rhythm import load_rhythm

from .bootstrap import bootstrap

FOLDER = Path(courses.demo.__file__).parent
PUBLISHED_WORKDAYS_AGO = 45  # nine weeks
# Who edits which course: e-mail address and the course's slug.
INSTRUCTORS = [("instructor@example.org", "beyond-the-job-board")]


@told_in_the_site_only()
def load(say=lambda line: None, folder=FOLDER):
    """Load everything, leaving alone what is there. Returns the report on the pages.

    ``say`` is told what is being done. Raises ContentError for a file that
    cannot be published.
    """
    bootstrap()
    published_at = workdays_ago(PUBLISHED_WORKDAYS_AGO, "09:30")
    report = Report()
    say("Courses ...")
    load_courses(folder, published_at, report)
    load_site(folder / "site.yaml", Writer(published_at, report))
    load_library(folder / "library.yaml")
    say("People and what they have done ...")
    load_people()
    _give_roles()
    load_histories()
    load_cohorts()
    load_crowd()
    load_reviews()
    load_commitments()
    load_plans()
    load_rhythm()
    load_audits()
    load_doings()
    load_renewals()
    load_looks()
    load_community()
    load_exports()
    say("Search index and certificates ...")
    finish_queue()
    return report


def _give_roles():
    for email, slug in INSTRUCTORS:
        user = User.objects.get(email=email)
        course = CoursePage.objects.filter(slug=slug).first()
        if course:
            role, made = CourseRole.objects.get_or_create(course=course, user=user)
            if made:
                CourseRole.objects.filter(pk=role.pk).update(given_at=workdays_ago(50))
                given = PageLogEntry.objects.filter(page=course.pk, action=GIVEN)
                given.update(timestamp=workdays_ago(50))


def finish_queue():
    """Do the queued work now, so that courses can be found and certificates opened at once."""
    if not isinstance(task_backends["default"], DatabaseBackend):
        return
    _drop_repeated_tasks()
    logger = logging.getLogger(TASKS_LOGGER)
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="demonstration",
        ).run()
    finally:
        logger.setLevel(level)


def _drop_repeated_tasks():
    """Publishing saves a page several times; indexing it once, as it is now, is enough."""
    seen, repeated = set(), []
    for task in DBTaskResult.objects.ready().order_by("enqueued_at"):
        work = (task.task_path, json.dumps(task.args_kwargs, sort_keys=True))
        if work in seen:
            repeated.append(task.pk)
        seen.add(work)
    DBTaskResult.objects.filter(pk__in=repeated).delete()

"""The day that an author sets for a page holds on the author's own clock."""

from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision
from wagtail.users.models import UserProfile

from courses.models import LessonPage
from tests import builders

from .test_pages import ONE_RIGHT, WORDS, edit_url, form_of

pytestmark = pytest.mark.django_db
HONOLULU = "Pacific/Honolulu"  # where the site is not


@pytest.fixture
def far_away(instructor):
    instructor.time_zone = HONOLULU
    instructor.save(update_fields=["time_zone"])
    return instructor


def schedule(client, lesson, **dates):
    form = form_of(client, lesson, [WORDS, ONE_RIGHT], title="On its day", **dates)
    return client.post(edit_url(lesson), form | {"action-publish": "action-publish"})


def there(days):
    day = timezone.now().astimezone(ZoneInfo(HONOLULU)) + timezone.timedelta(days=days)
    return day.replace(hour=9, minute=0, second=0, microsecond=0)


def typed(moment):
    return moment.strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize("stored", [None, "", "Asia/Tokyo"])
def test_the_hours_are_those_of_who_types_them(client_for, far_away, lesson, stored):
    if stored is not None:
        UserProfile.objects.create(user=far_away, current_time_zone=stored)
    client = client_for(far_away)
    opens, ends = there(2), there(9)
    schedule(client, lesson, go_live_at=typed(opens), expire_at=typed(ends))
    waiting = Revision.objects.exclude(approved_go_live_at=None).get()
    assert waiting.approved_go_live_at == opens
    assert waiting.as_object().expire_at == ends
    page = client.get(edit_url(lesson)).content.decode()
    assert f'value="{typed(opens)}"' in page
    assert "In your own time, Pacific/Honolulu" in page


def test_without_a_zone_of_ones_own_the_hours_are_the_sites(client_for, instructor, lesson):
    instructor.time_zone = ""
    instructor.save(update_fields=["time_zone"])
    page = client_for(instructor).get(edit_url(lesson)).content.decode()
    assert "In your own time, America/New York" in page
    assert not UserProfile.objects.filter(user=instructor).exists()


def test_a_course_and_a_module_say_it_too(as_instructor, course, lesson):
    for page in (course, lesson.get_parent()):
        assert "In your own time, " in as_instructor.get(edit_url(page)).content.decode()


def test_the_zone_is_chosen_in_one_place(as_instructor):
    page = as_instructor.get(reverse("wagtailadmin_account")).content.decode()
    assert "current_time_zone" not in page


def test_who_may_not_enter_the_cms_leaves_no_trace_in_it(client_for, learner):
    learner.time_zone = HONOLULU
    learner.save(update_fields=["time_zone"])
    client_for(learner).get(reverse("wagtailadmin_home"))
    assert not UserProfile.objects.filter(user=learner).exists()


def test_the_tick_opens_a_new_lesson_on_its_day_and_takes_it_away(
    as_instructor, as_learner, course, lesson, enrollment
):
    new = builders.make_lesson(lesson.get_parent().specific, "New")
    LessonPage.objects.filter(pk=new.pk).update(live=False, first_published_at=None)
    new.refresh_from_db()
    schedule(as_instructor, new, go_live_at=typed(there(2)), expire_at=typed(there(9)))
    outline = course.get_url()
    call_command("tick")
    assert "On its day" not in as_learner.get(outline).content.decode()
    _set_back(new)
    call_command("tick")
    assert LessonPage.objects.get(pk=new.pk).live
    assert "On its day" in as_learner.get(outline).content.decode()
    past = timezone.now() - timezone.timedelta(minutes=1)
    LessonPage.objects.filter(pk=new.pk).update(expire_at=past)
    call_command("tick")
    assert not LessonPage.objects.get(pk=new.pk).live
    assert "On its day" not in as_learner.get(outline).content.decode()


def _set_back(page):
    """Its day has come."""
    waiting = Revision.page_revisions.exclude(approved_go_live_at=None).get(object_id=page.pk)
    past = timezone.now() - timezone.timedelta(minutes=1)
    waiting.approved_go_live_at, waiting.content["go_live_at"] = past, past.isoformat()
    waiting.save()

"""The demonstration's conversations: what they must be to be worth reading, and the loader.

Courses, people and conversations are loaded once for their class; the pages around the
courses, the search index and the certificates are not needed.
"""

import re
from collections import Counter

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.test import override_settings
from django.utils import timezone

from accounts.demo import load_people, workdays_ago
from accounts.models import Institution, Notification, User
from community.answering.answered_rate import answered_rate
from community.answering.fitting import enough_helpers, who_finished, willing
from community.articles.parts import related_learning
from community.demo.answering import load_answering
from community.demo.articles import load_articles
from community.demo.discussions import FOLDER, load_discussions
from community.models import (
    AnswerSteps,
    ArticlePage,
    Ask,
    AskPreference,
    Climb,
    HelpedMark,
    Mentor,
    Post,
    PostVersion,
    Rung,
    Space,
    Thread,
    ThreadReading,
    WorkingHours,
)
from community.standing import NEWCOMER_BELOW
from courses.demo.files import ContentError
from courses.demo.loader import load_courses
from courses.demo.pages import Report
from courses.models import CoursePage, LessonPage, ModulePage
from coursesite.demo import FOLDER as COURSES
from coursesite.demo import _give_roles
from learning.demo.histories import load_histories
from learning.models import Enrollment

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("conversations")]

FLAGSHIP = "beyond-the-job-board"


@pytest.fixture(scope="class")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    surroundings = override_settings(
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        TASKS={"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    )
    with django_db_blocker.unblock(), transaction.atomic(), surroundings:
        load_courses(COURSES, workdays_ago(45), Report())
        load_people()
        _give_roles()
        load_histories()
        load_discussions()
        load_articles()
        yield
        transaction.set_rollback(True)


def person(name):
    return User.objects.get(email=f"{name}@example.org")


@pytest.mark.usefixtures("loaded")
class TestConversations:
    """What is loaded."""

    def test_there_is_much_to_read_from_many_kinds_of_places(self):
        authors = User.objects.filter(posts__isnull=False).distinct()
        places = Institution.objects.filter(people__in=authors).distinct()
        assert Thread.objects.count() >= 38
        assert Post.objects.count() >= 190
        assert authors.count() >= 12
        assert places.count() >= 6
        assert len(set(places.values_list("kind", flat=True))) >= 5

    def test_everybody_may_read_where_they_write(self):
        for space in Space.objects.filter(threads__isnull=False).distinct():
            for author in User.objects.filter(posts__space=space).distinct():
                assert Space.objects.visible_to(author).filter(pk=space.pk).exists()

    def test_nobody_talks_of_a_lesson_they_have_not_seen(self):
        posts = Post.objects.filter(space__visibility="enrolled", space__kind="lesson")
        for post in posts.select_related("author", "space"):
            enrollment = Enrollment.objects.filter(
                user=post.author, course_key=post.space.course_key
            ).first()
            if enrollment is None:
                assert post.author in (person("moderator"), person("instructor"))
                continue
            visits = enrollment.visits.filter(lesson_key=post.space.lesson_key)
            assert enrollment.enrolled_at < visits.get().first_at < post.created_at

    def test_posts_follow_each_other_and_none_is_from_tomorrow(self):
        for thread in Thread.objects.prefetch_related("posts__reply_to"):
            posts = sorted(thread.posts.all(), key=lambda post: post.number)
            moments = [post.created_at for post in posts]
            assert moments == sorted(set(moments))
            assert thread.created_at == moments[0]
            for post in posts:
                assert post.reply_to is None or post.reply_to.created_at < post.created_at
                assert post.author.date_joined < post.created_at

    def test_nothing_is_in_the_future(self):
        now = timezone.now()
        for model in (Thread, Post, PostVersion, HelpedMark, ThreadReading):
            for field in model._meta.fields:
                if isinstance(field, models.DateTimeField):
                    late = model._base_manager.filter(**{f"{field.name}__gt": now})
                    assert not late.exists(), (model, field.name)

    def test_marks_come_after_what_they_mark(self):
        assert HelpedMark.objects.count() > 150
        assert not HelpedMark.objects.filter(made_at__lt=models.F("post__created_at")).exists()
        assert not HelpedMark.objects.filter(user=models.F("post__author")).exists()
        assert not HelpedMark.objects.filter(made_at__lte=models.F("user__date_joined")).exists()

    def test_sort_keys_are_what_a_recount_gives(self):
        keys = ["last_number", "last_activity_at", "reply_count", "first_answer_at"]
        for thread in Thread.objects.all():
            told = [getattr(thread, key) for key in keys]
            thread.recount()
            assert [getattr(thread, key) for key in keys] == told

    def test_some_wait_for_an_answer_and_most_have_one(self):
        waiting = Thread.objects.awaiting_answer().unanswered()
        assert 3 <= waiting.count() <= 8
        now = timezone.now()
        ages = sorted(now - thread.created_at for thread in waiting)
        assert ages[0] < timezone.timedelta(hours=3)
        assert ages[-1] > timezone.timedelta(days=2)
        questions = Thread.objects.filter(kind=Thread.Kind.QUESTION)
        assert questions.exclude(answer=None).count() >= 10
        assert questions.filter(answer=None).count() >= 3
        for thread in questions.exclude(answer=None).select_related("answer"):
            assert thread.answer.author_id != thread.author_id

    def test_people_are_helped_from_elsewhere(self):
        """An answer comes, as a rule, from another institution than the question."""
        answered = Thread.objects.exclude(answer=None)
        elsewhere = answered.exclude(
            answer__author__institution=models.F("author__institution")
        ).count()
        assert elsewhere >= 0.8 * answered.count()

    def test_the_newcomers_first_post_was_welcomed(self):
        first = Post.objects.filter(author=person("newcomer")).earliest("created_at")
        welcomes = Post.objects.filter(reply_to__author=first.author)
        assert first.created_at > Enrollment.objects.get(user=first.author).enrolled_at
        assert {post.author.institution for post in welcomes} > {first.author.institution}

    def test_what_a_page_has_to_show_is_there(self):
        deleted = Post.objects.filter(state=Post.State.DELETED)
        assert deleted.exists() and Post.objects.filter(reply_to__in=deleted).exists()
        assert PostVersion.objects.exists()
        assert Thread.objects.filter(reply_count__gte=24).exists()
        assert Post.objects.filter(html__contains="<blockquote>").exists()
        assert Post.objects.filter(html__contains="<li>").exists()
        assert Post.objects.exclude(mentions=None).exists()

    def test_each_flagship_module_has_a_hosted_discussion(self):
        course = CoursePage.objects.get(slug=FLAGSHIP)
        for module in ModulePage.objects.child_of(course):
            space = Space.objects.get(kind=Space.Kind.MODULE, page_key=module.translation_key)
            assert space.threads.exists()
            assert space.visibility == Space.Visibility.MEMBERS

    def test_each_course_has_introductions(self):
        for course in CoursePage.objects.all():
            space = Space.objects.get(kind=Space.Kind.COURSE, page_key=course.key)
            assert space.threads.filter(reply_count__gte=3).exists()

    def test_visitors_read_what_is_public(self):
        public = Space.objects.visible_to(AnonymousUser())
        open_lessons = [row.key for row in LessonPage.objects.filter(open_to_all=True)]
        lessons = public.filter(kind=Space.Kind.LESSON)
        assert sorted(lessons.values_list("lesson_key", flat=True)) == sorted(open_lessons)
        assert public.filter(kind=Space.Kind.COMMUNITY).count() == 1
        assert Space.objects.filter(kind=Space.Kind.COMMUNITY).count() == 3
        assert Thread.objects.visible_to(AnonymousUser()).count() >= 12

    def test_the_learner_finds_something_new(self):
        learner = person("learner")
        rows = Thread.objects.visible_to(learner).for_list(learner)
        states = Counter(
            "never" if row.read_up_to is None else "new" if row.has_unread else "read"
            for row in rows
        )
        assert min(states[state] for state in ("never", "new", "read")) >= 3

    def test_there_are_articles_with_comments_and_courses_to_take(self):
        articles = ArticlePage.objects.live()
        assert articles.count() >= 12
        assert articles.values("author").distinct().count() >= 8
        comments = Thread.objects.filter(space__kind=Space.Kind.ARTICLE)
        assert comments.count() >= 12 and comments.filter(reply_count__gte=1).exists()
        for article in articles:
            assert article.lead and article.topics.exists() and article.body
            assert related_learning(article, article.topics.all())
        first = articles.order_by("first_published_at").first()
        assert "misses the point" in first.title and first.related_learning.exists()

    def test_loading_again_changes_nothing(self):
        def rows():
            counted = (Thread, Post, HelpedMark, ThreadReading, Enrollment, Space)
            return [list(model.objects.order_by("pk").values()) for model in counted]

        before = rows()
        assert load_discussions() == 0
        assert rows() == before

    def test_what_people_did_since_stays(self):
        thread = Thread.objects.filter(author=person("learner")).first()
        thread.opening.edit("Changed my mind.", thread.author)
        reply = thread.reply(person("newcomer"), "So did I.")
        space = thread.space
        space.visibility = Space.Visibility.PUBLIC
        space.save()
        assert load_discussions() == 0
        assert thread.opening.source == "Changed my mind."
        assert Post.objects.filter(pk=reply.pk).exists()
        space.refresh_from_db()
        assert space.is_public

    def test_the_discussions_alone_begin_no_climb(self):
        """Some of their posts are of the last day, more of them on a Saturday."""
        day = timezone.now() - timezone.timedelta(days=1)
        assert Post.objects.filter(created_at__gt=day).exists()
        assert not Climb.objects.exists()

    def test_something_waits_on_every_step_and_the_rate_is_worth_showing(self):
        load_answering()
        load_answering()  # twice is once
        told = Ask.objects.filter(climb__closed_at=None)
        assert set(told.pending().values_list("rung", flat=True)) == set(Rung)
        assert Mentor.objects.on_duty().exists()  # they were loaded first, by themselves
        waiting = Climb.objects.filter(closed_at=None)
        assert waiting.filter(asks=None).exists()
        open_ones = Thread.objects.filter(kind=Thread.Kind.QUESTION, first_answer_at=None)
        assert not open_ones.exclude(posts__climb__in=waiting).exists()
        assert told.exclude(declined_at=None).exists()
        for climb in waiting:
            assert climb.due_at > timezone.now() and climb.host is not None
        rate = answered_rate(timezone.now())
        assert rate.counted >= 15 and 75 <= rate.percent < 100
        asked = Ask.objects.pending().to_people().values("person")
        for row in asked.annotate(n=models.Count("pk")):
            assert row["n"] == 1
        assert Thread.objects.filter(introductions=True).count() == 4
        a_day = timezone.timedelta(hours=8)  # at work: nobody was told over the winter break
        long_ago = WorkingHours.current().take_back(timezone.now(), a_day)
        notices = Notification.objects.filter(event__in=["ask", "yours"])
        assert notices.exists() and not notices.filter(made_at__lt=long_ago).exists()

    def test_questions_go_to_members_also_when_three_of_them_opt_out(self):
        load_answering()
        now, day = timezone.now(), timezone.localdate()
        anywhere = Space(kind=Space.Kind.COMMUNITY)
        least = AnswerSteps.current().minimum_helpers
        people = list(willing(who_finished(anywhere), now, day).order_by("pk"))
        written = [Post.objects.published().filter(author=person).count() for person in people]
        assert len(people) >= least + 3
        assert sum(count >= NEWCOMER_BELOW for count in written) >= least
        for person in people[:3]:
            AskPreference.objects.update_or_create(user=person, defaults={"willing": False})
        assert enough_helpers(least, now, day)


# The words


def texts():
    for path in sorted(FOLDER.glob("*.yaml")):
        for space in yaml.safe_load(path.read_text()).get("spaces", []):
            for thread in space.get("threads", []):
                for post in [thread, *thread.get("replies", [])]:
                    yield post["text"]


def test_no_paragraph_stands_twice():
    paragraphs = [part.strip() for text in texts() for part in text.split("\n\n")]
    assert [part for part, n in Counter(paragraphs).items() if n > 1] == []


def test_posts_differ_in_length_and_none_is_a_lecture():
    lengths = [len(text.split()) for text in texts()]
    assert max(lengths) <= 150
    assert sum(length <= 15 for length in lengths) >= 30
    assert sum(length >= 70 for length in lengths) >= 15


def test_nobody_talks_like_a_brochure():
    words = r"great question|thanks for sharing|game.?changer|delve|—|leverag|excited to"
    assert [text for text in texts() if re.search(words, text, re.IGNORECASE)] == []


# The loader, on a course of the tests' own


@pytest.fixture
def tell(tmp_path, course, learner, enrollment):
    """Load one thread with these values, in the space of the lesson that everyone may read."""

    def load(*threads, place=None, **more):
        place = place or {"lesson": f"{FLAGSHIP}/what", "visibility": "public"}
        content = {"spaces": [{**place, "threads": list(threads)}], **more}
        (tmp_path / "talk.yaml").write_text(yaml.safe_dump(content))
        return load_discussions(tmp_path)

    return load


THREAD = {"by": "learner", "hours_ago": 5, "text": "Who has tried it?"}


def test_a_thread_is_told_with_its_replies(tell, other_learner):
    reply = {"by": "other", "hours_ago": 3, "text": "We have.", "helped": ["learner"], "to": 1}
    assert tell({**THREAD, "kind": "question", "answer": 2, "replies": [reply]}) == 1
    thread = Thread.objects.get()
    assert thread.is_question and thread.answer.author == other_learner
    assert thread.answer.marks.get().user == thread.author
    assert timezone.timedelta(hours=2) < timezone.now() - thread.last_activity_at
    assert tell({**THREAD, "text": "Another"}) == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"txet": "A"}, "unknown: txet"),
        ({"by": "nobody"}, "there is no person nobody"),
        ({"replies": [{"by": "learner", "hours_ago": 6, "text": "Early"}]}, "before the post"),
        ({"hours_ago": None, "at": [0, "23:59:59"]}, "has not come yet"),
    ],
)
def test_what_cannot_be_is_refused(tell, values, said):
    with pytest.raises(ContentError, match=said):
        tell(THREAD | values)


@pytest.mark.parametrize(
    "place", [{"lesson": f"{FLAGSHIP}/nothing"}, {"module": "nowhere/at-all"}, {"course": "none"}]
)
def test_an_unknown_place_is_an_error(tell, place):
    with pytest.raises(ContentError, match="no such page"):
        tell(THREAD, place=place)


def test_nobody_speaks_before_they_have_come(tell, other_learner):
    place = {"lesson": f"{FLAGSHIP}/audit"}
    with pytest.raises(ContentError, match="may not read"):
        tell({**THREAD, "by": "other"}, place=place)
    with pytest.raises(ContentError, match="had not enrolled"):
        tell({**THREAD, "at": [3, "09:00"], "hours_ago": None}, place=place)


def test_two_threads_of_one_name_are_refused(tell):
    with pytest.raises(ContentError, match="two threads called"):
        tell(THREAD, THREAD)

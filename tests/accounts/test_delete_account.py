"""Deleting an account: what goes, what stays, and that nobody can sign in to it."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.base import ContentFile
from django.db import models
from django.urls import reverse

from accounts.models import LastAdministrator, Notification, User
from community.models import (
    CourseFollow,
    Draft,
    FeedReading,
    HelpedMark,
    Mention,
    ModerationAct,
    PersonFollow,
    Post,
    PostVersion,
    Space,
    Thread,
    ThreadFollow,
    ThreadReading,
)
from courses.models import CourseRole
from learning.models import (
    Attempt,
    Bookmark,
    ChecklistTick,
    Enrollment,
    LessonCompletion,
    LessonVisit,
    Note,
    Reflection,
    Shelf,
)
from tests import builders

pytestmark = pytest.mark.django_db
ADDRESS = "/accounts/delete/"
NAME = "Amara Delgado-Lindqvist"


# What becomes of every table that names a person. One that is added must be decided on:
# its app says with ``@erases`` what goes.
GOES = {
    "account.EmailAddress.user", "accounts.ChannelChoice.user", "accounts.MailSettings.user",
    "accounts.Membership.user", "accounts.Notification.recipient", "accounts.OutgoingMail.person",
    "community.CourseFollow.user",
    "community.Absence.user", "community.AskPreference.user",
    "community.Draft.user", "community.FeedReading.user", "community.Mention.user",
    "community.MentorInvitation.user", "community.PersonFollow.followed",
    "community.PersonFollow.follower", "community.ThreadFollow.user",
    "community.ThreadReading.user", "courses.CourseRole.user", "learning.Bookmark.user",
    "learning.Audit.user", "learning.CalendarFeed.user", "learning.Commitment.partner",
    "learning.Commitment.user", "learning.LookOffer.user", "learning.Note.user",
    "learning.Nudge.user", "learning.Phrase.owner", "learning.Plan.user",
    "learning.Reflection.user", "learning.Shelf.owner",
    "mfa.Authenticator.user", "wagtailadmin.EditingSession.user", "wagtailadmin.FormState.user",
    "wagtailcore.APIToken.user", "wagtailcore.PageSubscription.user",
    "wagtailusers.UserProfile.user",
}  # fmt: skip
STAYS = {
    # What others read, and need
    "community.ArticlePage.author", "community.HelpedMark.user", "community.Mentor.user",
    "community.Mentorship.mentee", "community.Post.author", "community.SharedFile.owner",
    "community.Thread.author", "learning.Announcement.author",
    "learning.Enrollment.user", "learning.Look.reviewer", "learning.ReflectionComment.author",
    "wagtailcore.Comment.user", "wagtailcore.CommentReply.user",
    # What was asked and answered, which is counted
    "community.Ask.person",
    # What moderators need
    "community.ModerationAct.moderator", "community.Report.person", "community.Report.reporter",
    "community.Suspension.user",
}  # fmt: skip


def test_every_table_that_names_a_person_is_decided_on():
    """Those that forget the person by themselves (SET_NULL) hold work, not the person."""
    named = {
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for relation in User._meta.related_objects
        if relation.on_delete is not models.SET_NULL
    }
    assert named == GOES | STAYS


def own_rows(person):
    """How many rows that are this person's alone there are, by model."""
    by_user = (
        EmailAddress, Authenticator, Draft, ThreadFollow, ThreadReading, CourseFollow, FeedReading,
        Mention, Reflection, Note, Bookmark, CourseRole,
    )  # fmt: skip
    found = {model.__name__: model.objects.filter(user=person).count() for model in by_user}
    for model in (Attempt, ChecklistTick, LessonVisit):
        found[model.__name__] = model.objects.filter(enrollment__user=person).count()
    found["Notification"] = Notification.objects.filter(recipient=person).count()
    found["Shelf"] = Shelf.objects.filter(owner=person).count()
    found["follows"] = PersonFollow.objects.filter(follower=person).count()
    found["followers"] = PersonFollow.objects.filter(followed=person).count()
    return found


def fill(person, other, enrollment, lesson, space, course):
    """A row of every kind, the person's own."""
    thread = Thread.objects.start(person, space, f"{person.pk} asks.", kind="question")
    thread.reply(other, f"@{person.display_name} ask again.")
    ThreadReading.objects.read(person, thread, 1)
    Draft.objects.keep(person, "new-0", text="Half a thought")
    PersonFollow.objects.set(person, other, True)
    CourseFollow.objects.set(person, course.key, True)
    FeedReading.objects.create(user=person, seen_at=person.date_joined)
    Note.objects.create(user=person, lesson=lesson, lesson_key=lesson.key, text="Mine")
    Bookmark.objects.keep(person, "lesson", lesson.key, title="Mine", url="/")
    Shelf.objects.create(owner=person, title="Mine", is_shared=True)
    LessonVisit.objects.create(enrollment=enrollment, lesson=lesson, lesson_key=lesson.key)
    ChecklistTick.objects.create(
        enrollment=enrollment, lesson_key=lesson.key, block_id="b", item_id="i"
    )
    builders.do_everything(enrollment, lesson)
    CourseRole.objects.create(course=course, user=person)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    Notification.objects.tell([person], "reply", f"key-{person.pk}", "thread:0", post=0)
    return thread


@pytest.fixture
def space(site):
    return Space.objects.create(kind="community", slug="desk", title="Desk", visibility="public")


@pytest.fixture
def lived(learner, other_learner, enrollment, other_enrollment, lesson, space, course):
    """The learner has left traces everywhere, and so has the other one."""
    fill(other_learner, learner, other_enrollment, lesson, space, course)
    return fill(learner, other_learner, enrollment, lesson, space, course)


@pytest.fixture
def proven(as_learner):
    as_learner.post(reverse("account_reauthenticate"), {"password": builders.PASSWORD})
    return as_learner


def delete(client, word="delete"):
    return client.post(ADDRESS, {"word": word})


def test_the_page_says_what_goes_and_what_stays(proven, site):
    page = proven.get(ADDRESS).content.decode()
    for said in ("What goes", "What stays", "Former member", "certificates", "reflections"):
        assert said in page


def test_the_password_is_asked_again(client_for, learner, site):
    client = client_for(learner)
    for response in (client.get(ADDRESS), delete(client)):
        assert response.status_code == 302 and "reauthenticate" in response.url
    learner.refresh_from_db()
    assert learner.is_active


def test_signed_out_people_are_asked_to_sign_in(client, site):
    assert client.get(ADDRESS).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("word", ["", "yes", "delete me"])
def test_without_the_word_nothing_happens(proven, learner, site, word):
    response = delete(proven, word)
    assert response.status_code == 422 and "There is a problem" in response.content.decode()
    learner.refresh_from_db()
    assert learner.is_active and learner.display_name == NAME


def test_every_private_row_goes_and_nobody_elses(
    proven, lived, learner, other_learner, django_capture_on_commit_callbacks
):
    assert all(own_rows(learner).values()), own_rows(learner)
    others = own_rows(other_learner) | {"follows": 0, "followers": 0}
    with django_capture_on_commit_callbacks(execute=True):
        assert delete(proven).url == "/"
    assert not any(own_rows(learner).values()), own_rows(learner)
    assert own_rows(other_learner) == others


def test_the_row_stays_and_says_nothing(proven, learner, lived):
    User.objects.filter(pk=learner.pk).update(
        pronouns="she/her", role_at_work="Adviser", can_help_with="a", working_on="b",
        visibility={"photo": "nobody"}, time_zone="America/Chicago",
    )  # fmt: skip
    old = User.objects.get(pk=learner.pk)
    delete(proven)
    gone = User.objects.get(pk=learner.pk)
    assert gone.get_full_name() == "Former member" and gone.initials == ""
    assert gone.email.endswith("@former.invalid") and "learner" not in gone.email
    assert gone.public_id != old.public_id and gone.erased_at
    for name in ("certificate_name", "pronouns", "role_at_work", "can_help_with", "working_on"):
        assert getattr(gone, name) == ""
    assert (gone.institution, gone.visibility, gone.time_zone) == (None, {}, "")
    assert not (gone.is_active or gone.is_staff or gone.is_superuser or gone.listed)
    assert not gone.has_usable_password()


def test_the_photo_goes_from_the_disk(proven, learner, site, django_capture_on_commit_callbacks):
    learner.photo.save("me.jpg", ContentFile(b"pixels"))
    path = learner.photo.path
    with django_capture_on_commit_callbacks(execute=True):
        delete(proven)
    assert not learner.photo.storage.exists(path)
    assert User.objects.get(pk=learner.pk).photo.name in ("", None)


def test_nobody_can_sign_in_to_it_and_every_session_ends(proven, client_for, learner, site):
    elsewhere = client_for(learner)
    elsewhere.get("/accounts/")
    delete(proven)
    assert proven.get("/accounts/").status_code == 302
    assert elsewhere.get("/accounts/").status_code == 302
    opened = [row.get_decoded().get("_auth_user_id") for row in Session.objects.all()]
    assert str(learner.pk) not in opened
    for address in ("learner@example.org", User.objects.get(pk=learner.pk).email):
        assert authenticate(None, email=address, password=builders.PASSWORD) is None


def test_a_mail_tells_the_old_address(proven, site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        delete(proven)
    (told,) = [message for message in mail.outbox if "deleted" in message.subject]
    assert told.to == ["learner@example.org"]


def test_threads_stay_readable_under_former_member(client, proven, lived, learner, other_learner):
    before = client.get(lived.get_absolute_url()).content.decode()
    assert NAME in before
    delete(proven)
    page = client.get(lived.get_absolute_url()).content.decode()
    assert "Former member" in page and f"{learner.pk} asks." in page
    assert "ask again" in page and other_learner.display_name in page
    assert NAME not in page and ">AD<" not in page
    assert str(learner.public_id) not in page


def test_their_name_goes_out_of_posts_that_named_them(proven, learner, lived, other_learner):
    post = lived.posts.get(number=2)
    assert str(learner.public_id) in post.html
    post.edit(f"@{NAME} ask once more.", other_learner)
    quote = lived.reply(other_learner, f"> @{NAME} said so\n\nShe did.")
    delete(proven)
    post.refresh_from_db()
    assert post.source == "@Former member ask once more." and "<a " not in post.html
    assert PostVersion.objects.get(post=post).source == "@Former member ask again."
    quote.refresh_from_db()
    assert NAME in quote.source  # what is quoted keeps its words


def test_words_they_had_deleted_are_kept_no_longer(proven, learner, space):
    thread = Thread.objects.start(learner, space, "Kept.")
    post = thread.reply(learner, "A secret")
    post.edit("Another secret", learner)
    post.delete_by_author()
    delete(proven)
    post.refresh_from_db()
    assert (post.source, post.html, post.versions.count()) == ("", "", 0)
    assert thread.posts.get(number=1).source == "Kept."


def test_the_certificate_can_still_be_checked(client, proven, finished, learner):
    certificate = finished.certificates.get()
    delete(proven)
    page = client.get(reverse("learning:verify_certificate", args=[certificate.code]))
    assert NAME in page.content.decode() and "Valid" in page.content.decode()
    assert LessonCompletion.objects.filter(enrollment=finished).count() == 3
    row = Enrollment.objects.get(pk=finished.pk)
    assert row.completed_at and row.left_at and row.certificate_name == ""


def test_what_was_done_in_the_open_stays(proven, learner, lived, other_learner, moderator):
    post = lived.posts.get(number=2)
    HelpedMark.objects.set(learner, post, True)
    ModerationAct.objects.suspend(moderator, learner, 7, "Spam")
    counts = Post.objects.count(), Thread.objects.count(), ModerationAct.objects.count()
    delete(proven)
    assert counts == (
        Post.objects.count(), Thread.objects.count(), ModerationAct.objects.count(),
    )  # fmt: skip
    assert HelpedMark.objects.filter(post=post).count() == 1


def test_the_profile_is_gone_and_so_is_the_name_from_lists(
    proven, client_for, learner, other_learner, lived
):
    address = reverse("person", args=[learner.public_id])
    delete(proven)
    client = client_for(other_learner)
    client.raise_request_exception = False
    assert client.get(address).status_code == 404
    assert NAME not in client.get("/community/people/").content.decode()
    feed = client.get("/community/feed/").content.decode()
    assert NAME not in feed and "Former member" not in feed


def test_the_only_administrator_is_refused_with_the_reason(client_for, admin, learner, site):
    client = client_for(admin)
    client.post(reverse("account_reauthenticate"), {"password": builders.PASSWORD})
    assert "only administrator" in client.get(ADDRESS).content.decode()
    assert delete(client).status_code == 422
    admin.refresh_from_db()
    assert admin.is_active and EmailAddress.objects.filter(user=admin).exists()
    with pytest.raises(LastAdministrator):
        admin.erase()
    learner.is_superuser = True
    learner.save()
    assert delete(client).url == "/"


def test_the_address_is_free_for_a_new_account(client, proven, site):
    delete(proven)
    new = builders.make_person("Amara Again", "learner@example.org")
    assert authenticate(None, email=new.email, password=builders.PASSWORD) == new


def test_if_one_part_fails_nothing_is_gone(learner, lived, monkeypatch):
    from accounts import erasure

    def fail(person):
        raise RuntimeError("No more paper")

    monkeypatch.setattr(erasure, "_parts", [*erasure._parts, fail])
    before = own_rows(learner)
    with pytest.raises(RuntimeError):
        learner.erase()
    assert own_rows(learner) == before
    assert User.objects.get(pk=learner.pk).display_name == NAME

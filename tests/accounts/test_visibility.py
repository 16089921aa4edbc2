"""Who sees what of a profile, wherever it stands."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import User
from accounts.models.visibility import DEFAULTS
from community.models import Space, Thread
from tests import builders

from .test_profile import FIELDS

pytestmark = pytest.mark.django_db
PLACE = "Larkspur Community College"


@pytest.fixture
def room(site):
    return Space.objects.filter(kind="community", visibility="public").first() or (
        Space.objects.create(kind="community", slug="desk", title="Desk", visibility="public")
    )


@pytest.fixture
def question(room, learner):
    return Thread.objects.start(learner, room, "Who opens at eight?", kind="question")


def hide(person, level="nobody", *fields):
    person.visibility = dict.fromkeys(fields or DEFAULTS, level)
    person.save()


def text(client, address):
    return client.get(address).content.decode()


def test_without_a_choice_the_defaults_hold(learner, other_learner):
    from django.contrib.auth.models import AnonymousUser

    shown = {field for field in DEFAULTS if learner.shows(field, AnonymousUser())}
    assert shown == {"institution", "role_at_work", "pronouns", "photo"}
    shown_to_members = {field for field in DEFAULTS if learner.shows(field, other_learner)}
    assert shown_to_members == set(DEFAULTS) - {"courses"}


def test_the_database_holds_only_known_fields_and_levels(learner):
    for wrong in ({"email": "everyone"}, {"photo": "friends"}, ["photo"]):
        learner.visibility = wrong
        with pytest.raises(ValidationError):
            learner.full_clean()


def test_the_form_keeps_what_is_chosen_and_only_what_is_not_the_default(as_learner, learner, site):
    chosen = {f"see_{field}": level for field, level in DEFAULTS.items()}
    as_learner.post(
        reverse("account_profile"),
        {**FIELDS, **chosen, "see_institution": "nobody", "see_courses": "members", "listed": "on",
         "working_on": "A fair that students host"},
    )  # fmt: skip
    learner.refresh_from_db()
    assert learner.visibility == {"institution": "nobody", "courses": "members"}
    assert learner.listed and learner.working_on == "A fair that students host"
    page = text(as_learner, reverse("account_profile"))
    assert page.count("Everyone, also without an account") == len(DEFAULTS)


def test_a_level_that_does_not_exist_is_refused_and_nothing_saved(as_learner, learner, site):
    page = as_learner.post(reverse("account_profile"), {**FIELDS, "see_photo": "friends"})
    assert "There is a problem" in page.content.decode()
    learner.refresh_from_db()
    assert learner.visibility == {} and learner.display_name != FIELDS["display_name"]


@pytest.mark.parametrize("level", ["nobody", "members"])
def test_beside_posts_and_in_lists_it_is_obeyed(
    client, client_for, question, learner, other_learner, level
):
    places = ["/", "/community/", "/community/discussions/", "/community/feed/"]
    places.append(question.get_absolute_url())
    for address in places:
        assert PLACE in text(client, address), address
    hide(learner, level, "institution", "photo")
    for address in places:
        assert PLACE not in text(client, address), address
        seen = PLACE in text(client_for(other_learner), address)
        assert seen == (level == "members"), address


def test_a_hidden_photo_gives_way_to_initials(client, question, learner):
    learner.photo = "people/a.jpg"
    learner.save()
    assert "people/a.jpg" in text(client, question.get_absolute_url())
    hide(learner, "members", "photo")
    page = text(client, question.get_absolute_url())
    assert "people/a.jpg" not in page and ">AD<" in page


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Dawes", "AD"),
        ("Dr. Imani Feldt", "IF"),
        ("Prof. Kim", "K"),
        ("J. Robert Smith", "JS"),
        ("Ana B.", "AB"),
        ("Mei-Ling (Zhao)", "M"),
        ("Dr.", "D"),
    ],
)
def test_initials_are_those_of_the_name(name, letters):
    assert User(display_name=name).initials == letters


def test_the_lesson_forgets_what_it_kept_when_somebody_hides_it(
    as_learner, learner, enrollment, lesson, django_capture_on_commit_callbacks
):
    other = builders.make_person("Ines Okoye", "ines@example.org", "Hidden Hollow College")
    Thread.objects.start(other, Space.objects.get(lesson_key=lesson.key), "Here is mine.")
    assert "Hidden Hollow College" in text(as_learner, lesson.get_url())
    with django_capture_on_commit_callbacks(execute=True):
        hide(other, "nobody", "institution")
    page = text(as_learner, lesson.get_url())
    assert "Ines Okoye" in page and "Hidden Hollow College" not in page


def test_completion_of_names_says_no_more_than_the_profile(
    client_for, room, question, learner, other_learner
):
    address = f"{reverse('community:mentionable')}?space={room.pk}&q=Amara"
    found = client_for(other_learner).get(address).json()["people"]
    assert found == [{"name": learner.display_name, "at": PLACE}]
    hide(learner)
    found = client_for(other_learner).get(address).json()["people"]
    assert found == [{"name": learner.display_name, "at": ""}]


def test_a_filter_by_institution_tells_nothing_that_is_hidden(client, question, learner):
    address = f"/community/discussions/?institution={learner.institution.kind}"
    assert question.title in text(client, address)
    hide(learner, "members", "institution")
    assert question.title not in text(client, address)


def test_a_private_profile_shows_the_name_only(client_for, question, learner, other_learner):
    User.objects.filter(pk=learner.pk).update(
        pronouns="she/her", role_at_work="Adviser", can_help_with="Fairs", working_on="Doors"
    )
    learner.refresh_from_db()
    hide(learner)
    page = text(client_for(other_learner), reverse("person", args=[learner.public_id]))
    assert learner.display_name in page and "shows no more than this" in page
    for hidden in ("she/her", "Adviser", "Fairs", "Doors", PLACE, question.title):
        assert hidden not in page


def test_courses_are_shown_only_by_choice(client_for, finished, learner, other_learner):
    address = reverse("person", args=[learner.public_id])
    client = client_for(other_learner)
    assert "Courses completed" not in text(client, address)
    hide(learner, "members", "courses")
    page = text(client, address)
    assert "Courses completed" in page and finished.course.title in page


def test_the_profile_shows_latest_posts_that_its_reader_may_see(
    client_for, question, thread_for_the_course, learner, other_learner
):
    page = text(client_for(other_learner), reverse("person", args=[learner.public_id]))
    assert question.title in page and thread_for_the_course.title not in page
    held = Thread.objects.start(learner, question.space, "Held back, this.", state="held")
    assert held.title not in text(
        client_for(other_learner), reverse("person", args=[learner.public_id])
    )


@pytest.fixture
def thread_for_the_course(enrollment, learner, lesson):
    space = Space.objects.get(lesson_key=lesson.key)
    return Thread.objects.start(learner, space, "Only for those who take it.")


def test_the_download_says_who_sees_what(as_learner, learner, site):
    hide(learner, "nobody", "photo")
    account = as_learner.get(reverse("account_data_download")).json()["account"]
    assert account["who_sees_it"]["photo"] == "nobody"
    assert account["who_sees_it"]["institution"] == "everyone"

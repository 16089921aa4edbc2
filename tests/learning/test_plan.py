"""The plan as a whole: its sections in words, whose it is, and who can read it."""

import pytest
from django.urls import reverse

from courses.models import LessonPage
from learning.models import Plan, SectionText
from tests import builders, rows
from tests.html import line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url():
    return reverse("learning:plan")


@pytest.fixture
def sections():
    titles = ["Purpose", "Map", "Spaces"]
    return [builders.plan_section(f"P{n}", title) for n, title in enumerate(titles, 1)]


@pytest.fixture
def feeding(lessons, sections):
    """The first lesson feeds the first section, the second lesson the second; none the third."""
    for page, section in zip(lessons, sections[:2], strict=False):
        block = builders.reflection()
        block["value"]["plan_section"] = section.pk
        page.body = LessonPage.body.field.stream_block.to_python([block])
        builders.publish(page)
    return lessons


def write(person, section, text, ready=None):
    row = Plan.objects.begin(person).text_of(section)
    row.submit(text, row.revision, ready)
    return row


def test_signed_out_it_asks_to_sign_in(client, url):
    assert client.get(url).url == f"{reverse('account_login')}?next={url}"


def test_looking_begins_no_plan(as_learner, learner, sections, url):
    before = rows.everything()
    assert as_learner.get(url).status_code == 200
    assert rows.everything() == before
    assert not Plan.objects.of(learner).exists()


def test_without_any_section_it_says_what_to_do(as_learner, url):
    page = line_of(as_learner.get(url))
    assert "There is nothing to plan yet." in page
    assert 'href="/courses/">Choose a course' in page


def test_it_says_how_each_section_stands_in_words_and_by_shape(as_learner, learner, sections, url):
    write(learner, sections[0], "Ready words", ready=True)
    write(learner, sections[1], "Draft words")
    page = line_of(as_learner.get(url))
    assert "1 of 3 sections ready." in page
    knots = [page.index(f"thread__item--{name}") for name in ("complete", "in_progress")]
    ready, draft, empty = page.split('<li class="thread__item')[1:4]
    assert knots == sorted(knots)
    assert "Ready · <time" in ready and "P1 · Purpose" in ready
    assert "Draft · <time" in draft and "in_progress" in draft
    assert "Empty" in empty and "not_started" in empty


def test_it_goes_on_with_the_first_section_that_is_not_ready(as_learner, learner, sections, url):
    write(learner, sections[0], "Ready words", ready=True)
    page = line_of(as_learner.get(url))
    assert f'href="{reverse("learning:plan_section", args=["P2"])}">Go on with “Map”' in page


def test_when_all_are_ready_it_says_so(as_learner, learner, sections, url):
    for section in sections:
        write(learner, section, "Words", ready=True)
    page = line_of(as_learner.get(url))
    assert "3 of 3 sections ready." in page
    assert "Every section is ready." in page
    assert "Go on with" not in page


def test_it_says_when_something_was_saved_last(as_learner, learner, sections, url):
    assert "Last saved" not in line_of(as_learner.get(url))
    write(learner, sections[0], "Words")
    assert "Last saved" in line_of(as_learner.get(url))


def test_a_draft_that_is_not_saved_is_pointed_out(as_learner, learner, sections, url):
    Plan.objects.begin(learner).text_of(sections[0]).keep_draft("Typed", 0)
    page = line_of(as_learner.get(url))
    assert "Empty · Words typed, not saved yet" in page
    assert ">Typed<" not in page


def test_an_empty_section_links_the_lessons_that_feed_it(
    as_learner, enrollment, feeding, sections, url
):
    page = line_of(as_learner.get(url))
    first, second = feeding[:2]
    assert f'Lessons that feed it: <a href="{first.get_url()}">{first.title}</a>' in page
    assert f'href="{second.get_url()}"' in page
    write(enrollment.user, sections[0], "Words")
    assert f'Lessons that feed it: <a href="{first.get_url()}"' not in line_of(as_learner.get(url))


def test_only_the_sections_that_ones_courses_feed_are_there(
    as_learner, learner, enrollment, feeding, sections, url
):
    assert "Spaces" not in line_of(as_learner.get(url))
    write(learner, sections[2], "Written all the same")
    page = line_of(as_learner.get(url))
    assert "Spaces" in page and "0 of 3 sections ready." in page


def test_a_section_that_nothing_feeds_says_so(as_learner, sections, url):
    assert "No lesson of your courses asks about it." in line_of(as_learner.get(url))


def test_as_many_queries_for_eight_sections_as_for_one(
    as_learner, learner, enrollment, feeding, sections, url, django_assert_max_num_queries
):
    def fill(codes):
        for code in codes:
            row = write(learner, builders.plan_section(code, code), "Words")
            row.bring_in("reflection", "More", label="L", dated=row.plan.begun_at)

    fill(["P1"])
    as_learner.get(url)  # the outlines are warm
    with django_assert_max_num_queries(30) as few:
        as_learner.get(url)
    as_for_one = len(few)
    fill([f"P{n}" for n in range(2, 9)])
    as_learner.get(url)
    with django_assert_max_num_queries(as_for_one):
        assert "0 of 8 sections ready." in line_of(as_learner.get(url))


# Whose it is


def test_the_center_begins_as_the_institution_and_can_be_changed(as_learner, learner, url):
    assert 'value="Larkspur Community College"' in line_of(as_learner.get(url))
    name = reverse("learning:name_center")
    assert as_learner.post(name, {"center": "  Larkspur Careers "}).url == url
    assert Plan.objects.of(learner).get().center == "Larkspur Careers"
    assert 'value="Larkspur Careers"' in line_of(as_learner.get(url))


@pytest.mark.parametrize("name", ["x" * 121, "a\x00b"])
def test_a_name_that_cannot_be_kept_comes_back(as_learner, learner, name):
    response = as_learner.post(reverse("learning:name_center"), {"center": name})
    page = line_of(response)
    assert response.status_code == 422
    assert "<title>Error:" in page and "There is a problem" in page
    assert not Plan.objects.of(learner).exists()


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "‮مركز", "🧭"])
def test_a_hostile_name_is_shown_as_text(as_learner, learner, sections, url, name):
    as_learner.post(reverse("learning:name_center"), {"center": name})
    assert Plan.objects.of(learner).get().center == name
    assert "<script>alert" not in line_of(as_learner.get(url))


# Who can read it


def test_it_is_private_and_each_level_is_said_in_a_sentence(as_learner, url):
    page = line_of(as_learner.get(url))
    for meaning in Plan.MEANING.values():
        assert str(meaning) in page
    assert 'value="private" required id="id_sharing_0" checked' in page.replace(
        'id="id_sharing_0" required checked', 'required id="id_sharing_0" checked'
    )
    assert "See it as its readers do" not in page


@pytest.mark.parametrize("sharing", Plan.Sharing.values)
def test_sharing_is_the_owners_own_act(as_learner, learner, sharing, url):
    response = as_learner.post(reverse("learning:share_plan"), {"sharing": sharing}, follow=True)
    plan = Plan.objects.of(learner).get()
    assert plan.sharing == sharing
    assert bool(plan.shared_at) == (sharing != "private")
    assert str(Plan.MEANING[sharing]) in line_of(response).partition("<h1")[0]


def test_taking_it_back_is_one_press(as_learner, learner):
    Plan.objects.begin(learner).share("community")
    as_learner.post(reverse("learning:share_plan"), {"sharing": "private"})
    plan = Plan.objects.of(learner).get()
    assert (plan.sharing, plan.shared_at) == ("private", None)


def test_a_level_that_there_is_not_changes_nothing(as_learner, learner):
    Plan.objects.begin(learner)
    response = as_learner.post(reverse("learning:share_plan"), {"sharing": "world"})
    assert response.status_code == 422
    assert "There is a problem" in line_of(response)
    assert Plan.objects.of(learner).get().sharing == "private"


# The way there, and what becomes of it


def test_the_dashboard_says_how_far_it_is(as_learner, enrollment, feeding, sections):
    write(enrollment.user, sections[0], "Words", ready=True)
    page = line_of(as_learner.get(reverse("learning:dashboard")))
    assert "1 of 2 sections ready." in page
    section = reverse("learning:plan_section", args=["P2"])
    assert f'href="{section}">Continue with P2, Map</a>' in page
    assert f'href="{reverse("learning:plan")}">Strategy plan</a>' in page


def test_the_dashboard_says_so_when_all_is_ready(as_learner, enrollment, feeding, sections):
    for section in sections[:2]:
        write(enrollment.user, section, "Words", ready=True)
    page = line_of(as_learner.get(reverse("learning:dashboard")))
    assert "2 of 2 sections ready." in page and "Read your plan" in page


def test_the_dashboard_has_no_card_without_a_section(as_learner, enrollment):
    assert "Your plan" not in line_of(as_learner.get(reverse("learning:dashboard")))


def test_nobody_sees_anything_of_anothers(client_for, other_learner, learner, sections, url):
    write(learner, sections[0], "Privateword")
    client = client_for(other_learner)
    assert "0 of 3 sections ready." in line_of(client.get(url))
    page = client.get(reverse("learning:plan_section", args=["P1"]))
    assert "Privateword" not in line_of(page)


def test_my_data_holds_the_plan(learner, sections):
    from learning.personal_data import my_plan

    assert my_plan(learner) == []
    row = write(learner, sections[0], "Words", ready=True)
    row.bring_in("reflection", "More", label="Where from", dated=row.plan.begun_at)
    [found] = my_plan(learner)
    [section] = found["sections"]
    assert found["center"] == "Larkspur Community College"
    assert (section["section"], section["text"]) == ("Purpose", "Words")
    assert section["draft"] == "Words\n\nMore"
    assert section["brought_in"][0]["from"] == "Where from"


def test_it_goes_with_the_account(learner, sections):
    from learning.erasing import forget_what_they_wrote

    write(learner, sections[0], "Words")
    forget_what_they_wrote(learner)
    assert not Plan.objects.exists() and not SectionText.objects.exists()


def test_a_section_that_somebody_wrote_in_cannot_be_deleted(learner, sections):
    from django.db.models import ProtectedError

    write(learner, sections[0], "Words")
    with pytest.raises(ProtectedError):
        sections[0].delete()
    sections[1].delete()

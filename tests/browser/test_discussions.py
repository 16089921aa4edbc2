"""Two people talk: one asks, the other answers, in two browsers, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from community.models import Draft, Mention, Post, Space, Thread, ThreadReading
from learning.models import Enrollment
from tests import builders

from .steps import follow, press, sign_in, wait_in_page

KEPT = re.compile(r"^Draft kept at ")
ASKED = "Who pays for the bus to the fair?"


# Everything that is announced, in a list.
LISTEN = """() => {
  window.said = [];
  const announcer = document.getElementById("announcer");
  const hear = () => said.push(announcer.textContent);
  new MutationObserver(hear).observe(announcer, { childList: true });
}"""


@pytest.fixture
def public(lesson):
    """The lesson's space, open to everyone, with something said in it."""
    space = Space.objects.get(lesson_key=lesson.key)
    space.visibility = "public"
    space.save()
    host = builders.make_person("Renata Villalobos", "renata@example.org", "Ashgrove")
    Enrollment.objects.enroll(host, lesson.get_parent().get_parent().specific)
    Thread.objects.start(host, space, "They ask each other which shift to take.")
    return space


@pytest.fixture
def people(learner, enrollment, other_learner, other_enrollment):
    return learner, other_learner


def box(page):
    return page.locator("textarea[name=text]")


def state(page):
    return page.locator("[data-state]")


def post_by(page, person):
    return page.get_by_role("article").filter(has_text=person.display_name)


# The whole way


@pytest.mark.parametrize("scripts", [True, False], ids=["scripted", "plain"])
def test_asking_and_being_answered(scripts, browse, live_server, public, people):
    learner, other = people

    # Reading signed out, drafting, signing in: the words are still there.
    asker = browse(live_server, scripts=scripts)
    asker.goto(public.get_absolute_url())
    expect(asker.get_by_role("heading", name=re.compile("which shift to take"))).to_be_visible()
    box(asker).fill(ASKED)
    asker.get_by_label("A question I’d like answered").check()
    press(asker, "Sign in to comment")
    sign_in(asker, learner.email, builders.PASSWORD)
    expect(asker.get_by_text("We kept what you typed")).to_be_visible()
    expect(box(asker)).to_have_value(ASKED)
    if scripts:
        expect(box(asker)).to_be_focused()
    expect(asker.get_by_label("A question I’d like answered")).to_be_checked()
    press(asker, "Post")
    expect(asker.get_by_role("heading", level=1)).to_have_text(ASKED)
    expect(asker.get_by_text("Open question")).to_be_visible()
    thread = Thread.objects.get(author=learner)
    if scripts:
        wait_until(asker, lambda: ThreadReading.objects.filter(user=learner).exists())
    else:
        ThreadReading.objects.read(learner, thread, 1)

    # A second person finds it under "Waiting for an answer" and replies.
    helper = browse(live_server, other, scripts=scripts)
    helper.goto("/community/")
    waiting = helper.get_by_role("region", name="Waiting for an answer")
    waiting.get_by_role("link", name=ASKED).click()
    follow(helper, f"Reply to {learner.display_name}")
    expect(box(helper)).to_be_focused()
    expect(box(helper)).to_have_value(f"> {ASKED}\n\n")
    box(helper).fill("The employers do, if they are asked in **May**.")
    press(helper, "Reply")
    expect(post_by(helper, other).locator("strong")).to_have_text("May")
    reply = Post.objects.get(author=other)
    assert helper.url.endswith(f"#post-{reply.pk}")

    # The first sees that there is something new, and where.
    asker.goto("/community/")
    row = asker.get_by_role("region", name="Following").get_by_role("article")
    expect(row.get_by_text("New posts")).to_be_visible()
    row.get_by_role("link", name=ASKED).click()
    assert asker.url.endswith(f"#post-{reply.pk}")
    expect(post_by(asker, other).get_by_text("New", exact=True)).to_be_visible()
    assert asker.evaluate("document.querySelector(':target').id") == f"post-{reply.pk}"
    post_by(asker, other).get_by_role("button", name="This helped").click()
    expect(post_by(asker, other).get_by_text("Helped 1 person")).to_be_visible()
    post_by(asker, other).get_by_role("button", name="This answered it").click()
    expect(asker.get_by_text("Answered question")).to_be_visible()
    expect(post_by(asker, other).get_by_text("This answered it", exact=True)).to_be_visible()

    # Having read it clears it.
    if scripts:
        wait_until(asker, lambda: ThreadReading.objects.get(user=learner).number == 2)
    elif asker.get_by_role("button", name="Mark as read").count():
        press(asker, "Mark as read")
    asker.goto("/community/")
    expect(asker.get_by_role("region", name="Following")).to_contain_text(ASKED)
    expect(asker.get_by_text("New posts")).to_have_count(0)


def wait_until(page, holds):
    for _time in range(40):
        if holds():
            return
        page.wait_for_timeout(250)
    pytest.fail("It did not come.")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripted", "plain"])
def test_posting_in_the_lesson_comes_back_to_it(
    scripts, browse, live_server, lesson, public, people
):
    page = browse(live_server, people[0], scripts=scripts)
    page.goto(lesson.get_url())
    talk = page.locator(".talk")
    talk.locator("textarea[name=text]").fill("Ours ask who has a car.")
    talk.get_by_role("button", name="Post", exact=True).click()
    expect(talk.get_by_text("Posted")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.id") == "posted" or not scripts
    expect(talk.get_by_role("article").filter(has_text="who has a car")).to_be_visible()
    expect(talk.locator("textarea[name=text]")).to_have_value("")


# Reading


def test_an_address_of_a_post_lands_on_it_with_focus(browse, live_server, public, people):
    thread = public.threads.get()
    for number in range(30):
        thread.reply(people[1], f"Reply {number}. " + "And more. " * 30)
    post = thread.posts.get(number=12)
    page = browse(live_server, people[0])
    page.goto(post.get_absolute_url())
    expect(page.locator(f"#post-{post.pk}")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.id") == f"post-{post.pk}"
    border = "getComputedStyle(document.querySelector(':target'), '::after').borderTopWidth"
    assert page.evaluate(border) == "2px"


def test_leaving_half_way_keeps_the_rest_new(browse, live_server, public, people):
    thread = public.threads.get()
    for number in range(30):
        thread.reply(people[1], f"Reply {number}. " + "And more. " * 60)
    page = browse(live_server, people[0])
    page.goto(thread.get_absolute_url())
    for number in range(5):
        page.locator(".posts__item").nth(number).scroll_into_view_if_needed()
        page.wait_for_timeout(200)
    page.goto("/community/")
    wait_until(page, lambda: ThreadReading.objects.filter(user=people[0]).exists())
    assert 3 <= ThreadReading.objects.get(user=people[0]).number <= 8
    page.goto(thread.get_absolute_url())
    page.locator(".posts__item").last.scroll_into_view_if_needed()
    wait_until(page, lambda: ThreadReading.objects.get(user=people[0]).number == 31)


# Writing


@pytest.fixture
def writing(browse, live_server, public, people):
    """The learner at the box of a thread."""
    page = browse(live_server, people[0])
    page.goto(public.threads.get().get_absolute_url())
    box(page).focus()
    return page


def test_the_toolbar_writes_markdown_that_undo_takes_back(writing):
    page = writing
    box(page).press_sequentially("Bring a chair")
    page.keyboard.press("Shift+Control+ArrowLeft")
    press(page, "Bold")
    expect(box(page)).to_have_value("Bring a **chair**")
    press(page, "Bold")
    expect(box(page)).to_have_value("Bring a chair")
    page.keyboard.press("Control+I")
    expect(box(page)).to_have_value("Bring a _chair_")
    page.keyboard.press("Control+Z")
    expect(box(page)).to_have_value("Bring a chair")
    press(page, "List")
    expect(box(page)).to_have_value("- Bring a chair")
    press(page, "List")
    press(page, "Quote")
    expect(box(page)).to_have_value("> Bring a chair")
    box(page).fill("https://example.org/bus")
    box(page).select_text()
    press(page, "Link")
    expect(box(page)).to_have_value("[what it leads to](https://example.org/bus)")
    page.keyboard.type("the bus")
    expect(box(page)).to_have_value("[the bus](https://example.org/bus)")


def test_the_toolbar_is_one_stop_and_arrows_go_through_it(writing):
    page = writing
    focused = "document.activeElement.ariaLabel || document.activeElement.textContent"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(focused) == "Bold"
    for key, name in (
        ("ArrowRight", "Italic"),
        ("End", "Preview"),
        ("ArrowRight", "Bold"),
        ("ArrowLeft", "Preview"),
        ("Home", "Bold"),
    ):
        page.keyboard.press(key)
        assert page.evaluate(focused) == name
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "text"
    for button in page.get_by_role("toolbar").get_by_role("button").all():
        size = button.bounding_box()
        assert size["width"] >= 24 and size["height"] >= 24


def test_the_preview_shows_the_post_and_leaves_the_focus(writing):
    page = writing
    box(page).press_sequentially("**May** or June")
    page.evaluate(LISTEN)  # leaving the box has the draft announced as well
    press(page, "Preview")
    look = page.get_by_role("region", name="Preview")
    expect(look.locator("strong")).to_have_text("May")
    wait_in_page(page, "said.includes('The preview is shown below the box.')")
    assert page.evaluate("document.activeElement.textContent") == "Preview"
    box(page).press_sequentially(" or July")
    expect(look).to_contain_text("June or July")
    assert page.evaluate("document.activeElement.name") == "text"
    press(page, "Preview")
    expect(look).to_be_hidden()
    assert not Post.objects.filter(source__contains="July").exists()


def test_a_name_is_completed_by_keyboard(writing, people):
    page = writing
    for number in range(3):
        person = builders.make_person(f"Boris {number}", f"boris{number}@example.org")
        Enrollment.objects.enroll(person, people[0].enrollments.get().course)
    names = page.get_by_role("listbox").get_by_role("option")
    box(page).press_sequentially("Thank you, @Bo")
    expect(names).to_have_count(4)
    expect(page.locator("#announcer")).to_have_text("People whose name begins so: 4")
    for key, lit in (
        ("ArrowDown", "Boris 0"),
        ("ArrowUp", "Bo Sandström"),
        ("ArrowUp", "Boris 2"),
        ("ArrowDown", "Bo S"),
    ):
        page.keyboard.press(key)
        expect(page.get_by_role("option", selected=True)).to_contain_text(lit)
        active = box(page).get_attribute("aria-activedescendant")
        expect(page.locator(f"[id='{active}']")).to_contain_text(lit)
    expect(page.get_by_role("option", selected=True)).to_contain_text("Port Ellery State")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("Thank you, @Bo Sandström ")
    expect(names).to_have_count(0)
    assert box(page).get_attribute("aria-activedescendant") is None
    page.keyboard.type("for May. @bor")
    expect(names).to_have_count(3)
    page.keyboard.press("Escape")
    expect(names).to_have_count(0)
    page.keyboard.type("is")
    page.wait_for_timeout(600)
    expect(names).to_have_count(0)
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("Thank you, @Bo Sandström for May. @boris\n")
    press(page, "Reply")
    link = page.get_by_role("link", name="@Bo Sandström")
    expect(link).to_have_attribute("href", f"/people/{people[1].public_id}/")
    assert Mention.objects.get().user == people[1]


def test_a_draft_of_a_new_thread_keeps_title_and_kind(browse, live_server, public, people):
    Space.objects.create(kind="community", slug="floor", title="Open floor", visibility="public")
    page = browse(live_server, people[0])
    page.goto("/community/discussions/new/")
    page.get_by_label("Title").press_sequentially("Who pays?")
    expect(state(page)).to_have_text(KEPT)
    page.get_by_label("A question I’d like answered").check()
    box(page).press_sequentially("The bus")
    box(page).blur()
    wait_until(page, lambda: Draft.objects.filter(text="The bus", kind="question").exists())
    page.reload()
    expect(page.get_by_label("Title")).to_have_value("Who pays?")
    expect(page.get_by_label("A question I’d like answered")).to_be_checked()
    expect(box(page)).to_have_value("The bus")
    page.get_by_label("Where?").select_option("Open floor")
    box(page).press_sequentially(", @")
    expect(page.get_by_role("listbox")).to_be_hidden()  # nobody has written there yet
    press(page, "Post")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who pays?")
    assert not Draft.objects.exists()

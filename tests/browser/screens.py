"""Every page of the site in each of its states, as the demonstration has them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.unsubscribing import unsubscribe_url
from community.feed import Feed
from community.models import Mentor, Space
from courses.blocks import CHECK_BLOCKS
from learning.days import day_of, week_of
from learning.institutions.ninety_days import periods
from learning.models import AuditedPost, Enrollment, Look, Nudge, Remembering
from tests import builders
from tests.builders import PASSWORD

from .steps import check, press, reflection_box

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Screen:
    """A page in one state, and what has to happen before it looks so.

    ``address`` is a path, the name of a URL, or asks the world. ``before`` is done
    with the visitor's session before the browser opens, ``act`` in the browser.
    ``shows`` stands on the page: a screen must not pass by being another one.
    """

    name: str  # "kind of page: state"
    shows: str
    address: str | Callable
    person: str = ""
    before: Callable | None = None
    act: Callable | None = None
    status: int = 200

    @property
    def kind(self):
        return self.name.partition(":")[0]

    @property
    def slug(self):
        """The name, fit for a file and for a test's id."""
        return self.name.replace(": ", "-").replace(" ", "_")

    def path(self, world):
        if callable(self.address):
            return self.address(world)
        return self.address if self.address.startswith("/") else reverse(self.address)


# What is done on the way


def prove_it_is_me(client, world):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def turn_on_second_step(client, world):
    user = world.person("anasofia.brandt")
    if not user.authenticator_set.exists():
        totp.TOTP.activate(user, totp.generate_totp_secret())
        RecoveryCodes.activate(user)
    prove_it_is_me(client, world)


def first_step(client, world):
    turn_on_second_step(client, world)
    client.logout()
    client.post(
        reverse("account_login"),
        {"login": "anasofia.brandt@example.org", "password": PASSWORD},
    )


def post(name, **data):
    return lambda client, world: client.post(reverse(name), data)


def send(button):
    """Send a form as it is, so that it comes back with what is missing."""
    return lambda page, world: press(page, button)


def sign_in_wrongly(page, world):
    page.get_by_role("textbox", name="E-mail").fill("learner@example.org")
    page.locator("input[type=password]").fill("wrong")
    press(page, "Sign in")


def write_a_commitment(page, world):
    page.get_by_label("When …").fill("I plan next month’s posts")
    page.get_by_label("I will …").fill("replace one announcement with a question")
    page.get_by_label("By …").fill(f"{timezone.localdate() + timedelta(days=30):%Y-%m-%d}")
    page.get_by_label("4", exact=True).check()
    page.get_by_label("get in the way").fill("The fair needs the space")
    press(page, "Read it back")


def enroll_without_a_name(page, world):
    page.get_by_label("Name for your certificate").fill("")
    press(page, "Enroll")


def enroll_with_a_wrong_code(page, world):
    page.get_by_label("Institution code").fill("WRNG-C0DE")
    press(page, "Enroll")


def paste_a_list(page, world):
    page.get_by_label("Course", exact=True).select_option(index=1)
    page.get_by_label("Or paste the list").fill("email,unit\nnew@example.net,Careers\nnobody\n")
    press(page, "See what would happen")


def leave_a_purpose_out(page, world):
    page.get_by_label("A few words").first.fill("Film night")
    page.get_by_label("Date").first.fill("soon")
    press(page, "Save and add more")


def paste_posts(page, world):
    text = "date,purpose,content,words,likes\n11/3,invite,job,Who did\n,shout,job,Nothing\n"
    page.get_by_label("Or paste the rows").fill(text)
    press(page, "See what would happen")


def audited_post(world):
    post = AuditedPost.objects.filter(audit__user=world.person("learner")).first()
    return reverse("learning:audited_post", args=[post.pk])


def invitation(world):
    return reverse("learning:invitation", args=[world.invitation_token])


def answer_wrongly(page, world):
    block = world.lessons[0].body[_first_check(world)]
    wrong = next(value["text"] for _pk, value in block.value.choices() if not value["correct"])
    panel = page.locator(f"[id='block-{block.id}']")
    panel.get_by_label(wrong, exact=True).check()
    panel.get_by_role("button", name="Check answer").click()
    panel.locator(".feedback__title").wait_for()


def answer_all_wrongly(client, world):
    """Every check of the rare lesson, by somebody who had them right before."""
    lesson = world.short_lessons[0]
    for block in lesson.body:
        if block.block_type in CHECK_BLOCKS and block.value.graded:
            url = reverse("learning:answer_check", args=[lesson.pk, block.id])
            client.post(url, builders.wrong_answer(block) | {"confidence": "3"})


def exported(client, world):
    client.post(reverse("learning:plan_revisions"))


def with_words(client, world):
    """A calendar that has an address already, with what was written in it."""
    client.post(reverse("learning:renew_calendar"))
    client.post(reverse("learning:calendar_words"), {"with_words": "1"})


def with_a_match_missing(world):
    lesson = world.short_lessons[0]
    [block] = builders.blocks_of(lesson, "matching")
    return f"{lesson.get_url()}?unanswered={block.id}"


def _first_check(world):
    kinds = [child.block_type for child in world.lessons[0].body]
    return kinds.index("single_choice")


def take_a_weak_choice(page, world):
    page.get_by_label("Remind everybody").check()
    press(page, "Do this")
    page.locator(".scenario .feedback__title").wait_for()


def look_at_a_path(page, world):
    address = page.locator(".scenario__past a").first.get_attribute("href")
    page.goto(page.url + address.partition("#")[0])  # where the page begins at its top


def save_from_an_older_tab(page, world):
    page.locator("form:has([name=revision])").evaluate("form => form.elements.revision.value = 0")
    page.locator("textarea[name=text]").evaluate("box => { box.value += ' More.'; }")
    press(page, "Save reflection")


def save_section_from_an_older_tab(page, world):
    page.locator("form:has([name=revision])").evaluate("form => form.elements.revision.value = 0")
    page.locator("textarea[name=text]").evaluate("box => { box.value += ' More.'; }")
    press(page, "Save section")


def empty_and_call_ready(page, world):
    page.locator("textarea[name=text]").fill("")
    press(page, "Save and mark ready")


def name_at_length(page, world):
    center = page.get_by_role("textbox", name="Your center")
    center.evaluate("box => { box.value = 'x'.repeat(121); }")
    press(page, "Save the name")


def save_note_from_an_older_tab(page, world):
    page.locator("main details summary").first.click()
    form = page.locator("main details form").first
    form.evaluate("form => { form.elements.seen.value = '2020-01-01T00:00:00+00:00'; }")
    form.locator("textarea").fill("Typed in the older tab.")
    form.get_by_role("button").click()


def save_article_from_an_older_tab(page, world):
    page.locator("form:has([name=seen])").evaluate("form => { form.elements.seen.value = '1'; }")
    press(page, "Save draft")


def with_code_for_new_password(client, world):
    """As far as the page that takes the new password."""
    client.post(reverse("account_reset_password"), {"email": "kath.orourke@example.org"})
    newest = max(Path(settings.EMAIL_FILE_PATH).iterdir(), key=lambda file: file.stat().st_mtime_ns)
    code = re.search(r"^([A-Z]{4}-[A-Z]{4})\s*$", newest.read_text(), re.MULTILINE).group(1)
    client.post(reverse("account_confirm_password_reset_code"), {"code": code})


def by_code(client, world):
    """Signed in as somebody who has a passkey and no password, proven a moment ago."""
    user = world.person("passwordless")
    client.force_login(user, BACKEND)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, method="code", reauthenticated=True)
    request.session.save()


def without_the_token(button):
    def act(page, world):
        page.context.clear_cookies(name="csrftoken")
        press(page, button)

    return act


def open_the_menu(page, world):
    page.locator("details.menu summary").click()


def open_the_outline(page, world):
    page.set_viewport_size({"width": 320, "height": 800})
    press(page, "Outline")


def send_to_a_block_that_is_gone(page, world):
    reflection_box(page).fill("Typed for nothing.")
    page.locator(".reflection form").evaluate(
        "form => { form.action = form.action.replace(/reflections.*/, "
        "'reflections/00000000-0000-4000-8000-000000000000/'); }"
    )
    press(page, "Save reflection")


def show_a_preview(page, world):
    page.locator("textarea[name=text]").fill("**Bring** a chair\n\n- and `a notebook`\n\n> Who?")
    press(page, "Preview")
    page.get_by_role("region", name="Preview").locator("blockquote").wait_for()


def begin_a_name(page, world):
    page.locator("textarea[name=text]").press_sequentially("Thank you, @Ma")
    page.get_by_role("option", name="Maya").wait_for()


def weeks_off(client, world):
    """Two reminders brought nobody back, and there they stopped."""
    row = world.person("yusuf.karim").enrollments.get(course=world.course)
    week = week_of(day_of(row.user))
    row.study_days.filter(day__gte=week - timedelta(days=14)).delete()
    Nudge.objects.get_or_create(user=row.user, week=week, enrollment=row, is_last=True)
    Enrollment.objects.filter(pk=row.pk).update(wants_reminders=False)


def goal_of_nine(page, world):
    page.locator("[name=weekly_goal][value='3']").evaluate("box => { box.value = 9; }")
    page.locator("[name=weekly_goal][value='9']").check()
    press(page, "Save")


def answer_a_card(page, world):
    panel = page.locator("section.check").first
    panel.get_by_role("radio").first.or_(panel.get_by_role("checkbox").first).first.check()
    panel.get_by_role("button", name="Check answer").click()
    page.locator(".feedback__title").first.wait_for()
    page.goto(page.url.partition("#")[0])  # where the page begins at its top


def choose_nothing_on_a_card(page, world):
    page.get_by_role("button", name="Check answer").first.click()
    page.locator(".field__error:visible").first.wait_for()
    page.goto(page.url.partition("#")[0])


def card_of(world, person, occasion):
    row = world.person(person).enrollments.get(course=world.course)
    return reverse("learning:card", args=[row.cards.get(occasion=occasion).pk])


def stop_a_card(client, world):
    row = world.person("starter").enrollments.get(course=world.course)
    if not row.cards.exists():
        builders.make_card(row, world.lessons[0])
    Remembering.objects.choose(row, False)


def begin_a_reply(page, world):
    page.get_by_role("link", name="Reply to").nth(2).click()
    page.locator("textarea[name=text]:focus").wait_for()


def thread_url(world, title):
    return world.thread(title).get_absolute_url() + "?page=1"


def unsubscribe(*names):
    return lambda world: urlsplit(unsubscribe_url(world.person("blank"), names)).path


def pause_for_ever(page, world):
    page.get_by_label("Pause until").fill("2099-01-01")
    press(page, "Save")


def ask_a_mentor(world):
    """Of one who has room: whom the waiting questions went to this week has none."""
    mentor = next(row for row in Mentor.objects.on_duty() if row.has_room())
    return reverse("community:ask_mentor", args=[mentor.user.public_id])


def look_at_the_plan_of(name):
    def address(world):
        looks = Look.objects.filter(plan__user=world.person(name))
        return reverse("learning:look", args=[looks.latest("asked_at").pk])

    return address


def ask_for_a_look(world):
    [block] = builders.blocks_of(world.lessons[19], "peer_look")
    return reverse("learning:ask_look", args=[world.lessons[19].pk, block.id])


def ask_at_length(page, world):
    box = page.get_by_label("What should they look at?")
    box.evaluate("box => box.removeAttribute('maxlength')")
    box.fill("Everything. " * 60)
    press(page, "Ask")


def leave_the_rows_out(page, world):
    press(page, "Save self-check")
    page.wait_for_url("**unanswered=**")
    page.goto(page.url.partition("#")[0])


def pause_without_a_day(page, world):
    page.get_by_label("not before a day").check()
    press(page, "Save")


FLOOR = "The front desk"
QUESTION = "What do you say when a parent comes along"
LONG = "What can you see from your desk?"
SHEET = "House rules, a page"

SCREENS = [
    # Outside
    Screen("front: visitor", "Start with this course", "/"),
    Screen("front: learner", "Continue learning", "/", "learner"),
    Screen("catalog: visitor", "courses", "/courses/"),
    Screen("catalog: learner", "In progress", "/courses/", "learner"),
    Screen("catalog: filtered", "Clear", "/courses/?q=board&level=introductory"),
    Screen("catalog: empty", "No courses match", "/courses/?q=zeppelin"),
    Screen("course: visitor", "Sign in to enroll", lambda w: w.course.get_url()),
    Screen("course: enrolled", "Start: ", lambda w: w.course.get_url(), "newcomer"),
    Screen("course: half way", "Continue: ", lambda w: w.course.get_url(), "learner"),
    Screen("course: finished", "Get certificate", lambda w: w.course.get_url(), "graduate"),
    Screen("course: closed", "Closed for enrollment", lambda w: w.closed_course.get_url()),
    Screen("course: not yet", "Beyond", lambda w: w.next_course.get_url(), "blank"),
    Screen("info: help", "Help", "/help/"),
    Screen("info: contact", "Contact", "/contact/"),
    Screen("info: privacy", "rivacy", "/privacy/"),
    Screen("info: terms", "erms", "/terms/", "learner"),
    # Lessons
    Screen("lesson: open to all", "open to all", lambda w: w.lesson(1)),
    Screen("lesson: closed", "take the course", lambda w: w.lesson(2)),
    Screen("lesson: not enrolled", "take the course", lambda w: w.lesson(2), "blank"),
    Screen("lesson: fresh", "Finish this lesson", lambda w: w.lesson(1), "newcomer"),
    Screen("lesson: wrong answer", "Not the best", lambda w: w.lesson(1), "starter",
           act=answer_wrongly),
    Screen("lesson: no answer", "Write an answer", lambda w: w.lesson(2), "starter",
           act=lambda page, w: check(page).get_by_role("button").first.click()),
    Screen("lesson: scenario", "A weak choice", lambda w: w.lesson(8), "starter",
           act=take_a_weak_choice),
    Screen("lesson: scenario ended", "Looking back", lambda w: w.lesson(8), "learner",
           act=look_at_a_path),
    Screen("lesson: nothing chosen", "Choose what you do", lambda w: w.lesson(8), "starter",
           act=send("Do this")),
    Screen("lesson: critique", "of 3 weaknesses", lambda w: w.lesson(7), "learner"),
    Screen("lesson: critique empty", "Mark what you would change, and write",
           lambda w: w.lesson(7), "starter", act=send("Compare")),
    Screen("lesson: invented post", "Invented post", lambda w: w.lesson(10), "starter"),
    Screen("lesson: half way", "Go on where", lambda w: w.lesson(11), "learner"),
    Screen("lesson: complete", "Lesson complete", lambda w: w.lesson(3), "learner"),
    Screen("lesson: rubric", "Last checked", lambda w: w.lesson(20), "finisher"),
    Screen("lesson: rubric row missing", "Choose how far", lambda w: w.lesson(20), "starter",
           act=leave_the_rows_out),
    Screen("lesson: outline", "Close", lambda w: w.lesson(5), "learner", act=open_the_outline),
    Screen("lesson: commented", "Between you and the instructor", lambda w: w.lesson(5), "learner"),
    Screen("lesson: example", "What a colleague wrote here", lambda w: w.lesson(4), "learner"),
    Screen("lesson: rare blocks", "Load the video", lambda w: w.short_lessons[0].get_url(),
           "newcomer"),
    Screen("lesson: rare answers", "How near was yours", lambda w: w.short_lessons[0].get_url(),
           "mentor"),
    Screen("lesson: rare answers wrong", "not in its place yet",
           lambda w: w.short_lessons[0].get_url(), "moderator", before=answer_all_wrongly),
    Screen("lesson: rare answer missing", "Choose a match for each", with_a_match_missing,
           "newcomer"),
    Screen("lesson: locked", "a little later", lambda w: w.short_lessons[1].get_url(), "newcomer"),
    Screen("lesson: gone", "no longer asked", lambda w: w.lesson(1), "starter", status=404,
           act=send_to_a_block_that_is_gone),
    Screen("lesson: warm-up", "Skip today", lambda w: w.lesson(20), "finisher"),
    Screen("lesson: warm-up answered", "Question 2 of 2", lambda w: w.lesson(20), "finisher",
           act=answer_a_card),
    # Learning
    Screen("dashboard: newcomer", "How this works", "learning:dashboard", "blank"),
    Screen("dashboard: enrolled", "Start your course", "learning:dashboard", "newcomer"),
    Screen("dashboard: half way", "where you left off", "learning:dashboard", "learner"),
    Screen("dashboard: nearly", "19 of 20", "learning:dashboard", "finisher"),
    Screen("dashboard: teacher", "You teach", "learning:dashboard", "instructor"),
    Screen("dashboard: weeks", "sessions this week", "learning:dashboard", "learner",
           act=lambda page, w: page.locator("#rhythm summary").click()),
    Screen("dashboard: weeks off", "Pick up any time", "learning:dashboard", "yusuf.karim",
           before=weeks_off),
    Screen("dashboard: menu", "Account and profile", "learning:dashboard", "learner",
           act=open_the_menu),
    Screen("dashboard: finished", "Finished", "learning:dashboard", "graduate"),
    Screen("rhythm: form", "Your rhythm", lambda w: w.of_course("rhythm"), "learner"),
    Screen("rhythm: error", "There is a problem", lambda w: w.of_course("rhythm"), "learner",
           act=goal_of_nine, status=422),
    Screen("remembering: on", "Do not ask me again", "learning:remembering", "learner"),
    Screen("remembering: empty", "You take no course", "learning:remembering", "blank"),
    Screen("card: due", "Answer from memory", lambda w: card_of(w, "graduate", "card10"),
           "graduate"),
    Screen("card: answered", "Look it up in", lambda w: card_of(w, "graduate", "card3"),
           "graduate"),
    Screen("card: nothing chosen", "Choose an answer", lambda w: card_of(w, "graduate", "card10"),
           "graduate", act=choose_nothing_on_a_card),
    Screen("card: stopped", "You stopped being asked again",
           lambda w: card_of(w, "starter", "card3"), "starter", before=stop_a_card),
    Screen("enroll: form", "Name for your certificate", lambda w: w.of_course("enroll"), "blank"),
    Screen("enroll: error", "There is a problem", lambda w: w.of_course("enroll"), "blank",
           act=enroll_without_a_name),
    Screen("enroll: leave", "Leave", lambda w: w.of_course("leave"), "learner"),
    Screen("completed: yes", "You have completed", lambda w: w.of_course("completed"), "graduate"),
    Screen("completed: not yet", "lessons to go", lambda w: w.of_course("completed"), "learner"),
    Screen("reflections: empty", "eflections", "learning:reflections", "blank"),
    Screen("reflections: filled", "Download", "learning:reflections", "learner"),
    Screen("reflections: one", "Versions", lambda w: w.reflection("learner"), "learner"),
    Screen("reflections: commented", "asks to show what you saved last",
           lambda w: w.talked_about("learner"), "learner"),
    Screen("reflections: answer missing", "There is a problem",
           lambda w: w.talked_about("learner"), "learner", act=send("Send"), status=422),
    Screen("reflections: version", "is in the box",
           lambda w: w.reflection("learner") + "?version=1", "learner"),
    Screen("reflections: conflict", "You also edited", lambda w: w.reflection("learner"), "learner",
           act=save_from_an_older_tab, status=409),
    Screen("plan: empty", "0 of 8 sections ready.", "learning:plan", "newcomer"),
    Screen("plan: half way", "1 of 8 sections ready.", "learning:plan", "learner"),
    Screen("plan: ready", "Every section is ready.", "learning:plan", "graduate"),
    Screen("plan: name too long", "There is a problem", "learning:plan", "newcomer",
           act=name_at_length, status=422),
    Screen("plan section: empty", "None yet.", "/learning/plan/P7/", "newcomer"),
    Screen("plan section: draft", "Bring in again", "/learning/plan/P4/", "learner"),
    Screen("plan section: ready", "Once you save it here", "/learning/plan/P5/", "graduate"),
    Screen("plan section: version", "is in the box", "/learning/plan/P1/?version=1", "learner"),
    Screen("plan section: nothing ready", "There is a problem", "/learning/plan/P7/", "newcomer",
           act=empty_and_call_ready, status=422),
    Screen("plan section: conflict", "You also edited", "/learning/plan/P1/", "learner",
           act=save_section_from_an_older_tab, status=409),
    Screen("shared plan: read", "The first ask", lambda w: w.plan("graduate"), "learner"),
    Screen("shared plan: mine", "what your readers see", lambda w: w.plan("graduate"), "graduate"),
    Screen("shared plan: moderator", "End the sharing", lambda w: w.plan("graduate"), "moderator"),
    Screen("shared plan: report", "Report a strategy plan",
           lambda w: w.of_plan("report_plan", "graduate"), "learner"),
    Screen("shared plan: report error", "There is a problem",
           lambda w: w.of_plan("report_plan", "graduate"), "learner", act=send("Report"),
           status=422),
    Screen("shared plan: at risk", "988", lambda w: w.of_plan("plan_at_risk", "graduate"),
           "learner"),
    Screen("shared plan: end the sharing", "End the sharing of this plan",
           lambda w: w.of_plan("moderate_plan", "graduate", "end"), "moderator"),
    Screen("plan revisions: empty", "No revisions yet", "learning:plan_revisions", "blank"),
    Screen("plan revisions: filled", "Revision 1", "learning:plan_revisions", "mentor",
           before=exported),
    Screen("calendar: empty", "No dates yet", "learning:calendar", "blank"),
    Screen("calendar: with an address", "Your private address", "learning:calendar", "graduate",
           before=with_words),
    Screen("audit: empty", "Begin the first count", "learning:audit", "blank"),
    Screen("audit: half filled", "Save and add more", "learning:audit", "learner"),
    Screen("audit: rows with errors", "There is a problem", "learning:audit", "learner",
           act=leave_a_purpose_out, status=422),
    Screen("audit: one post", "of your count", audited_post, "learner"),
    Screen("audit: freeze", "Freeze it for good", "learning:freeze_audit", "learner"),
    Screen("audit: file", "Posts as a file", "learning:upload_posts", "learner"),
    Screen("audit: file with errors", "There is a problem", "learning:upload_posts", "learner",
           act=send("See what would happen"), status=422),
    Screen("audit: dry run", "Nothing is added yet", "learning:upload_posts", "learner",
           act=paste_posts),
    Screen("audit: frozen", "What your first count shows", "learning:audit", "finisher"),
    Screen("audit: repeated", "Before and after", "learning:audit", "graduate"),
    Screen("notes: empty", "otes", "learning:notes", "blank"),
    Screen("notes: filled", "Search your notes", "learning:notes", "learner"),
    Screen("notes: not found", "zeppelin", "/learning/notes/?q=zeppelin", "learner"),
    Screen("notes: conflict", "in another tab", "learning:notes", "learner",
           act=save_note_from_an_older_tab, status=409),
    Screen("commitments: empty", "No commitments yet.", "learning:commitments", "blank"),
    Screen("commitments: open", "Next check-in", "learning:commitments", "learner"),
    Screen("commitments: ended", "Kept, dropped and replaced", "learning:commitments", "graduate"),
    Screen("commitments: partner", "You as a partner", "learning:commitments", "dana.whitfield"),
    Screen("commitment: new", "Make a commitment", "learning:new_commitment", "learner"),
    Screen("commitment: missing", "There is a problem", "learning:new_commitment", "learner",
           act=send("Read it back"), status=422),
    Screen("commitment: read back", "Is this what you will do?", "learning:new_commitment",
           "learner", act=write_a_commitment),
    Screen("commitment: open", "When it does not fit any more", lambda w: w.commitment("learner"),
           "learner"),
    Screen("commitment: kept", "Eight Mondays",
           lambda w: w.commitment("graduate", ended_as="kept"), "graduate"),
    Screen("commitment: replaced", "This one took its place",
           lambda w: w.commitment("graduate", ended_as="replaced"), "graduate"),
    Screen("commitment: smaller", "Make it smaller or move it",
           lambda w: reverse("learning:new_commitment") + "?replaces="
           + w.commitment("learner").split("/")[-2], "learner"),
    Screen("commitment: partner", "Step back as their partner",
           lambda w: w.commitment("dana.whitfield", "partner"), "dana.whitfield"),
    Screen("check-in: due", "How did it go after 30 days?",
           lambda w: w.check_in("finisher", days=30)),
    Screen("check-in: missing", "There is a problem",
           lambda w: w.check_in("finisher", days=30), act=send("Keep the answer"), status=422),
    Screen("check-in: partly", "What would fit now?",
           lambda w: w.check_in("gideon.marsh", days=30)),
    Screen("check-in: done", "Your answer: Done.", lambda w: w.check_in("callum.reyes", days=30)),
    Screen("check-in: closed", "This check-in is closed", "/learning/check-ins/unknown/",
           status=404),
    Screen("looks: empty", "Nobody waits for your look", "learning:looks", "blank"),
    Screen("looks: filled", "working days left", "learning:looks", "learner"),
    Screen("looks: asked and got", "Read what Rosa Okafor found", "learning:looks", "graduate"),
    Screen("looks: day missing", "Give a day after today", "learning:looks", "blank",
           act=pause_without_a_day, status=422),
    Screen("look: waiting", "Give this look", look_at_the_plan_of("finisher"), "learner"),
    Screen("look: incomplete", "There is a problem", look_at_the_plan_of("finisher"), "learner",
           act=send("Give this look"), status=422),
    Screen("look: given", "What you found", look_at_the_plan_of("graduate"), "mentor"),
    Screen("look: got", "Two strengths", look_at_the_plan_of("graduate"), "graduate"),
    Screen("look: asking", "Whoever is free", ask_for_a_look, "graduate"),
    Screen("look: asking at length", "There is a problem", ask_for_a_look, "graduate",
           act=ask_at_length, status=422),
    Screen("certificates: empty", "ertificates", "learning:certificates", "blank"),
    Screen("certificates: not yet", "to go", "learning:certificates", "learner"),
    Screen("certificates: filled", "Beyond", "learning:certificates", "graduate"),
    Screen("certificate: mine", "Take it with you", lambda w: w.certificate.get_absolute_url(),
           "graduate"),
    Screen("certificate: revoked", "Revoked", lambda w: w.revoked.get_absolute_url(), "mentor"),
    Screen("certificate: superseded", "corrected", lambda w: w.superseded.get_absolute_url(),
           "moderator"),
    Screen("certificate: ends", "You can renew it by practice, without",
           lambda w: w.ending_certificate.get_absolute_url(), "graduate"),
    Screen("certificate: was renewed", "See the renewed certificate",
           lambda w: w.renewed_certificate.get_absolute_url(), "mentor"),
    Screen("certificate: renewed", "See the certificate that it continues",
           lambda w: w.renewed_certificate.replaced_by.get_absolute_url(), "mentor"),
    Screen("renewal: open", "What it takes",
           lambda w: reverse("learning:renew_certificate", args=[w.ending_certificate.code]),
           "graduate"),
    Screen("renewal: early", "Nothing is lost by waiting",
           lambda w: reverse("learning:renew_certificate",
                             args=[w.renewed_certificate.replaced_by.code]), "mentor"),
    Screen("record: empty", "ecord", "learning:record", "blank"),
    Screen("record: filled", "Beyond", "learning:record", "graduate"),
    Screen("verify: box", "Check a certificate", "learning:verify"),
    Screen("verify: error", "There is a problem", "/verify/?code=123"),
    Screen("verify: valid", "Valid", lambda w: f"/verify/{w.certificate.code}/"),
    Screen("verify: revoked", "Revoked", lambda w: f"/verify/{w.revoked.code}/"),
    Screen("verify: superseded", "Superseded", lambda w: f"/verify/{w.superseded.code}/"),
    Screen("verify: ends", "Valid until", lambda w: f"/verify/{w.ending_certificate.code}/"),
    Screen("verify: renewed", "which continues it",
           lambda w: f"/verify/{w.renewed_certificate.code}/"),
    Screen("verify: not found", "No certificate", "/verify/7K4M-QX92-HDPT-3V8A/", status=404),
    # Institutions and cohorts
    Screen("enroll: unknown code", "We do not know this code", lambda w: w.of_course("enroll"),
           "blank", act=enroll_with_a_wrong_code),
    Screen("evaluation: error", "There is a problem", lambda w: w.of_course("completed"),
           "graduate", act=send("Hand in"), status=422),
    Screen("institution: people", "people in courses", lambda w: w.of_institution(),
           "coordinator"),
    Screen("institution: no match", "Nobody matches",
           lambda w: w.of_institution() + "?since=2099-01-01", "coordinator"),
    Screen("institution: several", "Your institutions", "learning:institutions", "moderator"),
    Screen("institution: nobody", "Nobody here yet", lambda w: w.of_institution(bare=True),
           "moderator"),
    Screen("institution: end", "They belong to", lambda w: w.of_institution(
        "end_membership", w.seated("finisher").pk), "coordinator"),
    Screen("roster: form", "See what would happen", lambda w: w.of_institution("enroll_people"),
           "coordinator"),
    Screen("roster: dry run", "What would happen", lambda w: w.of_institution("enroll_people"),
           "coordinator", act=paste_a_list),
    Screen("roster: error", "There is a problem", lambda w: w.of_institution("enroll_people"),
           "coordinator", act=send("See what would happen"), status=422),
    Screen("roster: no seats", "no seats in a course",
           lambda w: w.of_institution("enroll_people", bare=True), "moderator"),
    Screen("seats: filled", "Invited, not here yet",
           lambda w: w.of_institution("institution_seats"), "coordinator"),
    Screen("seats: none", "Make a code",
           lambda w: w.of_institution("institution_seats", bare=True), "moderator"),
    Screen("ninety days: filled", "Commitments kept",
           lambda w: w.of_institution("ninety_days"), "coordinator"),
    Screen("ninety days: a quarter", "Quarter",
           lambda w: w.of_institution("ninety_days")
           + f"?period={list(periods(timezone.localdate()))[1].key}", "coordinator"),
    Screen("ninety days: too few", "no number is shown",
           lambda w: w.of_institution("ninety_days", bare=True), "moderator"),
    Screen("accreditors: form", "Download the file",
           lambda w: w.of_institution("institution_accreditation"), "coordinator"),
    Screen("accreditors: nobody", "Nobody of yours",
           lambda w: w.of_institution("institution_accreditation", bare=True), "moderator"),
    Screen("accreditors: course", "Download the file", lambda w: w.of_course("accreditation"),
           "instructor"),
    Screen("invitation: visitor", "Create account", invitation),
    Screen("invitation: signed in", "Accept and enroll", invitation, "blank"),
    Screen("invitation: error", "There is a problem", invitation, "blank",
           act=send("Accept and enroll"), status=422),
    Screen("invitation: gone", "works no more", "/learning/invitations/gone/", status=404),
    Screen("membership: leave", "its coordinator sees", lambda w: reverse(
        "learning:leave_institution",
        args=[w.person("finisher").memberships.get(ended_at=None).pk]), "finisher"),
    Screen("cohorts: mine", "Port Ellery, fall", "learning:cohorts", "finisher"),
    Screen("cohorts: none", "You are in none", "learning:cohorts", "blank"),
    Screen("cohort: member", "Open the discussion", lambda w: w.cohort(), "finisher"),
    Screen("cohort: teacher", "Add them", lambda w: w.cohort(), "instructor"),
    Screen("cohort: error", "There is a problem", lambda w: w.cohort(), "instructor",
           act=send("Announce"), status=422),
    Screen("cohort: new", "Make a cohort", "learning:new_cohort", "instructor"),
    Screen("cohort: change", "Change the cohort", lambda w: w.cohort("edit_cohort"),
           "instructor"),
    # The account
    Screen("login: form", "Sign in with a passkey", "account_login"),
    Screen("login: error", "There is a problem", "account_login", act=sign_in_wrongly),
    Screen("signup: form", "Your name", "account_signup"),
    Screen("signup: error", "There is a problem", "account_signup", act=send("Create account")),
    Screen("code: sign-up", "Enter the code", "account_email_verification_sent",
           before=post("account_signup", display_name="New", email="new@example.org",
                       password1="seven quiet herons")),
    Screen("code: wrong", "There is a problem", "account_email_verification_sent",
           before=post("account_signup", display_name="New", email="newer@example.org",
                       password1="seven quiet herons"), act=send("Continue")),
    Screen("code: sign-in", "Enter the code", "account_confirm_login_code",
           before=post("account_request_login_code", email="kath.orourke@example.org")),
    Screen("code: reset", "Enter the code", "account_confirm_password_reset_code",
           before=post("account_reset_password", email="kath.orourke@example.org")),
    Screen("reset: form", "assword", "account_reset_password"),
    Screen("reset: by code", "code", "account_request_login_code"),
    Screen("reset: error", "There is a problem", "account_reset_password",
           act=send("Send the code")),
    Screen("reset: new password", "Set a new password", "account_complete_password_reset",
           before=with_code_for_new_password),
    Screen("reset: done", "is changed", "account_password_reset_completed"),
    Screen("login: closed account", "This account is closed", "account_inactive"),
    Screen("settings: all", "Account settings", "account_settings", "learner"),
    Screen("settings: profile", "rofile", "account_profile", "learner"),
    Screen("settings: profile error", "There is a problem", "account_profile", "learner",
           act=lambda page, w: (page.locator("[name=display_name]").fill(""),
                                page.locator("main form button").first.click())),
    Screen("settings: told", "How you are told", "notification_settings", "learner"),
    Screen("settings: told error", "There is a problem", "notification_settings", "learner",
           act=lambda page, w: (page.locator("[name=hour]").select_option("22"),
                                press(page, "Save settings")), status=422),
    Screen("unsubscribe: ask", "You came here from a mail", unsubscribe("reply", "mention")),
    Screen("unsubscribe: digest", "from your digest", unsubscribe("digest"), "newcomer"),
    Screen("unsubscribe: done", "Mail is stopped", unsubscribe("reply"),
           act=send("Stop mail of this kind")),
    Screen("settings: data", "ata", "account_data", "learner"),
    Screen("settings: delete", "What stays", "account_delete", "learner", before=prove_it_is_me),
    Screen("settings: delete error", "There is a problem", "account_delete", "learner",
           before=prove_it_is_me, status=422, act=send("Delete my account")),
    Screen("settings: only administrator", "only administrator", "account_delete", "admin",
           before=prove_it_is_me),
    Screen("settings: e-mail", "mail", "account_email", "learner"),
    Screen("settings: password", "assword", "account_change_password", "learner"),
    Screen("settings: sign out", "Sign out", "account_logout", "learner"),
    Screen("settings: again", "assword", "account_reauthenticate", "learner"),
    Screen("second step: off", "wo-step", "mfa_index", "learner"),
    Screen("second step: on", "wo-step", "mfa_index", "anasofia.brandt",
           before=turn_on_second_step),
    Screen("second step: app", "app", "mfa_activate_totp", "learner", before=prove_it_is_me),
    Screen("second step: no app", "app", "mfa_deactivate_totp", "anasofia.brandt",
           before=turn_on_second_step),
    Screen("second step: passkeys", "asskey", "mfa_list_webauthn", "learner",
           before=prove_it_is_me),
    Screen("second step: add passkey", "asskey", "mfa_add_webauthn", "learner",
           before=prove_it_is_me),
    Screen("second step: one passkey", "The phone I carry", "mfa_list_webauthn", before=by_code),
    Screen("second step: rename passkey", "Rename a key",
           lambda w: reverse("mfa_edit_webauthn", args=[w.passkey.pk]), before=by_code),
    Screen("second step: remove passkey", "Remove",
           lambda w: reverse("mfa_remove_webauthn", args=[w.passkey.pk]), before=by_code),
    Screen("settings: first password", "Set a password", "account_set_password", before=by_code),
    Screen("second step: codes", "ecovery", "mfa_view_recovery_codes", "anasofia.brandt",
           before=turn_on_second_step),
    Screen("second step: new codes", "ecovery", "mfa_generate_recovery_codes", "anasofia.brandt",
           before=turn_on_second_step),
    Screen("second step: asked", "code", "mfa_authenticate", "anasofia.brandt", before=first_step),
    Screen("person: profile", "Rosa Okafor",
           lambda w: f"/people/{w.person('mentor').public_id}/", "learner"),
    Screen("person: mine", "Maya", lambda w: f"/people/{w.person('learner').public_id}/",
           "learner"),
    Screen("person: courses", "Courses completed",
           lambda w: f"/people/{w.person('graduate').public_id}/", "learner"),
    Screen("person: hardly anything", "Nobody Yet",
           lambda w: f"/people/{w.person('blank').public_id}/", "learner"),
    # The community
    Screen("hub: visitor", "Waiting for an answer", "community:hub"),
    Screen("hub: learner", "Everything you follow", "community:hub", "learner"),
    Screen("hub: follows nothing", "You follow a thread once", "community:hub", "blank"),
    Screen("feed: visitor", "where everyone can read it", "community:feed"),
    Screen("feed: learner", "What is older you have seen", "community:feed", "learner"),
    Screen("feed: following", "Whom and what you follow", "/community/feed/?show=following",
           "learner"),
    Screen("feed: older", "Back to the newest",
           lambda w: f"/community/feed/?before={Feed(w.person('learner')).older_query}", "learner"),
    Screen("feed: follows nobody", "Nothing yet from the people",
           "/community/feed/?show=following", "blank"),
    Screen("following: learner", "You follow a course that you take", "community:following",
           "learner"),
    Screen("following: nobody", "Nobody yet.", "community:following", "blank"),
    Screen("people: all", "let themselves be found", "community:people", "learner"),
    Screen("people: found", "1 person", "/community/people/?q=rosa", "learner"),
    Screen("people: by topic", "Simone", "/community/people/?topic=ethics-and-safety", "learner"),
    Screen("people: nobody", "Nobody says so", "/community/people/?q=zeppelin", "learner"),
    Screen("discussions: visitor", "Search the discussions", "community:discussions"),
    Screen("discussions: filtered", "Clear 2 choices",
           "/community/discussions/?q=parent&sort=helpful&following=1",
           "learner"),
    Screen("discussions: waiting", "No reply yet", "/community/discussions/?sort=unanswered",
           "learner"),
    Screen("discussions: none", "Nothing matches", "/community/discussions/?q=zeppelin"),
    Screen("space: visitor", "Sign in to comment", lambda w: w.space(FLOOR)),
    Screen("space: module", "Everyone with an account", lambda w: w.space("The shift"),
           "learner"),
    Screen("space: nobody wrote", "Nobody has written here yet",
           lambda w: Space.objects.filter(threads=None, kind="lesson", closed_at=None,
                                          course_key=w.course.key).first().get_absolute_url(),
           "admin"),
    Screen("space: settings", "Who can read it", lambda w: w.space("The shift") + "settings/",
           "instructor"),
    Screen("reflection: share", "Share to discussion", lambda w: w.shared_reflection("learner"),
           "learner"),
    Screen("space: error", "There is a problem", lambda w: w.space(FLOOR), "learner",
           act=send("Post"), status=422),
    Screen("thread: visitor", "Sign in to comment", lambda w: thread_url(w, QUESTION)),
    Screen("thread: asker", "This answered it", lambda w: thread_url(w, QUESTION), "learner"),
    Screen("thread: moderator", "Lock", lambda w: thread_url(w, QUESTION), "moderator"),
    Screen("thread: many posts", "Deleted by its author", lambda w: thread_url(w, LONG),
           "instructor"),
    Screen("thread: reply", "In reply to", lambda w: thread_url(w, QUESTION), "newcomer",
           act=begin_a_reply),
    Screen("thread: error", "There is a problem", lambda w: thread_url(w, QUESTION), "newcomer",
           act=send("Reply"), status=422),
    Screen("composer: preview", "Bring a chair", lambda w: thread_url(w, QUESTION), "newcomer",
           act=show_a_preview),
    Screen("composer: names", "Hollins Ridge", lambda w: thread_url(w, QUESTION), "newcomer",
           act=begin_a_name),
    Screen("new thread: first", "Your first post here", "community:new_thread", "blank"),
    Screen("new thread: learner", "The course as a whole", "community:new_thread", "learner"),
    Screen("new thread: error", "There is a problem", "community:new_thread", "learner",
           act=send("Post"), status=422),
    Screen("post: edit", "stays visible", lambda w: w.post(QUESTION, "edit_post"), "learner"),
    Screen("post: delete", "Delete your post", lambda w: w.post(QUESTION, "delete_post"),
           "learner"),
    Screen("post: history", "Until",
           lambda w: w.post("What do you say when you take a post down", "post_history",
                            edited=True), "moderator"),
    Screen("post: report", "Report a post", lambda w: w.post(QUESTION, "report_post"), "newcomer"),
    Screen("post: at risk", "at risk", lambda w: w.post(QUESTION, "at_risk"), "newcomer"),
    Screen("files: visitor", "Sign in to share a file", "community:files"),
    Screen("files: learner", "Twenty questions", "community:files", "learner"),
    Screen("files: filtered", "Clear 2 choices", "/community/files/?kind=document&q=reply",
           "learner"),
    Screen("files: none", "Nothing matches", "/community/files/?q=zeppelin", "learner"),
    Screen("file: page", "In words", lambda w: w.file(SHEET), "learner"),
    Screen("file: owner", "Put a new version here", lambda w: w.file(SHEET), "finisher"),
    Screen("file: waits", "glance, because", lambda w: w.held_file.get_absolute_url(), "blank"),
    Screen("file: withdrawn", "No longer available",
           lambda w: w.gone_file.get_absolute_url(), "learner", status=410),
    Screen("share file: first", "Your first files wait", "community:share_file", "blank"),
    Screen("share file: error", "There is a problem", "community:share_file", "blank",
           act=send("Share"), status=422),
    Screen("file: edit", "Save changes", lambda w: w.file(SHEET, "edit_file"), "finisher"),
    Screen("file: replace", "Its address stays", lambda w: w.file(SHEET, "replace_file"),
           "finisher"),
    Screen("file: withdraw", "Leave it as it is", lambda w: w.file(SHEET, "withdraw_file"),
           "finisher"),
    Screen("file: remove version", "Remove it", lambda w: w.file(SHEET, "remove_version", 1),
           "finisher"),
    Screen("file: report", "Report a file", lambda w: w.file(SHEET, "report_file"), "learner"),
    Screen("file: hide", "Hide this file", lambda w: w.file(SHEET, "moderate_file", "hide"),
           "moderator"),
    Screen("article: report", "Report an article", lambda w: w.of_article("report_article"),
           "learner"),
    Screen("article: at risk", "988", lambda w: w.of_article("article_at_risk"), "learner"),
    Screen("article: nothing wrong", "Leave it as it is",
           lambda w: w.of_article("dismiss_article"), "moderator"),
    # What one finds, and finds again
    Screen("bookmarks: empty", "No bookmarks yet", "community:bookmarks", "blank"),
    Screen("bookmarks: filled", "For soup night", "community:bookmarks", "learner"),
    Screen("bookmarks: tagged", "Show all bookmarks", "/community/bookmarks/?tag=soup", "learner"),
    Screen("bookmarks: none", "None of your bookmarks", "/community/bookmarks/?q=zeppelin",
           "learner"),
    Screen("bookmark: add", "Save address", "community:add_address", "learner"),
    Screen("bookmark: error", "There is a problem", "community:add_address", "learner",
           act=send("Save address"), status=422),
    Screen("bookmark: edit", "Change a bookmark", lambda w: w.bookmark("learner", "edit_bookmark"),
           "learner"),
    Screen("bookmark: remove", "Your note and tags go with it",
           lambda w: w.bookmark("learner", "delete_bookmark"), "learner"),
    Screen("shelf: mine", "Only you see it", lambda w: w.shelf("For soup night"), "learner"),
    Screen("shelf: shared", "Shared by", lambda w: w.shelf("Saying no"), "learner"),
    Screen("shelf: make", "Share it with everyone", "community:make_shelf", "blank"),
    Screen("shelf: error", "There is a problem", "community:make_shelf", "blank",
           act=send("Save shelf"), status=422),
    Screen("shelf: remove", "stay yours", lambda w: w.shelf("For soup night", "delete_shelf"),
           "learner"),
    Screen("shelf: report", "Report a shelf", lambda w: w.shelf("Saying no", "report_shelf"),
           "learner"),
    Screen("shelf: report error", "There is a problem",
           lambda w: w.shelf("Saying no", "report_shelf"), "learner", act=send("Report"),
           status=422),
    Screen("shelf: hide", "Hide this shelf",
           lambda w: w.shelf("Saying no", "moderate_shelf", "hide"), "moderator"),
    Screen("shelves: shared", "If you are new here", "community:shared_shelves", "blank"),
    Screen("search: nothing asked", "Type one or two words", "community:search"),
    Screen("search: visitor", "results for", "/search/?q=question"),
    Screen("search: learner", "All", "/search/?q=question", "learner"),
    Screen("search: one part", "Discussions (", "/search/?q=question&in=discussions", "learner"),
    Screen("search: none", "Nothing matches", "/search/?q=zeppelin", "learner"),
    # Answering: what waits in the demonstration stands on a step of its own
    Screen("asking: willing", "At most one a week", "community:asks", "learner"),
    Screen("asking: asked", "Not this time", "community:asks", "graduate"),
    Screen("asking: nothing finished", "once you have finished", "community:asks", "blank"),
    Screen("asking: error", "There is a problem", "community:asks", "learner",
           act=lambda page, w: (page.locator("[name=paused_until]").fill("2020-01-01"),
                                press(page, "Save")),
           status=422),
    Screen("hosting: filled", "Nobody else is being asked", "community:hosting", "instructor"),
    Screen("hosting: empty", "Nothing waits for you", "community:hosting", "admin"),
    Screen("hosting: error", "There is a problem", "community:hosting", "instructor",
           act=send("Note it"), status=422),
    Screen("thread: asked", "so we thought of you",
           lambda w: thread_url(w, "Writing to a whole class year"), "graduate"),
    Screen("thread: asker", "is hosting this discussion",
           lambda w: thread_url(w, "In captions"), "learner"),
    Screen("thread: host", "Yours to answer, as the host",
           lambda w: thread_url(w, "In captions"), "instructor"),
    Screen("moderation: queue", "Held back", "community:queue", "moderator"),
    Screen("person: report", "Report a person",
           lambda w: w.of_person("report_person", "finisher"), "learner"),
    Screen("person: at risk", "988", lambda w: w.of_person("person_at_risk", "finisher"),
           "learner"),
    Screen("moderation: reports of a person", "Suspend this person",
           lambda w: w.of_person("person_reports", "finisher"), "moderator"),
    Screen("moderation: acts", "What moderators did", "community:acts", "moderator"),
    Screen("mentors: learner", "Your mentor until", "community:mentors", "learner"),
    Screen("mentors: mentor", "Statement of your mentoring", "community:mentors", "mentor"),
    Screen("mentors: invited", "Would you help the next person?", "community:mentors",
           "graduate"),
    Screen("mentors: by topic", "Simone", "/community/mentors/?topic=ethics-and-safety", "blank"),
    Screen("mentoring: settings", "Stop mentoring", "community:mentoring", "mentor"),
    Screen("mentoring: begin", "Become a mentor", "community:mentoring", "graduate"),
    Screen("mentoring: error", "There is a problem", "community:mentoring", "mentor", status=422,
           act=pause_for_ever),
    Screen("ask a mentor: form", "to be your mentor", ask_a_mentor, "finisher"),
    Screen("ask a mentor: no room", "There is no room",
           lambda w: reverse("community:ask_mentor", args=[w.person("lorraine.petit").public_id]),
           "finisher"),
    Screen("ask a mentor: error", "There is a problem", ask_a_mentor, "finisher", act=send("Ask"),
           status=422),
    Screen("mentorship: mentee", "I remember it otherwise", lambda w: w.mentorship("learner"),
           "learner"),
    Screen("mentorship: mentor", "Note it", lambda w: w.mentorship("learner"), "mentor"),
    Screen("mentorship: asked", "Accept", lambda w: w.mentorship("newcomer"), "mentor"),
    Screen("mentorship: asking", "Take the request back", lambda w: w.mentorship("newcomer"),
           "newcomer"),
    Screen("mentorship: ended", "This ended on", lambda w: w.mentorship("peter.vandersloot"),
           "mentor"),
    Screen("mentorship: error", "There is a problem", lambda w: w.mentorship("learner"), "mentor",
           act=send("Note it"), status=422),
    Screen("health: everywhere", "Week by week", "community:health", "moderator"),
    Screen("health: a course", "Waiting for an answer",
           lambda w: reverse("community:course_health", args=[w.course.slug]), "instructor"),
    Screen("health: nobody wrote", "Nobody asked anything",
           lambda w: reverse("community:course_health", args=[w.short_course.slug]), "moderator"),
    # Articles
    Screen("blogs: visitor", "Write an article", "/community/blogs/"),
    Screen("blogs: narrowed", "Clear 1 choice", lambda w: "/community/blogs/?topic="
           + w.article.topics.first().slug, "learner"),
    Screen("blogs: none", "No article matches", "/community/blogs/?topic=accessibility"),
    Screen("article: visitor", "Sign in to comment", lambda w: w.article.get_url()),
    Screen("article: its author", "Withdraw", lambda w: w.article.get_url(), "instructor"),
    Screen("article: moderator", "Return it", lambda w: w.article.get_url(), "moderator"),
    Screen("write article: new", "Hand in", "community:new_article", "blank"),
    Screen("write article: error", "There is a problem", "community:new_article", "learner",
           act=send("Hand in"), status=422),
    Screen("write article: returned", "A moderator returned it",
           lambda w: w.returned_article.get_writing_url(), "learner"),
    Screen("write article: conflict", "It was saved elsewhere",
           lambda w: w.returned_article.get_writing_url(), "learner",
           act=save_article_from_an_older_tab, status=409),
    Screen("write article: preview", "This is how it will look",
           lambda w: reverse("community:article_preview", args=[w.returned_article.pk]),
           "learner"),
    Screen("write article: withdraw", "Withdraw your article",
           lambda w: reverse("community:withdraw_article", args=[w.article.pk]), "instructor"),
    Screen("my articles: empty", "You have not written", "community:my_articles", "blank"),
    Screen("my articles: filled", "Returned to you", "community:my_articles", "learner"),
    Screen("moderation: article", "Publish it, or return it",
           lambda w: reverse("community:review_article", args=[w.waiting_article.pk]),
           "moderator"),
    # The rest
    Screen("mail: empty", "No messages yet", "/demo/mail/"),
    Screen("mail: list", "Read it here", "/demo/mail/",
           before=post("account_request_login_code", email="kath.orourke@example.org")),
    Screen("mail: message", "code", "/demo/mail/",
           before=post("account_request_login_code", email="kath.orourke@example.org"),
           act=lambda page, w: page.locator("main a").first.click()),
    Screen("error: 400", "", "/errors/400/", status=400),
    Screen("error: 403", "", "/errors/403/", "learner", status=403),
    Screen("error: 404", "", "/nothing/here/", status=404),
    Screen("error: 429", "", "/errors/429/", status=429),
    Screen("error: 500", "", "/errors/500/", status=500),
    Screen("error: old form", "open too long", lambda w: w.of_course("enroll"), "blank",
           act=without_the_token("Enroll"), status=403),
]  # fmt: skip

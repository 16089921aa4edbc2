"""The learner's own pages, and the way into a course and out of it."""

from datetime import timedelta

from django.urls import reverse

from learning.days import day_of, week_of
from learning.models import Enrollment, Nudge, Remembering
from tests import builders
from tests.browser.steps import press

from .acts import send
from .screen import Screen


def enroll_without_a_name(page, world):
    page.get_by_label("Name for your certificate").fill("")
    press(page, "Enroll")


def enroll_with_a_wrong_code(page, world):
    page.get_by_label("Institution code").fill("WRNG-C0DE")
    press(page, "Enroll")


def save_from_an_older_tab(page, world):
    page.locator("form:has([name=revision])").evaluate("form => form.elements.revision.value = 0")
    page.locator("textarea[name=text]").evaluate("box => { box.value += ' More.'; }")
    press(page, "Save reflection")


def save_note_from_an_older_tab(page, world):
    page.locator("main details summary").first.click()
    form = page.locator("main details form").first
    form.evaluate("form => { form.elements.seen.value = '2020-01-01T00:00:00+00:00'; }")
    form.locator("textarea").fill("Typed in the older tab.")
    form.get_by_role("button").click()


def open_the_menu(page, world):
    page.locator("details.menu summary").click()


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


SCREENS = [
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
    Screen("enroll: unknown code", "We do not know this code", lambda w: w.of_course("enroll"),
           "blank", act=enroll_with_a_wrong_code),
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
    Screen("notes: empty", "otes", "learning:notes", "blank"),
    Screen("notes: filled", "Search your notes", "learning:notes", "learner"),
    Screen("notes: not found", "zeppelin", "/learning/notes/?q=zeppelin", "learner"),
    Screen("notes: conflict", "in another tab", "learning:notes", "learner",
           act=save_note_from_an_older_tab, status=409),
    Screen("evaluation: error", "There is a problem", lambda w: w.of_course("completed"),
           "graduate", act=send("Hand in"), status=422),
]  # fmt: skip

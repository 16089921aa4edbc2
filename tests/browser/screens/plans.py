"""The plan, and what belongs to it: the audit, the calendar, commitments, looks."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from learning.models import Audit, AuditedPost, Look
from tests import builders
from tests.browser.steps import press

from .acts import send
from .screen import Screen


def write_a_commitment(page, world):
    page.get_by_label("When …").fill("I plan next month’s posts")
    page.get_by_label("I will …").fill("replace one announcement with a question")
    page.get_by_label("By …").fill(f"{timezone.localdate() + timedelta(days=30):%Y-%m-%d}")
    page.get_by_label("4", exact=True).check()
    page.get_by_label("get in the way").fill("The fair needs the space")
    press(page, "Read it back")


def leave_a_purpose_out(page, world):
    page.get_by_label("A few words").first.fill("Film night")
    page.get_by_label("Date").first.fill("soon")
    press(page, "Save and add more")


def add_after_freezing_in_another_tab(page, world):
    Audit.objects.of(world.person("learner")).open().get().freeze()
    page.get_by_label("A few words").first.fill("Film night")
    press(page, "Save and add more")


def paste_posts(page, world):
    text = "date,purpose,content,words,likes\n11/3,invite,job,Who did\n,shout,job,Nothing\n"
    page.get_by_label("Or paste the rows").fill(text)
    press(page, "See what would happen")


def audited_post(world):
    post = AuditedPost.objects.filter(audit__user=world.person("learner")).first()
    return reverse("learning:audited_post", args=[post.pk])


def exported(client, world):
    client.post(reverse("learning:plan_revisions"))


def with_words(client, world):
    """A calendar that has an address already, with what was written in it."""
    client.post(reverse("learning:renew_calendar"))
    client.post(reverse("learning:calendar_words"), {"with_words": "1"})


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


def pause_without_a_day(page, world):
    page.get_by_label("not before a day").check()
    press(page, "Save")


SCREENS = [
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
    Screen("audit: frozen in another tab", "What you just typed", "learning:audit", "learner",
           act=add_after_freezing_in_another_tab, status=409),
    Screen("audit: frozen", "What your first count shows", "learning:audit", "finisher"),
    Screen("audit: repeated", "Before and after", "learning:audit", "graduate"),
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
    Screen("looks: asked and got", "Read what Yusuf Karim found", "learning:looks", "graduate"),
    Screen("looks: day missing", "Give a day after today", "learning:looks", "blank",
           act=pause_without_a_day, status=422),
    Screen("look: waiting", "Give this look", look_at_the_plan_of("finisher"), "learner"),
    Screen("look: incomplete", "There is a problem", look_at_the_plan_of("finisher"), "learner",
           act=send("Give this look"), status=422),
    Screen("look: given", "What you found", look_at_the_plan_of("graduate"),
           "yusuf.karim"),
    Screen("look: got", "Two strengths", look_at_the_plan_of("graduate"), "graduate"),
    Screen("look: asking", "Whoever is free", ask_for_a_look, "graduate"),
    Screen("look: asking at length", "There is a problem", ask_for_a_look, "graduate",
           act=ask_at_length, status=422),
]  # fmt: skip

"""What people say to each other, and whose it is to answer."""

from community.feed import Feed
from community.models import Space
from tests.browser.steps import press

from .acts import send
from .screen import Screen


def show_a_preview(page, world):
    page.locator("textarea[name=text]").fill("**Bring** a chair\n\n- and `a notebook`\n\n> Who?")
    press(page, "Preview")
    page.get_by_role("region", name="Preview").locator("blockquote").wait_for()


def begin_a_name(page, world):
    page.locator("textarea[name=text]").press_sequentially("Thank you, @Ma")
    page.get_by_role("option", name="Maya").wait_for()


def begin_a_reply(page, world):
    page.get_by_role("link", name="Reply to").nth(2).click()
    page.locator("textarea[name=text]:focus").wait_for()


def thread_url(world, title):
    return world.thread(title).get_absolute_url() + "?page=1"


FLOOR = "The front desk"


QUESTION = "What do you say when a parent comes along"


LONG = "What can you see from your desk?"


SCREENS = [
    Screen("person: profile", "Rosa Okafor",
           lambda w: f"/people/{w.person('mentor').public_id}/", "learner"),
    Screen("person: mine", "Maya", lambda w: f"/people/{w.person('learner').public_id}/",
           "learner"),
    Screen("person: courses", "Courses completed",
           lambda w: f"/people/{w.person('graduate').public_id}/", "learner"),
    Screen("person: hardly anything", "Nobody Yet",
           lambda w: f"/people/{w.person('blank').public_id}/", "learner"),
    Screen("person: report", "Report a person",
           lambda w: w.of_person("report_person", "finisher"), "learner"),
    Screen("person: at risk", "988", lambda w: w.of_person("person_at_risk", "finisher"),
           "learner"),
    Screen("hub: visitor", "Waiting for an answer", "community:hub"),
    Screen("hub: learner", "Everything you follow", "community:hub", "learner"),
    Screen("hub: follows nothing", "You follow a thread once", "community:hub", "blank"),
    Screen("feed: visitor", "where everyone can read it", "community:feed"),
    Screen("feed: learner", "You have seen everything older", "community:feed", "learner"),
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
    Screen("people: nobody", "profile says this", "/community/people/?q=zeppelin", "learner"),
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
    Screen("space: error", "There is a problem", lambda w: w.space(FLOOR), "learner",
           act=send("Post"), status=422),
    Screen("reflection: share", "Share to discussion", lambda w: w.shared_reflection("learner"),
           "learner"),
    Screen("thread: visitor", "Sign in to comment", lambda w: thread_url(w, QUESTION)),
    Screen("thread: asker", "This answered it", lambda w: thread_url(w, QUESTION), "learner"),
    Screen("thread: moderator", "Lock", lambda w: thread_url(w, QUESTION), "moderator"),
    Screen("thread: many posts", "Deleted by its author", lambda w: thread_url(w, LONG),
           "instructor"),
    Screen("thread: reply", "In reply to", lambda w: thread_url(w, QUESTION), "newcomer",
           act=begin_a_reply),
    Screen("thread: error", "There is a problem", lambda w: thread_url(w, QUESTION), "newcomer",
           act=send("Reply"), status=422),
    Screen("thread: asked", "so we thought of you",
           lambda w: thread_url(w, "Writing to a whole class year"), "graduate"),
    Screen("thread: hosted", "is hosting this discussion",
           lambda w: thread_url(w, "In captions"), "learner"),
    Screen("thread: host", "Yours to answer, as the host",
           lambda w: thread_url(w, "In captions"), "instructor"),
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
]  # fmt: skip

"""What moderators do, and how healthy the talk is."""

from django.urls import reverse

from .acts import send
from .screen import Screen

SCREENS = [
    Screen("moderation: queue", "Nothing else waits", "community:queue", "moderator"),
    Screen("moderation: reports of a person", "Suspend this person",
           lambda w: w.of_person("person_reports", "finisher"), "moderator"),
    Screen("moderation: acts", "What moderators did", "community:acts", "moderator"),
    Screen("moderation: article", "Publish it, or return it",
           lambda w: reverse("community:review_article", args=[w.waiting_article.pk]),
           "moderator"),
    Screen("moderation: hide a post", "Hide this post",
           lambda w: reverse("community:moderate_post", args=[w.opening.pk, "hide"]), "moderator"),
    Screen("moderation: lock a thread", "Lock this thread",
           lambda w: reverse("community:moderate_thread", args=[w.opening.thread_id, "lock"]),
           "moderator"),
    Screen("moderation: move a thread", "Move this thread",
           lambda w: reverse("community:moderate_thread", args=[w.opening.thread_id, "move"]),
           "moderator"),
    Screen("moderation: merge a thread", "Merge this thread",
           lambda w: reverse("community:moderate_thread", args=[w.opening.thread_id, "merge"]),
           "moderator"),
    Screen("moderation: no reason", "There is a problem",
           lambda w: reverse("community:moderate_post", args=[w.opening.pk, "hide"]), "moderator",
           act=send("Hide this post"), status=422),
    Screen("moderation: suspend", "from posting", lambda w: w.of_person("suspend", "finisher"),
           "moderator"),
    Screen("moderation: nothing wrong", "Nothing wrong",
           lambda w: w.of_person("dismiss_person", "finisher"), "moderator"),
    Screen("health: everywhere", "Week by week", "community:health", "moderator"),
    Screen("health: a course", "Waiting for an answer",
           lambda w: reverse("community:course_health", args=[w.course.slug]), "instructor"),
    Screen("health: nobody wrote", "Nobody asked anything",
           lambda w: reverse("community:course_health", args=[w.short_course.slug]), "moderator"),
]  # fmt: skip

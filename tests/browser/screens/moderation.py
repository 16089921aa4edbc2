"""What moderators do, and how healthy the talk is."""

from django.urls import reverse

from .screen import Screen

SCREENS = [
    Screen("moderation: queue", "Nothing else waits", "community:queue", "moderator"),
    Screen("moderation: reports of a person", "Suspend this person",
           lambda w: w.of_person("person_reports", "finisher"), "moderator"),
    Screen("moderation: acts", "What moderators did", "community:acts", "moderator"),
    Screen("moderation: article", "Publish it, or return it",
           lambda w: reverse("community:review_article", args=[w.waiting_article.pk]),
           "moderator"),
    Screen("health: everywhere", "Week by week", "community:health", "moderator"),
    Screen("health: a course", "Waiting for an answer",
           lambda w: reverse("community:course_health", args=[w.course.slug]), "instructor"),
    Screen("health: nobody wrote", "Nobody asked anything",
           lambda w: reverse("community:course_health", args=[w.short_course.slug]), "moderator"),
]  # fmt: skip

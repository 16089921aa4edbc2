"""Whom the demonstration's people follow, and how far its learner has seen the feed."""

from accounts.demo import workdays_ago
from accounts.models import User
from community.models import FeedReading, PersonFollow

# Follower, followed, and how many workdays ago that began.
FOLLOWS = [
    ("learner", "mentor", 21),
    ("learner", "graduate", 12),
    ("learner", "helen.baptiste", 6),
    ("finisher", "coordinator", 30),
    ("finisher", "learner", 9),
    ("graduate", "mentor", 33),
    ("graduate", "instructor", 25),
    ("mentor", "graduate", 20),
    ("moderator", "instructor", 18),
    ("newcomer", "learner", 1),
]
SHOWS_COURSES = ["graduate", "mentor"]
SEEN_WORKDAYS_AGO = 2


def load_follows():
    """Told once: whom somebody follows from then on is their own choice."""
    if PersonFollow.objects.exists():
        return
    people = {
        user.email.partition("@")[0]: user
        for user in User.objects.filter(email__endswith="@example.org")
    }
    for follower, followed, days in FOLLOWS:
        PersonFollow.objects.create(
            follower=people[follower], followed=people[followed], since=workdays_ago(days)
        )
    for name in SHOWS_COURSES:
        people[name].visibility = {"courses": "members"}
        people[name].save(update_fields=["visibility"])
    FeedReading.objects.get_or_create(
        user=people["learner"], defaults={"seen_at": workdays_ago(SEEN_WORKDAYS_AGO)}
    )

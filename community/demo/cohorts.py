"""What the demonstration's cohorts say among themselves."""

from accounts.demo import workdays_ago
from accounts.models import User
from community.models import Space, Thread

from .discussions import date_notices

# Cohort, who begins, how many workdays ago, what; then who replies.
TALK = [
    ("Port Ellery, fall", "instructor", 33,
     "Bring one post of yours that nobody answered, and what you had hoped for.",
     [("Adaeze Brooks", 32, "Ours said “Résumé clinic Thursday.” I hoped for questions; there was"
       " nothing in it to ask about."),
      ("Gideon Marsh", 31, "A photo of a handshake with an employer. Two hundred views, and not"
       " one word. I see now that it was over before it began.")]),
    ("Port Ellery, winter", "Nadia Haddad", 8,
     "I counted my thirty posts: twenty-six announce something. Is that usual?",
     [("instructor", 8, "It is. Keep the sheet: in six weeks you count again, and the four that"
       " asked something are where to look for what worked.")]),
]  # fmt: skip


def load_cohort_talk():
    spaces = {space.title: space for space in Space.objects.filter(kind=Space.Kind.COHORT)}
    told = []
    for title, name, days, text, replies in TALK:
        space = spaces.get(title)
        if space is None or space.threads.exists():
            continue
        thread = Thread.objects.start(
            _person(name), space, text, at=workdays_ago(days, "11:05"), state="published"
        )
        for who, ago, words in replies:
            thread.reply(_person(who), words, at=workdays_ago(ago, "15:40"), state="published")
        told.append(thread)
    date_notices(told)


def _person(name):
    found = User.objects.filter(email=f"{name}@example.org").first()
    return found or User.objects.get(display_name=name, email__endswith="@example.org")

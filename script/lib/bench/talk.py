"""What ten thousand people have said: a hundred thousand posts, most of them in short threads.

Written in bulk, as the learners are. The posts stand in a room that everyone with an
account reads, and in three threads that are asked for by name: one of 200 posts, one
of 2,000, and one for each session to reply in.
"""

import random
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from accounts.rich_text import render_markdown
from community.models import HelpedMark, Post, Space, Thread
from community.standing import NEWCOMER_BELOW

ROOM = "bench"
PEOPLE, POSTS, POSTS_A_THREAD = 10_000, 100_000, 10
LONG, LONGEST = 200, 2000
WAITING_SHARE, HELPED_SHARE, DAYS = 0.02, 0.3, 180
AT_ONCE = 1000
TEXTS = [
    "We asked on a Monday and heard nothing. On Thursday *the same question*, with a name in"
    " it, had six answers by noon.\n\nWhat changed was who was asked.",
    "Two things we would do again:\n\n- one question a week, by a student\n- a reply within"
    ' the day, even if it is "I am finding out"\n\n> Who reads it?\n\nAll four of us, aloud.',
    "Ours failed for a year. The list was ours, the words were ours, and nobody else had a"
    " reason to open it. See https://www.example.org/minutes for how we closed it.",
]


def load(sessions):
    """Say it all, once. ``sessions`` are the users who reply while they are measured."""
    if Space.objects.filter(slug=ROOM).exists():
        return
    with transaction.atomic():
        Talk(random.Random(21), sessions).say()  # noqa: S311 - the same every time is the point
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class Talk:
    def __init__(self, chance, sessions):
        self.chance, self.sessions = chance, sessions
        self.now = timezone.now()
        self.html = [(text, str(render_markdown(text))) for text in TEXTS]
        self.posts = []

    def say(self):
        self.space = Space.objects.create(
            kind=Space.Kind.COMMUNITY, slug=ROOM, title="A full room", visibility="members"
        )
        self.people = self._people()
        self._threads([LONG, LONGEST], "Long")
        self._threads([NEWCOMER_BELOW + 1] * len(self.sessions), "Mine", self.sessions)
        self._threads([POSTS_A_THREAD] * (POSTS // POSTS_A_THREAD), "Short")
        Post.objects.bulk_create(self.posts, AT_ONCE)
        self._marks()

    def _people(self):
        password = make_password(None)
        return User.objects.bulk_create(
            [
                User(
                    email=f"talker{number}@example.org",
                    password=password,
                    display_name=f"Talker Number {number}",
                )
                for number in range(PEOPLE)
            ],
            AT_ONCE,
        )

    def _threads(self, lengths, title, authors=None):
        threads = []
        for number, length in enumerate(lengths):
            author = authors[number] if authors else self.chance.choice(self.people)
            waits = not authors and length == POSTS_A_THREAD
            waits = waits and self.chance.random() < WAITING_SHARE
            length = 1 if waits else length
            begun = self.now - timedelta(days=self.chance.uniform(1, DAYS))
            last = min(begun + timedelta(hours=length), self.now - timedelta(hours=2))
            threads.append(
                Thread(
                    space=self.space,
                    author=author,
                    kind=self.chance.choice(Thread.Kind.values),
                    title=f"{title} {number}",
                    created_at=begun,
                    last_activity_at=last,
                    last_number=length,
                    reply_count=length - 1,
                    first_answer_at=None if waits else begun + timedelta(hours=1),
                )
            )
        for thread in Thread.objects.bulk_create(threads, AT_ONCE):
            self._say_in(thread, authors is not None)

    def _say_in(self, thread, alone):
        step = (thread.last_activity_at - thread.created_at) / thread.last_number
        for number in range(1, thread.last_number + 1):
            first = number == 1 or alone
            source, html = self.chance.choice(self.html)
            self.posts.append(
                Post(
                    thread=thread,
                    space=self.space,
                    author=thread.author if first else self.chance.choice(self.people),
                    number=number,
                    branch=number,
                    source=source,
                    html=html,
                    created_at=thread.created_at + step * (number - 1),
                )
            )

    def _marks(self):
        marks = [
            HelpedMark(post=post, user=self.chance.choice(self.people))
            for post in self.posts
            if post.number > 1 and self.chance.random() < HELPED_SHARE
        ]
        HelpedMark.objects.bulk_create(marks, AT_ONCE, ignore_conflicts=True)

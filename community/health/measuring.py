"""How well people help each other: each measure a function over plain rows, without a database.

A post *answers* the person whose post it replies to, or the thread's first writer where
it names none. Every measure is over the posts of one window, [since, until); nothing is
known after ``until``, so what had too little time to happen by then is left out of a
share (right-censoring) instead of being counted as not having happened.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median

WINDOW = timedelta(days=28)
WEEK = timedelta(days=7)
SOON = timedelta(days=14)
HORIZONS = (24, 72)

# A number stands for at least so many people; one post more or less then moves little.
FEWEST_PEOPLE = 5
# Below so many posts that could be answered, shares jump about by chance.
FEWEST_POSTS = 50


@dataclass(frozen=True)
class Said:
    """One published post. ``to`` is whom it answers; None for a thread's first post.

    ``is_comment`` is a first post below an article that asks nothing: an answer itself.
    """

    pk: int
    thread: int
    author: int
    at: datetime
    to: int | None = None
    is_question: bool = False
    by_staff: bool = False
    is_comment: bool = False

    @property
    def is_opening(self):
        return self.to is None

    @property
    def is_reply(self):
        """Whether it answers another person; adding to one's own words is none."""
        return self.to is not None and self.to != self.author

    @property
    def is_announcement(self):
        """A thread that staff begins without asking anything."""
        return self.is_opening and self.by_staff and not (self.is_question or self.is_comment)

    @property
    def is_answerable(self):
        """A thread's first post that waits for somebody: no announcement, and no comment."""
        return self.is_opening and not (self.is_announcement or self.is_comment)


@dataclass(frozen=True)
class Share:
    """``part`` of ``whole``, and how many people stand behind the whole."""

    part: int
    whole: int
    people: int

    @property
    def value(self):
        return self.part / self.whole if self.whole else None

    @property
    def percent(self):
        return round(100 * self.part / self.whole) if self.whole else None

    @property
    def tells(self):
        """Whether it can be shown: there is something, and it points at nobody."""
        return self.whole > 0 and self.people >= FEWEST_PEOPLE


def network(posts):
    """How often each person answered each other one: {(u, v): replies of u to v}."""
    return Counter((post.author, post.to) for post in posts if post.is_reply)


def reciprocity(ties):
    """The share of ties u→v that have a tie v→u, however many replies each stands for.

    r = (1/m) Σ A_uv A_vu over the m ties of the directed network without self-loops:
    M. E. J. Newman, *Networks: An Introduction*, Oxford University Press 2010, ch. 7.
    Two people who answer each other are two ties.
    """
    back = sum(1 for u, v in ties if (v, u) in ties)
    return Share(back, len(ties), _people_in(ties))


def weighted_reciprocity(ties):
    """The share of replies that are returned, reply for reply.

    r = W↔ / W with W↔ = Σ min(w_uv, w_vu) and W = Σ w_uv over all ordered pairs u ≠ v:
    T. Squartini, F. Picciolo, F. Ruzzenenti, D. Garlaschelli, "Reciprocity of weighted
    networks", Scientific Reports 3, 2729 (2013). Five replies against one count as one
    returned each way: 2 of 6.
    """
    back = sum(min(n, ties.get((v, u), 0)) for (u, v), n in ties.items())
    return Share(back, sum(ties.values()), _people_in(ties))


def pay_forward(posts, until):
    """Of those who were helped, the share who helped somebody else within 14 days.

    Helped means answered by another person, for the first time in the window; helping
    means answering anybody but that helper, since thanks are no third person's gain.
    Whose 14 days are not over at ``until`` is left out, also if they helped already: to
    count only those would favor the quick. So it is about the helped of the window's
    first half.

    The operational definition is ours. The idea is generalized reciprocity: W. E. Baker,
    N. Bulkley, "Paying It Forward vs. Rewarding Reputation: Mechanisms of Generalized
    Reciprocity", Organization Science 25 (2014).
    """
    helped, given = {}, defaultdict(list)
    for post in sorted((post for post in posts if post.is_reply), key=_moment):
        helped.setdefault(post.to, post)
        given[post.author].append(post)
    watched = {who: post for who, post in helped.items() if post.at + SOON <= until}
    passed_on = sum(
        any(
            first.at < post.at <= first.at + SOON and post.to != first.author for post in given[who]
        )
        for who, first in watched.items()
    )
    return Share(passed_on, len(watched), len(watched))


def first_replies(posts):
    """When each thread that began in the window was first answered by another person."""
    openings = {post.thread: post for post in posts if post.is_opening}
    found = {}
    for post in sorted(posts, key=_moment):
        opening = openings.get(post.thread)
        if opening and post.author != opening.author:
            found.setdefault(post.thread, post.at)
    return found


def answerable(posts):
    return [post for post in posts if post.is_answerable]


def answered(posts):
    """Of the posts that could be answered, those that were, at whatever age."""
    asked, replies = answerable(posts), first_replies(posts)
    return Share(sum(post.thread in replies for post in asked), len(asked), _authors_of(asked))


def heard(posts):
    """The same, with the number of people who were answered: those behind the median."""
    asked, replies = answerable(posts), first_replies(posts)
    lucky = [post for post in asked if post.thread in replies]
    return Share(len(lucky), len(asked), _authors_of(lucky))


def answered_within(posts, hours, until):
    """Of the posts that could be answered, the share answered by another within so many hours.

    Hours of the clock, nights and weekends included. A post younger than that at
    ``until`` is left out, also if it was answered. Our own definition.
    """
    horizon, replies = timedelta(hours=hours), first_replies(posts)
    asked = [post for post in answerable(posts) if post.at + horizon <= until]
    soon = sum(
        post.thread in replies and replies[post.thread] <= post.at + horizon for post in asked
    )
    return Share(soon, len(asked), _authors_of(asked))


def median_hours(posts):
    """The median time from a post to the first reply by another, in hours; None without any.

    Over posts that were answered by the window's end: what nobody answered has no time,
    so this reads together with the shares. Our own definition.
    """
    replies = first_replies(posts)
    waits = [replies[post.thread] - post.at for post in answerable(posts) if post.thread in replies]
    return median(wait / timedelta(hours=1) for wait in waits) if waits else None


def top_share(posts, fewest=1):
    """The share of all replies that the most active tenth of the repliers wrote.

    A tenth rounded up, and at least ``fewest`` people, so that it points at none of
    them. Gives the share and of how many people it is. Our own definition; kin to the
    concentration ratios of economics.
    """
    counts = Counter(post.author for post in posts if post.is_reply)
    most = max(ceil(len(counts) / 10), min(fewest, len(counts)))
    part = sum(n for _author, n in counts.most_common(most))
    return Share(part, counts.total(), len(counts)), most


def broadcast(posts):
    """Announcements by staff over all posts: 0 where staff only asks and answers.

    An announcement is a thread's first post, by staff, that is no question. Our own
    definition.
    """
    return Share(sum(post.is_announcement for post in posts), len(posts), _authors_of(posts))


def first_posts(posts, known):
    """The first post of each person who had never posted before: {author: post}.

    ``known`` are those who had, in the same place, before the window.
    """
    found = {}
    for post in sorted(posts, key=_moment):
        if post.author not in known and not post.by_staff:
            found.setdefault(post.author, post)
    return found


def came_back(posts, known, until):
    """Of those who posted for the first time, the share who posted again within 14 days.

    Whose 14 days are not over at ``until`` is left out. Our own definition.
    """
    first = first_posts(posts, known)
    watched = {who: post for who, post in first.items() if post.at + SOON <= until}
    back = {
        post.author
        for post in posts
        if (begun := watched.get(post.author))
        and post.pk != begun.pk
        and begun.at <= post.at <= begun.at + SOON
    }
    return Share(len(back), len(watched), len(watched))


def not_greeted(posts, known):
    """The first posts of newcomers to whom nobody has said a word since, the oldest first."""
    met = {}
    for post in posts:
        if post.is_reply:
            met[post.to] = max(met.get(post.to, post.at), post.at)
    first = first_posts(posts, known).values()
    left = [post for post in first if post.author not in met or met[post.author] < post.at]
    return sorted(left, key=_moment)


def by_week(since, until):
    """The window cut into weeks, the last one ending with it: [(from, to), …]."""
    edges = [until]
    while edges[-1] > since:
        edges.append(max(edges[-1] - WEEK, since))
    edges.reverse()
    return list(zip(edges, edges[1:], strict=False))


def begun_in(posts, week):
    """All posts of the threads begun in that week: an answer counts where was asked."""
    start, end = week
    begun = {post.thread for post in posts if post.is_opening and start <= post.at < end}
    return [post for post in posts if post.thread in begun]


def _moment(post):
    return post.at, post.pk


def _people_in(ties):
    return len({person for pair in ties for person in pair})


def _authors_of(posts):
    return len({post.author for post in posts})

"""The measures of health against small communities that were worked out by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from community.health import measuring
from community.health.measuring import Said, Share

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
END = MONDAY + timedelta(days=28)
A, B, C, D, E, F = range(1, 7)


def at(days, hours=0):
    return MONDAY + timedelta(days=days, hours=hours)


class Talk:
    """Posts, made in the order they are written in a test."""

    def __init__(self):
        self.posts = []

    def asks(self, author, when=MONDAY, **what):
        thread = len({post.thread for post in self.posts}) + 1
        self.posts.append(Said(len(self.posts) + 1, thread, author, when, **what))
        return thread

    def answers(self, author, thread, when=MONDAY, to=None):
        asker = next(post.author for post in self.posts if post.thread == thread)
        pk = len(self.posts) + 1
        self.posts.append(Said(pk, thread, author, when, to=to or asker))


@pytest.fixture
def talk():
    return Talk()


# Who answers whom


@pytest.fixture
def four_people(talk):
    """A and B answer each other, A three times and B once; C answers A twice; D answers C.

    Ties: A→B (3), B→A (1), C→A (2), D→C (1). Adding to one's own thread is no tie.
    Both ways: A→B and B→A, so 2 of 4 ties. Reply for reply: min(3, 1) twice is 2 of 7.
    """
    of_a, of_b, of_c = talk.asks(A), talk.asks(B), talk.asks(C)
    for _again in range(3):
        talk.answers(A, of_b)
    talk.answers(B, of_a)
    talk.answers(C, of_a)
    talk.answers(C, of_a)
    talk.answers(C, of_c)
    talk.answers(D, of_c)
    return talk.posts


def test_the_network_holds_replies_to_others_only(four_people):
    assert measuring.network(four_people) == {(A, B): 3, (B, A): 1, (C, A): 2, (D, C): 1}


def test_direct_reciprocity_counts_ties(four_people):
    assert measuring.reciprocity(measuring.network(four_people)) == Share(2, 4, 4)


def test_weighted_reciprocity_counts_replies(four_people):
    assert measuring.weighted_reciprocity(measuring.network(four_people)) == Share(2, 7, 4)


def test_a_reply_to_a_reply_answers_its_writer_and_not_the_asker(talk):
    thread = talk.asks(A)
    talk.answers(B, thread)
    talk.answers(C, thread, to=B)
    assert measuring.network(talk.posts) == {(B, A): 1, (C, B): 1}


def test_a_silent_community_has_no_shares():
    for share in (
        measuring.reciprocity(measuring.network([])),
        measuring.weighted_reciprocity(measuring.network([])),
        measuring.pay_forward([], END),
        measuring.top_share([])[0],
        measuring.broadcast([]),
        measuring.came_back([], set(), END),
        measuring.answered_within([], 24, END),
    ):
        assert share.percent is None and not share.tells
    assert measuring.median_hours([]) is None


# Paying forward


def test_who_was_helped_and_helped_a_third_within_14_days_paid_forward(talk):
    """B helps A on day 0; A helps C on day 14 to the hour, just in time: A paid forward.

    C was helped on day 14, and the 14 days from there end with the window: C counts, and
    helped nobody. So 1 of 2. B was never helped.
    """
    of_a, of_c = talk.asks(A), talk.asks(C)
    talk.answers(B, of_a, at(0))
    talk.answers(A, of_c, at(14))
    assert measuring.pay_forward(talk.posts, END) == Share(1, 2, 2)


def test_an_hour_too_late_is_not_paid_forward(talk):
    """A helps C 14 days and an hour after B helped A; C's days outlast the window: 0 of 1."""
    of_a, of_c = talk.asks(A), talk.asks(C)
    talk.answers(B, of_a, at(0))
    talk.answers(A, of_c, at(14, 1))
    assert measuring.pay_forward(talk.posts, END) == Share(0, 1, 1)


def test_thanking_the_helper_is_not_paying_forward(talk):
    """B helps A, A answers B in return: B was helped by A and A by B, nobody by a third."""
    of_a, of_b = talk.asks(A), talk.asks(B)
    talk.answers(B, of_a, at(1))
    talk.answers(A, of_b, at(2))
    assert measuring.pay_forward(talk.posts, END) == Share(0, 2, 2)


def test_who_was_helped_lately_is_left_out_even_if_they_helped(talk):
    """A is helped on day 15 and helps C on day 16: their 14 days end after the window."""
    of_a, of_c = talk.asks(A), talk.asks(C)
    talk.answers(B, of_a, at(15))
    talk.answers(A, of_c, at(16))
    assert measuring.pay_forward(talk.posts, END) == Share(0, 0, 0)


def test_help_given_before_one_was_helped_pays_nothing_forward(talk):
    """A helps C on day 1 and is helped by B on day 2: of A and C nobody paid forward."""
    of_a, of_c = talk.asks(A), talk.asks(C)
    talk.answers(A, of_c, at(1))
    talk.answers(B, of_a, at(2))
    assert measuring.pay_forward(talk.posts, END) == Share(0, 2, 2)


# Being answered


@pytest.fixture
def five_questions(talk):
    """A's after 2 h, B's after 24 h, C's after 30 h, D's never, E's asked 10 h before the end.

    Within 24 h: A and B of A, B, C, D (E is too young): 2 of 4. Within 72 h: A, B, C of
    four. E was answered after 1 h. Waits: 1, 2, 24, 30 h, so the median is 13 h. A's own
    addition after an hour answers nothing.
    """
    of_a, of_b, of_c = talk.asks(A, at(1)), talk.asks(B, at(2)), talk.asks(C, at(3))
    talk.asks(D, at(4))
    of_e = talk.asks(E, END - timedelta(hours=10))
    talk.answers(A, of_a, at(1, 1))
    talk.answers(B, of_a, at(1, 2))
    talk.answers(C, of_a, at(1, 3))
    talk.answers(A, of_b, at(3))
    talk.answers(A, of_c, at(3) + timedelta(hours=30))
    talk.answers(A, of_e, END - timedelta(hours=9))
    return talk.posts


def test_answered_within_a_day_and_three(five_questions):
    assert measuring.answered_within(five_questions, 24, END) == Share(2, 4, 4)
    assert measuring.answered_within(five_questions, 72, END) == Share(3, 4, 4)


def test_answered_of_asked_takes_every_age(five_questions):
    assert measuring.answered(five_questions) == Share(4, 5, 5)
    assert measuring.heard(five_questions) == Share(4, 5, 4)


def test_median_hours_to_the_first_reply(five_questions):
    assert measuring.median_hours(five_questions) == 13


def test_an_announcement_is_nothing_that_could_be_answered(talk):
    talk.asks(A, by_staff=True)
    question = talk.asks(A, by_staff=True, is_question=True)
    assert [post.thread for post in measuring.answerable(talk.posts)] == [question]


def test_answers_count_in_the_week_in_which_was_asked(five_questions):
    """The answer to C's question on day 3, after 30 h, and E's on the last day."""
    weeks = measuring.by_week(MONDAY, END)
    assert [(end - start).days for start, end in weeks] == [7, 7, 7, 7]
    assert weeks[0][0] == MONDAY and weeks[-1][1] == END
    assert measuring.answered(measuring.begun_in(five_questions, weeks[0])) == Share(3, 4, 4)
    assert measuring.answered(measuring.begun_in(five_questions, weeks[3])) == Share(1, 1, 1)


# Voices


def test_the_top_tenth_is_rounded_up(talk):
    """Eleven people reply to 20: number 1 five times, number 2 three times, the rest once.

    17 replies; a tenth of 11 rounds up to two people, who wrote 8 of them.
    """
    thread = talk.asks(20)
    for person, times in [(1, 5), (2, 3), *((n, 1) for n in range(3, 12))]:
        for _again in range(times):
            talk.answers(person, thread)
    assert measuring.top_share(talk.posts) == (Share(8, 17, 11), 2)
    assert measuring.top_share(talk.posts, fewest=5) == (Share(11, 17, 11), 5)


def test_broadcast_is_announcements_over_all_posts(talk):
    """Staff announces once, asks once and answers once among five posts: 1 of 5."""
    talk.asks(A, by_staff=True)
    talk.asks(A, by_staff=True, is_question=True)
    thread = talk.asks(B)
    talk.answers(C, thread)
    talk.answers(A, thread)
    assert measuring.broadcast(talk.posts) == Share(1, 5, 3)


def test_newcomers_who_came_back(talk):
    """A comes back on day 13, B on day 16, C never, D's 14 days are not over, E is known.

    A of A, B and C: 1 of 3.
    """
    for person, day in [(A, 0), (B, 1), (C, 2), (D, 20), (E, 0)]:
        talk.asks(person, at(day))
    for person, day in [(A, 13), (B, 16), (D, 21), (E, 1)]:
        talk.asks(person, at(day))
    assert measuring.came_back(talk.posts, {E}, END) == Share(1, 3, 3)


def test_who_has_not_been_greeted(talk):
    """A's first post is answered, B's is not, C replied to A and heard nothing, D is known."""
    of_a = talk.asks(A, at(0))
    of_b = talk.asks(B, at(1))
    talk.answers(C, of_a, at(2))
    talk.asks(D, at(3))
    talk.answers(B, of_b, at(4))
    assert [post.author for post in measuring.not_greeted(talk.posts, {D})] == [B, C]


def test_a_share_of_fewer_than_five_people_tells_nothing():
    assert not Share(3, 9, 4).tells
    assert Share(3, 9, 5).tells and Share(3, 9, 5).percent == 33

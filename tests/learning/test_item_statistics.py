"""Item analysis against published numbers, recomputed here by other means."""

from collections import Counter
from statistics import NormalDist, correlation

import pytest

from learning.reports import item_statistics as statistics

# "Item Analysis Worksheet", https://studylib.net/doc/25270846/item-anaylsis- : ten students, ten
# questions, two halves of five; with the difficulties and discriminations it prints.
STUDENTS = {
    "Joe": (100, "1111111111"),
    "Dave": (90, "1111111101"),
    "Sujie": (70, "1101111100"),
    "Darrell": (70, "0111110101"),
    "Eliza": (70, "1110111001"),
    "Zoe": (60, "1110110100"),
    "Grace": (60, "0110110101"),
    "Hannah": (50, "0111001010"),
    "Ricky": (50, "1110100001"),
    "Anita": (30, "0100010010"),
}
DIFFICULTY = [0.6, 1, 0.8, 0.5, 0.8, 0.8, 0.5, 0.6, 0.3, 0.6]
DISCRIMINATION = [0.4, 0, 0, 0.6, 0.4, 0.4, 0.6, 0.4, -0.2, 0.4]
SCORES = Counter(score for score, _answers in STUDENTS.values())


def right_at(question):
    return Counter(score for score, given in STUDENTS.values() if given[question] == "1")


@pytest.mark.parametrize("question", range(10))
def test_difficulty_and_discrimination_are_those_of_the_worksheet(question):
    right = right_at(question)
    p = statistics.difficulty(sum(right.values()), len(STUDENTS))
    assert p == pytest.approx(DIFFICULTY[question])
    d = statistics.discrimination(right, SCORES, share=0.5)
    assert d == pytest.approx(DISCRIMINATION[question])


@pytest.mark.parametrize("question", [0, 2, 3, 4, 5, 6, 7, 8, 9])
def test_the_point_biserial_is_pearsons_correlation(question):
    """As Crocker and Algina derive it: Pearson's r where one of the variables is 0 or 1."""
    answers = [int(given[question]) for _score, given in STUDENTS.values()]
    rest = [given.count("1") - int(given[question]) for _score, given in STUDENTS.values()]
    right = Counter(score for score, good in zip(rest, answers, strict=True) if good)
    found = statistics.point_biserial(right, Counter(rest))
    assert found == pytest.approx(correlation(answers, rest))


def test_where_everybody_is_right_there_is_no_correlation():
    assert statistics.point_biserial(right_at(1), SCORES) is None


def test_kelleys_share_separates_best():
    """Kelley 1939: of normal scores, the two tails differ most surely at 27 percent each.

    The mean of a tail p lies density/p from the middle; its standard error goes with 1/sqrt(p),
    so that density/sqrt(p) is to be as great as it can.
    """
    normal = NormalDist()
    shares = [n / 10_000 for n in range(1, 5_000)]
    best = max(shares, key=lambda p: normal.pdf(normal.inv_cdf(p)) / p**0.5)
    assert best == pytest.approx(statistics.KELLEY, abs=0.001)


def test_a_border_through_one_score_takes_part_of_all_who_have_it():
    numbers = {10: 10, 5: 80, 0: 10}
    upper, lower = statistics.outer_groups(numbers)
    assert upper == {10: 1, 5: pytest.approx(17 / 80)}
    assert lower == {0: 1, 5: pytest.approx(17 / 80)}
    # All at 10 and half of those at 5 are right: (10 + 8.5) / 27 less 8.5 / 27.
    right = {10: 10, 5: 40}
    assert statistics.discrimination(right, numbers) == pytest.approx(10 / 27)


@pytest.mark.parametrize("chose, works", [(4, False), (5, True)])
def test_a_distractor_functions_from_five_percent_on(chose, works):
    assert statistics.functions(chose, 100) is works


@pytest.mark.parametrize(
    "keys, distractors, miskeyed",
    [([0.3], [0.5, 0.2], True), ([0.5], [0.3, 0.2], False), ([0.9, 0.2], [0.3], True),
     ([0.4], [0.4], False), ([], [0.4], False)],
)  # fmt: skip
def test_a_question_is_likely_miskeyed_where_the_best_prefer_a_distractor(
    keys, distractors, miskeyed
):
    assert statistics.likely_miskeyed(keys, distractors) is miskeyed

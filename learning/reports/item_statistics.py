"""The numbers of item analysis, from counts alone.

Sources:

- Difficulty p, the share right of all who answered; discrimination D = p(upper) - p(lower):
  R. L. Ebel and D. A. Frisbie, Essentials of Educational Measurement, 5th ed., 1991, ch. 13.
- The upper and the lower 27 percent: T. L. Kelley, "The selection of upper and lower groups for
  the validation of test items", Journal of Educational Psychology 30 (1939), 17-24.
- The point-biserial correlation r = (M1 - M) / S * sqrt(p / q), with M1 the mean score of those
  who were right, M and S mean and standard deviation of all, and the item left out of the score:
  L. Crocker and J. Algina, Introduction to Classical and Modern Test Theory, 1986, ch. 14.
- A distractor does not function when fewer than 5 percent choose it: T. M. Haladyna and
  S. M. Downing, "How many options is enough for a multiple-choice test item?", Educational and
  Psychological Measurement 53 (1993), 999-1010.
"""

from math import sqrt

KELLEY = 0.27
FUNCTIONS_FROM = 0.05


def difficulty(right, answered):
    """p: the share of those who answered that were right. High is easy."""
    return right / answered


def outer_groups(numbers, share=KELLEY):
    """The weights ({score: share of its people}) of the upper and of the lower group.

    ``numbers`` is {score: how many have it}. Each group holds exactly ``share`` of all people.
    Where the border runs through people with one score, all of these count by the part of
    them that still fits: the mean over every way to draw among them.
    """
    return _taken(numbers, share, reverse=True), _taken(numbers, share, reverse=False)


def _taken(numbers, share, reverse):
    room, weights = share * sum(numbers.values()), {}
    for score in sorted(numbers, reverse=reverse):
        if room <= 0:
            break
        weights[score] = min(1.0, room / numbers[score])
        room -= numbers[score]
    return weights


def share_in(weights, chose, numbers):
    """Of a weighted group, the share that ``chose`` ({score: how many}) something."""
    size = sum(weight * numbers[score] for score, weight in weights.items())
    return sum(weight * chose.get(score, 0) for score, weight in weights.items()) / size


def discrimination(right, numbers, share=KELLEY):
    """D: the share right in the upper group less that in the lower one, from -1 to 1.

    Both arguments are {score: how many}, of those who were right and of all.
    """
    upper, lower = outer_groups(numbers, share)
    return share_in(upper, right, numbers) - share_in(lower, right, numbers)


def point_biserial(right, numbers):
    """r between being right and the score; None where one of them does not vary."""
    people, good = sum(numbers.values()), sum(right.values())
    mean = sum(score * n for score, n in numbers.items()) / people
    spread = sqrt(sum(n * (score - mean) ** 2 for score, n in numbers.items()) / people)
    if not spread or not 0 < good < people:
        return None
    mean_right = sum(score * n for score, n in right.items()) / good
    return (mean_right - mean) / spread * sqrt(good / (people - good))


def functions(chose, answered):
    """Whether a distractor misleads enough people to be worth its place."""
    return chose / answered >= FUNCTIONS_FROM


def likely_miskeyed(keys, distractors):
    """Whether in the upper group a distractor beats the key; both are shares there.

    With several keys, the one that the group chose least.
    """
    return bool(keys and distractors) and max(distractors) > min(keys)

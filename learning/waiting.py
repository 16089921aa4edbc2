"""What waits for an instructor in their courses; apps above this one add what they know of."""

from collections import Counter

_sources = []


def waits_for_instructors(source):
    """Register a function of (user, course keys): pairs of a course's key and a learner's id,
    one for each thing that waits for this person to act."""
    _sources.append(source)
    return source


def waiting_by_course(user, keys):
    """{course key: how many things wait}."""
    return Counter(key for key, _learner in _all(user, keys))


def learners_waiting(user, keys):
    """{(course key, id of a learner)} for whom something waits."""
    return set(_all(user, keys))


def _all(user, keys):
    return [pair for source in _sources for pair in source(user, keys)]

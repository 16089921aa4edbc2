"""Every page of the site in each of its states, as the demonstration has them."""

from . import (
    accounts,
    articles,
    certificates,
    discussions,
    errors,
    files,
    institutions,
    learning,
    lessons,
    mentors,
    moderation,
    outside,
    plans,
    shelves,
)

# In this order they are opened, and some change what the next ones meet.
PARTS = [
    outside, lessons, learning, plans, certificates, institutions, accounts, discussions, files,
    shelves, articles, mentors, moderation, errors,
]  # fmt: skip
SCREENS = [screen for part in PARTS for screen in part.SCREENS]

"""The demonstration's community: what its people say to each other, write and share."""

from .answering import load_answering
from .articles import load_articles
from .cohorts import load_cohort_talk
from .discussions import load_discussions
from .files import load_files
from .follows import load_follows
from .mentors import load_mentors
from .shelves import load_shelves

# In this order: what is told later may speak of what is there already.
LOADERS = [
    load_discussions,
    load_articles,
    load_files,
    load_mentors,
    load_shelves,
    load_follows,
    load_answering,
    load_cohort_talk,
]


def load_community():
    """Load what is not there yet; a second run makes nothing."""
    for load in LOADERS:
        load()

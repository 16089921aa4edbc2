"""The demonstration's community: what its people say to each other, write and share."""

from .discussions import load_discussions
from .follows import load_follows

# In this order: what is told later may speak of what is there already.
LOADERS = [load_discussions, load_follows]


def load_community():
    """Load what is not there yet; a second run makes nothing."""
    for load in LOADERS:
        load()

"""When questions come back after a finished course, in days."""

from datetime import timedelta

from learning.models.remembering import Occasion

CARDS = {Occasion.CARD_3: 3, Occasion.CARD_10: 10, Occasion.AGAIN: 13}
PER_CARD = 2
LATE = timedelta(days=2)  # a card that could not be told by then is not told any more
CARD_FOR = timedelta(days=14)  # it waits on the dashboard this long

"""The posts of a course that are its instructor's to answer wait on their first screen."""

from community.models import Ask, Climb, Rung
from learning.waiting import learners_waiting, waiting_by_course

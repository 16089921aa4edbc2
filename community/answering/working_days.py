"""The site's calendar, for whoever counts working days below this app."""

from community.models import WorkingHours
from learning.reviewing.working_days import keeps_the_calendar

keeps_the_calendar(WorkingHours.current)

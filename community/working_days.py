"""The site's calendar, for whoever counts working days below this app."""

from learning.working_days import keeps_the_calendar

from .models import WorkingHours

keeps_the_calendar(WorkingHours.current)

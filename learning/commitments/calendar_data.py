"""What "my data" says of the calendar's address."""

from accounts.personal_data import moment, part_of_my_data
from learning.models import CalendarFeed


@part_of_my_data("calendar_feed")
def my_calendar_feed(user):
    feed = CalendarFeed.objects.filter(user=user).first()
    return {
        "on": bool(feed and feed.is_on),
        "with_my_words": bool(feed and feed.with_words),
        "address_changed": moment(feed and feed.changed_at),
    }

"""The dates between which a page is live, and on whose clock."""

from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from wagtail.admin.panels import PublishingPanel


def _whose_clock():
    zone = timezone.get_current_timezone_name().replace("_", " ")
    return _("In your own time, %(zone)s, which your profile on the site sets.") % {"zone": zone}


class SchedulePanel(PublishingPanel):
    """Wagtail's, and it says in whose hours the dates are."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        for date in self.children:
            date.help_text = lazy(_whose_clock, str)()

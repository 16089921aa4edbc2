"""Strategy plans that their owners let others read, where the community meets them."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from learning.models import Plan, SectionText


def plans_with_words(user):
    """The plans that this person may read and in which something was saved."""
    return Plan.objects.readable_by(user).filter(Exists(saved_texts()))


def saved_texts():
    """The saved words of the plan around it."""
    texts = SectionText.objects.filter(plan=OuterRef("pk"), submitted__isnull=False)
    return texts.exclude(submitted__text="")


def title_of(plan):
    if plan.center:
        return _("Strategy plan for %(center)s") % {"center": plan.center}
    return _("Strategy plan")

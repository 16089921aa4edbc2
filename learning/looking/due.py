"""Looks that are not answered: one reminder, and then somebody else is asked."""

from accounts.due import due
from accounts.reach import is_here
from learning.models import Look
from learning.models.locks import locked
from learning.reviewing.working_days import Ages

from .asking import go_on
from .notices import remind_reviewer, tell_where_it_went

WORKING_DAYS = 5  # until the reminder, and as many again until it goes on
AT_ONCE = 100


@due
def move_looks_on():
    """Each row is claimed by one UPDATE, so that two at once do nothing twice.

    With the plan of somebody who is not here nobody is troubled.
    """
    before = Ages().older_than(WORKING_DAYS)
    waiting = Look.objects.waiting().filter(is_here("plan__user"))
    waiting = waiting.select_related("plan__user", "reviewer")
    for look in waiting.filter(reminded_at__lt=before)[:AT_ONCE]:
        hand_on(look, look.pass_on)
    for look in waiting.filter(reminded_at=None, asked_at__lt=before)[:AT_ONCE]:
        if look.remind():
            remind_reviewer(look)


def hand_on(look, let_go):
    """Let go of a look (``look.decline`` or ``look.pass_on``) and ask the next. Once only.

    The plan is held first, as by everybody who changes who reads it.
    """
    with locked(look.plan):
        if not let_go():
            return False
        tell_where_it_went(look, go_on(look))
        return True

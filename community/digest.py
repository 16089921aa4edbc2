"""What the community adds to a person's digest, and whom it keeps from mail."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.mail.digests import digest_part
from accounts.reach import withholds_mail

from .answering.waiting import could_answer
from .models import Suspension
from .standing import is_suspended

LOOKED_AT = 10  # those said before are left out

withholds_mail(is_suspended, lambda: Suspension.objects.in_force().values("user"))


@digest_part(10, gettext_lazy("A question you could answer"), at_most=1)
def question_to_answer(user, since):
    """The one that this person could answer best; each is asked of them once."""
    for thread in could_answer(user, LOOKED_AT):
        words = {
            "title": thread.title,
            "name": thread.author.get_full_name(),
            "space": thread.space,
            "because": thread.because,
        }
        sentence = _("“%(title)s”, by %(name)s in %(space)s (%(because)s)")
        yield (
            sentence % words,
            f"{thread.get_absolute_url()}#write-thread-{thread.pk}",
            thread.target,
        )

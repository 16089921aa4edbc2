"""Who may be mailed at all, asked each time before anything optional is sent; and who is here."""

from allauth.account.models import EmailAddress
from django.db.models import Q

_withholders = []
_withheld = []


def withholds_mail(ask, people):
    """Register a function that says whether a person is to get no optional mail now.

    ``people()`` is the query for the ids of all of whom it says so.
    """
    _withholders.append(ask)
    _withheld.append(people)


def may_be_mailed(person):
    """Active, at a confirmed address, and no app has a reason against it."""
    if not person.is_active or not person.email:
        return False
    theirs = EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True)
    return theirs.exists() and not is_withheld(person)


def is_withheld(person):
    """Whether some app has a reason against mailing this person, as a suspension is."""
    return any(ask(person) for ask in _withholders)


def is_here(field):
    """A condition for rows of people, named by this field: active, and not withheld."""
    found = Q(**{f"{field}__is_active": True})
    for people in _withheld:
        found &= ~Q(**{f"{field}__in": people()})
    return found

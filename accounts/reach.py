"""Who may be mailed at all, asked each time before anything optional is sent."""

from allauth.account.models import EmailAddress

_withholders = []


def withholds_mail(ask):
    """Register a function that says whether a person is to get no optional mail now."""
    _withholders.append(ask)
    return ask


def may_be_mailed(person):
    """Active, at a confirmed address, and no app has a reason against it."""
    if not person.is_active or not person.email:
        return False
    theirs = EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True)
    return theirs.exists() and not is_withheld(person)


def is_withheld(person):
    """Whether some app has a reason against mailing this person, as a suspension is."""
    return any(ask(person) for ask in _withholders)

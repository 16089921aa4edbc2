"""People, made as they make themselves."""

from allauth.account.models import EmailAddress

from accounts.models import Institution, User

PASSWORD = "common-thread"


def make_person(name, email, institution="Larkspur Community College", **fields):
    """A person with a confirmed address and the password ``PASSWORD``."""
    user = User.objects.create_user(
        email,
        PASSWORD,
        display_name=name,
        certificate_name=name,
        institution=Institution.named(institution),
        **fields,
    )
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user

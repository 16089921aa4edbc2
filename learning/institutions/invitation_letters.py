"""The mail with which a coordinator invites somebody: through the outbox like any other.

What it says is the site's: of what a coordinator types, only the institution's name,
the course and their own name stand in it, each on one line.
"""

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from accounts.mail.drawing import drawn, on_one_line
from accounts.models import OutgoingMail, User
from learning.models import Invitation, SeatGrant
from learning.models.locks import locked


def write(invitations):
    """Put a mail into the outbox for each (invitation, token); they go out within minutes."""
    emails = [invitation.email for invitation, _token in invitations]
    accounts = User.objects.annotate(lower=Lower("email")).filter(lower__in=emails)
    people = {person.lower: person for person in accounts}
    for invitation, token in invitations:
        subject, text, html = drawn("learning/mail/invitation", _context(invitation, token))
        OutgoingMail.objects.write(
            OutgoingMail.Kind.ACCOUNT,
            f"invitation:{invitation.pk}:{invitation.sent_times}",
            person=people.get(invitation.email),
            address=invitation.email,
            subject=subject[:300],
            text=text,
            html=html,
        )


def send_again(invitation):
    """Another link to the same address; the one before opens nothing. False if too soon."""
    with transaction.atomic(), locked(invitation, "institution", "grant__course") as row:
        held = SeatGrant.objects.select_for_update().filter(pk=row.grant_id)
        list(held.values_list("pk", flat=True))
        if not row.can_be_sent_again:
            return False
        if not row.is_open and not held.with_use().filter(left__gt=0).exists():
            return False
        token = row.new_token()
        row.sent_at, row.sent_times = timezone.now(), row.sent_times + 1
        row.save(update_fields=["digest", "expires_at", "sent_at", "sent_times"])
        write([(Invitation.objects.get(pk=row.pk), token)])
    return True


def _context(invitation, token):
    path = reverse("learning:invitation", args=[token])
    by = invitation.made_by
    return {
        "institution": on_one_line(invitation.institution.name),
        "course": on_one_line(invitation.grant.course.title),
        "inviter": on_one_line(by.get_full_name()) if by else "",
        "invitation_url": f"{settings.SITE_URL}{path}",
        "expires_at": invitation.expires_at,
    }

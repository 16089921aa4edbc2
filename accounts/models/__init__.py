from .brand import Brand
from .institutions import Institution
from .mail import OutgoingMail
from .mail_settings import ChannelChoice, MailSettings
from .memberships import Membership
from .notifications import Notification
from .users import LastAdministrator, User

__all__ = [
    "Brand",
    "ChannelChoice",
    "Institution",
    "LastAdministrator",
    "MailSettings",
    "Membership",
    "Notification",
    "OutgoingMail",
    "User",
]

from .brand import Brand
from .institutions import Institution
from .notifications import Notification
from .users import LastAdministrator, User

__all__ = ["Brand", "Institution", "LastAdministrator", "Notification", "User"]

from .brand import Brand
from .institutions import Institution
from .notifications import Notification
from .users import User

__all__ = ["Brand", "Institution", "Notification", "User"]

from .institutions import Institution
from .users import User

__all__ = ["Institution", "User"]

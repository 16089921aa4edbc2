from .brand import Brand
from .institutions import Institution
from .users import User

__all__ = ["Brand", "Institution", "User"]

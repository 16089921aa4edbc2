"""Courses and people for the tests, made through the models an author uses."""

from .blocks import *
from .checks import *
from .deeds import *
from .pages import *
from .people import *
from .stories import *

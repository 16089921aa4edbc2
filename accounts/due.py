"""What ``manage.py tick`` does: each app registers its part.

A part may run at any moment, twice, or twice at once, and must then do nothing twice.
"""

import logging

logger = logging.getLogger(__name__)

_parts = []


def due(do):
    """Register a function without arguments that does whatever of its kind is due."""
    _parts.append(do)
    return do


def do_what_is_due():
    """Run every part. One that fails is logged and keeps none of the others from running.

    Returns the names of those that failed.
    """
    failed = []
    for part in _parts:
        try:
            part()
        except Exception:
            logger.exception("%s.%s failed", part.__module__, part.__qualname__)
            failed.append(part.__qualname__)
    return failed

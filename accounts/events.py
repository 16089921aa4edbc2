"""How notifications read: each app registers the events that it tells of.

``describe(recipient, notifications)`` gives each of them a ``sentence`` and a
``url``, in as many queries however many there are; it leaves both out for what the
recipient may not see any more, which is then not shown.
"""

_describers = {}


def describes(*events):
    """Register a function for these events."""

    def register(describe):
        _describers.update(dict.fromkeys(events, describe))
        return describe

    return register


def described(recipient, notifications):
    """Those of the notifications that can be shown, each with its sentence and address."""
    notifications = list(notifications)
    for describe in set(_describers.values()):
        theirs = [row for row in notifications if _describers.get(row.event) is describe]
        if theirs:
            describe(recipient, theirs)
    return [row for row in notifications if getattr(row, "sentence", "")]

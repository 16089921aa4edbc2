"""Text typed by someone who has to sign in or enroll first, kept until they come back.

It lies in the session, which survives sign-in and sign-up and is dropped at
sign-out, so that nothing is left behind on a shared computer.
"""

SESSION_KEY = "parked"
AT_MOST = 20


def park(request, lesson_id, block_id, data):
    """Keep what was typed for one block: a dict of plain strings and lists."""
    kept = request.session.get(SESSION_KEY, {})
    kept.pop(_name(lesson_id, block_id), None)
    while len(kept) >= AT_MOST:
        kept.pop(next(iter(kept)))
    kept[_name(lesson_id, block_id)] = data
    request.session[SESSION_KEY] = kept


def parked(request, lesson_id):
    """What is kept for a lesson, as {block id: data}."""
    prefix = _name(lesson_id, "")
    return {
        name.removeprefix(prefix): data
        for name, data in request.session.get(SESSION_KEY, {}).items()
        if name.startswith(prefix)
    }


def parked_by_writer(request, lesson_id, block_id):
    """What this very writer typed there before they had to sign in again; else nothing."""
    typed = parked(request, lesson_id).get(block_id, {})
    return typed if typed.get("writer") == str(request.user.public_id) else {}


def unpark(request, lesson_id, block_id):
    """Forget what was kept for a block, once it is saved."""
    kept = request.session.get(SESSION_KEY, {})
    if kept.pop(_name(lesson_id, block_id), None) is not None:
        request.session[SESSION_KEY] = kept


def _name(lesson_id, block_id):
    return f"{lesson_id}:{block_id}"

"""Who may read a lesson."""


def may_read(user, page, state):
    """Enrolled people in their order, anyone where it is open to all, and its editors."""
    if state.is_open:
        return True
    if page.open_to_all and state.lesson and state.outline.course_live:
        return True
    return is_editor(user, page)


def is_editor(user, page):
    """Whether this person may edit the page in the CMS, and so see it unenrolled."""
    return user.is_authenticated and page.permissions_for_user(user).can_edit()

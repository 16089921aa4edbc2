"""What an instructor reads of all who take a course: numbers of groups, never of one person.

A figure about fewer than five people is not shown, nor told in an export.
"""

AT_LEAST = 5


def hidden(number):
    """Whether a group of this size is too small to say anything about."""
    return number < AT_LEAST

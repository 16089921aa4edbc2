"""The spaces that one person may read, found once for several queries of a request."""

from accounts.prepared import Prepared

from .models import Space
from .standing import is_moderator

AT_MOST = 500
PLACE = ("pk", "kind", "lesson_key", "page", "course_key")


def _places(at_most, spaces):
    return spaces.order_by().values_list(*PLACE, "post_first")[: at_most + 1]


@Prepared
def _places_visible_to(at_most, user):
    """Of who is no moderator."""
    user._is_moderator = False
    return _places(at_most, Space.objects.visible_to(user))


class Readable:
    """``spaces`` is for ``Thread.objects.visible_to``: keys, which a database takes better
    than a condition; where there are very many, the condition. ``keys`` are those of all that
    are visible, with those that ask for a post first; None where there are very many."""

    def __init__(self, user):
        if user.is_authenticated and not is_moderator(user):
            places = _places_visible_to(AT_MOST, user=user)
        else:
            places = list(_places(AT_MOST, Space.objects.visible_to(user)))
        if len(places) > AT_MOST:
            self.keys = self._places = None
            self.spaces = Space.objects.readable_by(user).order_by()
            return
        self.keys = [place[0] for place in places]
        readable = {place[0] for place in places if not place[-1]}
        if len(readable) < len(places):
            readable.update(Space.objects.readable_by(user).values_list("pk", flat=True))
        self._places = [place[:-1] for place in places if place[0] in readable]
        self.spaces = [place[0] for place in self._places]

    @property
    def is_complete(self):
        """Whether all of them are known by their keys."""
        return self._places is not None

    def places_in(self, course_keys):
        """(key, kind, lesson, page, course) of those that belong to these courses."""
        if not course_keys:
            return []
        if self.is_complete:
            return [place for place in self._places if place[-1] in course_keys]
        spaces = Space.objects.filter(course_key__in=course_keys).order_by()
        return list(spaces.values_list(*PLACE))

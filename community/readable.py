"""The spaces that one person may read, found once for several queries of a request."""

from .models import Space

AT_MOST = 500
PLACE = ("pk", "kind", "lesson_key", "page", "course_key")


class Readable:
    """``spaces`` is for ``Thread.objects.visible_to``: keys, which a database takes better
    than a condition; where there are very many, the condition. ``visible`` are the spaces
    themselves, with those that ask for a post first."""

    def __init__(self, user):
        self.visible = Space.objects.visible_to(user)
        rows = self.visible.order_by().values_list(*PLACE, "post_first")[: AT_MOST + 1]
        places = list(rows)
        if len(places) > AT_MOST:
            self._places, self.spaces = None, Space.objects.readable_by(user).order_by()
            return
        self.visible = Space.objects.filter(pk__in=[place[0] for place in places])
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

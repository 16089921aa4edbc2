"""Who hosts what is said in a space."""

from django.contrib.auth.models import Group
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from community.models import Absence, Climb, Space, Suspension, WorkingHours
from community.standing import MODERATORS, is_moderator
from courses.models import CourseRole


def hosts_of(space):
    """Everybody who could host this space, whoever comes first in question first.

    Its own host; else who teaches its course, the longest first; else the moderators in
    turn: next is to whom something was given longest ago; else the administrators.
    """
    hosts = [space.host] if space.host else []
    if key := space.key_of_course:
        hosts += [role.user for role in CourseRole.objects.instructors_of(key)]
    hosts += _in_turn(User.objects.filter(groups__in=Group.objects.filter(name=MODERATORS)))
    hosts += User.objects.filter(is_superuser=True).order_by("pk")
    return [host for host in dict.fromkeys(hosts) if host.is_active]


def still_hosted():
    """The condition that the host of a climb is here and one of ``hosts_of`` its space."""
    host, space = OuterRef("host"), OuterRef("post__space")
    named = Space.objects.filter(pk=space, host=host, host__is_active=True)
    teaching = CourseRole.objects.instructors_of(OuterRef("post__space__course_key"))
    moderators = User.objects.filter(Q(is_superuser=True) | Q(groups__name=MODERATORS))
    moderating = moderators.filter(pk=host, is_active=True)
    return Exists(named) | Exists(teaching.filter(user=host)) | Exists(moderating)


def _in_turn(people):
    people = people.annotate(last=Max("hosted_climbs__pk")).distinct()
    never = [person for person in people if person.last is None]
    rest = [person for person in people if person.last is not None]
    return [*sorted(never, key=_by_pk), *sorted(rest, key=lambda one: (one.last, one.pk))]


def _by_pk(person):
    return person.pk


def away(day=None):
    """The ids of those who are away on this date, by the site's calendar, or may not post."""
    day = day or WorkingHours.current().local_date(timezone.now())
    absent = Absence.objects.on(day).order_by().values_list("user")
    return {pk for (pk,) in absent.union(Suspension.objects.in_force().values_list("user"))}


def host_of(post, absent=None):
    """The person who looks after this post: never its author, nobody absent if it can be.

    None on a site without anybody who could.
    """
    absent = away() if absent is None else absent
    hosts = [host for host in hosts_of(post.thread.space) if host.pk != post.author_id]
    present = [host for host in hosts if host.pk not in absent]
    return next(iter(present or hosts), None)


def hosts_anything(user):
    """Whether this person looks after the community, a course's discussions or a space."""
    return is_moderator(user) or Space.objects.hosted_by(user).exists()


def is_host(user):
    """Whether "Yours to answer" is theirs to see: they look after something, or a post."""
    if not user.is_authenticated:
        return False
    return hosts_anything(user) or Climb.objects.filter(host=user).exists()

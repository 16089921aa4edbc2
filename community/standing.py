"""What a person may do because of who they are, apart from any one thread."""

import re
from datetime import timedelta

from django.db.models import Exists, Q
from django.utils import timezone

from accounts.models import User
from accounts.prepared import Prepared
from courses.models import CourseRole
from courses.models.roles import parts_of

MODERATORS = "Community moderators"
MENTORS = "Mentors"

# Whose posts with links wait for a glance, and whose number is limited most: people with
# fewer published posts than this.
NEWCOMER_BELOW = 3
POSTS_AN_HOUR = {True: 5, False: 40}  # newcomers, others
FILES_AN_HOUR = {True: 5, False: 20}
ARTICLES_A_DAY = 5
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def is_moderator(user):
    """Whether this person looks after the whole community; asked once per person and request."""
    if not user.is_authenticated or not user.is_active:
        return False
    if not hasattr(user, "_is_moderator"):
        user._is_moderator = user.is_superuser or user.groups.filter(name=MODERATORS).exists()
    return user._is_moderator


def learn_standing(user):
    """Find out in one query what is asked of a person one by one; kept for the request."""
    if not user.is_authenticated:
        return
    [found] = _standing(user=user, now=timezone.now())
    in_group, user._is_host, user._is_suspended = map(bool, found)
    user._is_moderator = user.is_active and (user.is_superuser or in_group)


@Prepared
def _standing(user, now):
    from .models import Suspension

    in_group = User.groups.through.objects.filter(user=user, group__name=MODERATORS)
    has_part = CourseRole.objects.filter(user=user)
    suspended = Suspension.objects.in_force(user, now)
    asked = Exists(in_group), Exists(has_part), Exists(suspended)
    return User.objects.filter(pk=user.pk).values_list(*asked)


def moderators_among(user_pks):
    """Those of these people for whom ``is_moderator`` holds."""
    people = User.objects.filter(pk__in=user_pks, is_active=True)
    return people.filter(Q(is_superuser=True) | Q(groups__name=MODERATORS)).distinct()


def is_host(user):
    """Whether this person looks after the community or teaches a course; asked once a request."""
    if is_moderator(user):
        return True
    if not user.is_authenticated:
        return False
    if not hasattr(user, "_is_host"):
        user._is_host = bool(parts_of(user))
    return user._is_host


def is_newcomer(user):
    """Whether this person has posted next to nothing so far."""
    from .models import Post

    posts = Post.objects.published().filter(author=user).order_by()
    return posts[:NEWCOMER_BELOW].count() < NEWCOMER_BELOW


def is_suspended(user):
    from .models import Suspension

    if hasattr(user, "_is_suspended"):
        return user._is_suspended
    return Suspension.objects.in_force(user).exists()


def posts_too_often(user):
    """Whether this person has posted as much within the last hour as their standing allows."""
    from .models import Post

    return _too_often(user, Post.objects.filter(author=user), "created_at", POSTS_AN_HOUR)


def publishes_too_often(user):
    """Whether this person has made as many articles public within a day as anybody may."""
    from .models import ArticlePage

    if is_moderator(user):
        return False
    a_day_ago = timezone.now() - timedelta(days=1)
    lately = ArticlePage.objects.by(user).filter(first_published_at__gt=a_day_ago)
    return lately.count() >= ARTICLES_A_DAY


def waits_for_a_glance(user, text):
    """Whether a post is shown only after a moderator saw it: links of a newcomer."""
    return bool(LINK.search(text)) and not is_moderator(user) and is_newcomer(user)


def shares_too_often(user):
    """Whether this person has sent as many files within the last hour as their standing allows."""
    from .models import FileVersion

    return _too_often(user, FileVersion.objects.filter(by=user), "made_at", FILES_AN_HOUR)


def _too_often(user, rows, made_at, most):
    if is_moderator(user):
        return False
    an_hour_ago = timezone.now() - timedelta(hours=1)
    lately = rows.filter(**{f"{made_at}__gt": an_hour_ago}).count()
    return lately >= min(most.values()) and lately >= most[is_newcomer(user)]


def files_wait_for_a_glance(user):
    """Whether a file is listed only after a moderator saw it: the first of a newcomer."""
    from .models import SharedFile

    if is_moderator(user) or not is_newcomer(user):
        return False
    shown = SharedFile.objects.filter(owner=user, state=SharedFile.State.PUBLISHED)
    return shown[:NEWCOMER_BELOW].count() < NEWCOMER_BELOW

"""What a row of the table says, and what several rows say by role."""

from collections.abc import Callable
from dataclasses import dataclass

ROLES = [
    "visitor", "learner", "other", "mentor", "instructor", "moderator", "coordinator", "admin",
]  # fmt: skip


@dataclass
class Row:
    """What an address answers by role: to a GET, and to a POST of ``data(cast)``.

    "in" leads to signing in, "on" leads to another page. Without ``post`` a POST is no
    act of its own, or it is allauth's and tested with the accounts.
    """

    get: str
    post: str = ""
    args: Callable = lambda cast: []
    data: Callable = lambda cast: {}
    writes: str = "learner"  # for whom the POST makes or takes away rows


# role:       visitor learner other mentor instructor moderator coordinator admin
ALL = "           200 200 200 200 200 200 200 200"
PEOPLE = "         in 200 200 200 200 200 200 200"
MINE = "           in 200 404 404 404 404 404 404"
MY_FORM = "        in  on 404 404 404 404 404 404"
IN_THE_COURSE = "  in  on enroll enroll enroll enroll enroll enroll"
SIGNED_IN_ON = "   in  on  on  on  on  on  on  on"
OUTSIDE = "       200  on  on  on  on  on  on  on"
WRITERS = "        in  in  in  in 200 404 404 200"  # of a course
TO_WRITERS = "     in  in  in  in  on 404 404  on"
CMS_POSTS = "      in  in  in  in 405 405 405 405"
INSTRUCTOR = "     in  in  in  in 200 404 404 404"  # not an administrator, who does not teach it
TO_INSTRUCTOR = "  in  in  in  in  on 404 404 404"
CMS_HOSTS = "      in  in  in  in 200 200  on 200"
STAFF = "          in  in  in  in 200  on  on 200"
READERS = "       404 200 404 404 200 404 404 200"  # of a lesson: who takes or writes it
NOBODY = "        404 404 404 404 404 404 404 404"
NO_SECOND_STEP = " in 404 404 404 404 404 404 404"
TO_SIGN_IN = "     in  in  in  in  in  in  in  in"
ELSEWHERE = "      on  on  on  on  on  on  on  on"
REFUSED = "       405 405 405 405 405 405 405 405"
READ_ONLY = "      in 405 405 405 405 405 405 405"
MEMBERS = "         404 200 404 404 200 200 404 200"  # of a space: who takes or hosts the course
MEMBERS_SIGNED_IN = " in 200 404 404 200 200 404 200"
TO_MEMBERS = "      404  on 404 404  on  on 404  on"
TO_MEMBERS_SIGNED_IN = " in on 404 404 on on 404 on"
HOSTS = "            in 404 404 404 200 200 404 200"
TO_HOSTS = "         in 404 404 404  on  on 404  on"
OTHERS = "           in 404 200 200 200 200 200 200"  # of the learner: everybody else
TO_OTHERS = "        in 404  on  on  on  on  on  on"
MODERATORS = "       in 404 404 404 404 200 404 200"
MEMBERS_ONLY = "learner instructor moderator admin"
HOSTS_ONLY = "instructor moderator admin"
NO_PLAN_YET = "mentor instructor moderator coordinator admin"
PEOPLE_ONLY = "other mentor instructor moderator coordinator admin"

COORDINATES = "in 404 404 404 404 404 200 404"  # of the learner's institution
TO_COORDINATE = "in 404 404 404 404 404 on 404"

PAGES = r"/^((?:[\w\-]+/)*)$"  # Wagtail's pages, which any address may be

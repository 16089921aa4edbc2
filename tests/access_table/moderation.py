"""Reports, what moderators do, and how healthy the talk is."""

from .row import (
    HOSTS,
    HOSTS_ONLY,
    MEMBERS_ONLY,
    MEMBERS_SIGNED_IN,
    MODERATORS,
    OTHERS,
    PEOPLE_ONLY,
    READ_ONLY,
    TO_HOSTS,
    TO_MEMBERS_SIGNED_IN,
    TO_OTHERS,
    Row,
)

TABLE = {
    "community:report_post": Row(
        MEMBERS_SIGNED_IN, TO_MEMBERS_SIGNED_IN, args=lambda cast: [cast.post.pk],
        data=lambda cast: {"reason": "spam"}, writes=MEMBERS_ONLY,
    ),
    "community:report_person": Row(
        OTHERS, TO_OTHERS, args=lambda cast: [cast.learner.public_id],
        data=lambda cast: {"reason": "spam"}, writes=PEOPLE_ONLY,
    ),
    "community:person_at_risk": Row(
        OTHERS, READ_ONLY, args=lambda cast: [cast.learner.public_id], writes=""
    ),
    "community:person_reports": Row(
        MODERATORS, READ_ONLY, args=lambda cast: [cast.learner.public_id], writes=""
    ),
    "community:dismiss_person": Row(
        MODERATORS, "in 404 404 404 404 on 404 on", args=lambda cast: [cast.learner.public_id],
        data=lambda cast: {"reason": "Fine"}, writes="moderator admin",
    ),
    "community:at_risk": Row(
        MEMBERS_SIGNED_IN, READ_ONLY, args=lambda cast: [cast.post.pk], writes=""
    ),
    "community:queue": Row("in 404 404 404 200 200 404 200", READ_ONLY, writes=""),
    "community:acts": Row("in 404 404 404 404 200 404 200", READ_ONLY, writes=""),
    "community:health": Row("in 404 404 404 on 200 404 200", READ_ONLY, writes=""),
    "community:health_csv": Row("in 404 404 404 404 200 404 200", READ_ONLY, writes=""),
    "community:course_health": Row(
        HOSTS, READ_ONLY, args=lambda cast: [cast.course.slug], writes=""
    ),
    "community:course_health_csv": Row(
        HOSTS, READ_ONLY, args=lambda cast: [cast.course.slug], writes=""
    ),
    "community:moderate_post": Row(
        HOSTS, TO_HOSTS, args=lambda cast: [cast.post.pk, "hide"],
        data=lambda cast: {"reason": "Unkind"}, writes=HOSTS_ONLY,
    ),
    "community:moderate_thread": Row(
        HOSTS, TO_HOSTS, args=lambda cast: [cast.thread.pk, "lock"],
        data=lambda cast: {"reason": "Done"}, writes=HOSTS_ONLY,
    ),
    "community:suspend": Row(
        "in 404 404 404 404 200 404 200", "in 404 404 404 404 on 404 on",
        args=lambda cast: [cast.learner.public_id],
        data=lambda cast: {"days": "7", "reason": "Spam"}, writes="moderator admin",
    ),
}  # fmt: skip

"""The community: the thread stands in a space that only who takes the course reads."""

from .row import (
    ALL,
    HOSTS,
    HOSTS_ONLY,
    MEMBERS,
    MEMBERS_ONLY,
    MINE,
    MY_FORM,
    NOBODY,
    PEOPLE,
    PEOPLE_ONLY,
    READ_ONLY,
    REFUSED,
    SIGNED_IN_ON,
    TO_HOSTS,
    TO_MEMBERS,
    TO_MEMBERS_SIGNED_IN,
    Row,
)

TABLE = {
    "community:hub": Row(ALL, REFUSED, writes=""),
    "community:discussions": Row(ALL, REFUSED, writes=""),
    "community:new_thread": Row(
        PEOPLE, "in on 422 422 on on 422 on",
        data=lambda cast: {"space": cast.space.pk, "title": "A title", "text": "Words"},
        writes="learner instructor moderator admin",
    ),
    "community:feed": Row(ALL, REFUSED, writes=""),
    "community:feed_seen": Row(
        READ_ONLY, SIGNED_IN_ON, data=lambda cast: {"number": "1700000000000"},
        writes=f"learner {PEOPLE_ONLY}",
    ),
    "community:feed_atom": Row(ALL, REFUSED, writes=""),
    "community:following": Row(PEOPLE, READ_ONLY, writes=""),
    "community:follow_person": Row(
        READ_ONLY, "in 404 on on on on on on", args=lambda cast: [cast.learner.public_id],
        data=lambda cast: {"follow": "1"}, writes=PEOPLE_ONLY,
    ),
    "community:follow_course": Row(
        READ_ONLY, SIGNED_IN_ON, args=lambda cast: [cast.course.pk],
        data=lambda cast: {"follow": "1"}, writes=f"learner {PEOPLE_ONLY}",
    ),
    "community:people": Row(PEOPLE, READ_ONLY, writes=""),
    "community:space": Row(MEMBERS, REFUSED, args=lambda cast: [cast.space.pk], writes=""),
    "community:start_thread": Row(
        REFUSED, TO_MEMBERS, args=lambda cast: [cast.space.pk],
        data=lambda cast: {"text": "Words"}, writes=MEMBERS_ONLY,
    ),
    "community:thread": Row(
        MEMBERS, REFUSED, args=lambda cast: [cast.thread.pk, "thread"], writes=""
    ),
    "community:reply": Row(
        REFUSED, TO_MEMBERS, args=lambda cast: [cast.thread.pk],
        data=lambda cast: {"text": "Words"}, writes=MEMBERS_ONLY,
    ),
    "community:follow_thread": Row(
        READ_ONLY, TO_MEMBERS_SIGNED_IN, args=lambda cast: [cast.thread.pk],
        data=lambda cast: {"follow": "yes"}, writes="instructor moderator admin",
    ),
    "community:read_thread": Row(
        READ_ONLY, TO_MEMBERS_SIGNED_IN, args=lambda cast: [cast.thread.pk],
        data=lambda cast: {"number": "1"}, writes=MEMBERS_ONLY,
    ),
    "community:post": Row(
        "404 on 404 404 on on 404 on", REFUSED, args=lambda cast: [cast.post.pk], writes=""
    ),
    "community:edit_post": Row(
        MINE, MY_FORM, args=lambda cast: [cast.post.pk], data=lambda cast: {"text": "Others"}
    ),
    "community:delete_post": Row(MINE, MY_FORM, args=lambda cast: [cast.post.pk]),
    "community:post_history": Row(MEMBERS, REFUSED, args=lambda cast: [cast.post.pk], writes=""),
    "community:mark_helped": Row(
        READ_ONLY, "in 404 404 404 on on 404 on", args=lambda cast: [cast.post.pk],
        data=lambda cast: {"helped": "1"}, writes="instructor moderator admin",
    ),
    "community:mark_answer": Row(
        READ_ONLY, "in on 404 404 on on 404 on", args=lambda cast: [cast.answer.pk],
        data=lambda cast: {"answered": "1"}, writes="",
    ),
    # Only what is said at a lesson's prompt can stand in it: test_space_settings.
    "community:recommend_post": Row(
        READ_ONLY, "in 404 404 404 404 404 404 404", args=lambda cast: [cast.post.pk],
        data=lambda cast: {"recommended": "1"}, writes="",
    ),
    "community:share_reflection": Row(
        MINE, MY_FORM, args=lambda cast: [cast.reflection.pk],
        data=lambda cast: {"text": "A copy", "space": cast.post.space_id},
    ),
    "community:space_settings": Row(
        HOSTS, TO_HOSTS, args=lambda cast: [cast.post.space_id],
        data=lambda cast: {"visibility": "enrolled"}, writes="",
    ),
    "community:draft": Row(
        REFUSED, "401 200 200 200 200 200 200 200", args=lambda cast: ["thread-1"],
        data=lambda cast: {"text": "Words"}, writes=f"learner {PEOPLE_ONLY}",
    ),
    "community:preview": Row(
        REFUSED, "200 200 200 200 200 200 200 200", data=lambda cast: {"text": "Words"}, writes=""
    ),
    # Without a space in its query nothing is found; test_mentions asks with one.
    "community:mentionable": Row(NOBODY, REFUSED, writes=""),
    "community:search": Row(ALL, REFUSED, writes=""),
    "community:asks": Row(
        PEOPLE, SIGNED_IN_ON, data=lambda cast: {"willing": "on", "paused_until": "2031-01-05"},
        writes=f"learner {PEOPLE_ONLY}",
    ),
    # Offered to the learner; that it is passed on to the host at once makes a row.
    "community:decline_ask": Row(READ_ONLY, MY_FORM, args=lambda cast: [cast.ask.pk]),
    "community:hosting": Row(
        "in 404 404 404 200 200 404 200", "in 404 404 404 on on 404 on",
        data=lambda cast: {"starts_on": "2031-01-05", "ends_on": "2031-01-06"}, writes=HOSTS_ONLY,
    ),
    "community:remove_absence": Row(
        READ_ONLY, "in 404 404 404 on 404 404 404", args=lambda cast: [cast.absence.pk],
        writes="instructor",
    ),
}  # fmt: skip

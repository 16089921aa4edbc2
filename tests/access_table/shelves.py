"""Bookmarks and shelves: the learner's own, and private."""

from .row import (
    MEMBERS_ONLY,
    MINE,
    MY_FORM,
    PEOPLE,
    PEOPLE_ONLY,
    READ_ONLY,
    REFUSED,
    SIGNED_IN_ON,
    TO_MEMBERS_SIGNED_IN,
    Row,
)

TABLE = {
    "community:bookmarks": Row(PEOPLE, READ_ONLY, writes=""),
    "community:add_address": Row(
        PEOPLE, SIGNED_IN_ON, data=lambda cast: {"url": "https://example.com/"},
        writes=f"learner {PEOPLE_ONLY}",
    ),
    "community:edit_bookmark": Row(
        MINE, MY_FORM, args=lambda cast: [cast.bookmark.pk],
        data=lambda cast: {"title": "Mine", "tags": "mine"},
    ),
    "community:delete_bookmark": Row(MINE, MY_FORM, args=lambda cast: [cast.bookmark.pk]),
    "community:toggle_bookmark": Row(
        REFUSED, TO_MEMBERS_SIGNED_IN, args=lambda cast: ["thread", cast.thread.pk],
        data=lambda cast: {"keep": "1"}, writes=MEMBERS_ONLY,
    ),
    "community:shared_shelves": Row(PEOPLE, READ_ONLY, writes=""),
    "community:make_shelf": Row(
        PEOPLE, SIGNED_IN_ON, data=lambda cast: {"title": "A shelf"},
        writes=f"learner {PEOPLE_ONLY}",
    ),
    "community:shelf": Row(MINE, READ_ONLY, args=lambda cast: [cast.shelf.pk], writes=""),
    "community:edit_shelf": Row(
        MINE, MY_FORM, args=lambda cast: [cast.shelf.pk], data=lambda cast: {"title": "Mine"},
        writes="",
    ),
    "community:delete_shelf": Row(MINE, MY_FORM, args=lambda cast: [cast.shelf.pk]),
    "community:report_shelf": Row(  # one that only its owner sees
        "in 404 404 404 404 404 404 404", "in 404 404 404 404 404 404 404",
        args=lambda cast: [cast.shelf.pk], data=lambda cast: {"reason": "spam"}, writes="",
    ),
    "community:moderate_shelf": Row(
        "in 404 404 404 404 404 404 404", "in 404 404 404 404 404 404 404",
        args=lambda cast: [cast.shelf.pk, "hide"], data=lambda cast: {"reason": "Old"}, writes="",
    ),
}  # fmt: skip

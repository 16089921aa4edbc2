"""The learner's file, for everyone with an account."""

from django.core.files.uploadedfile import SimpleUploadedFile

from .row import ALL, MINE, MY_FORM, PEOPLE, PEOPLE_ONLY, REFUSED, SIGNED_IN_ON, Row

TABLE = {
    "community:files": Row(ALL, REFUSED, writes=""),
    "community:share_file": Row(
        PEOPLE, "in on on on on on on on", writes=f"learner {PEOPLE_ONLY}",
        data=lambda cast: {
            "title": "Mine", "description": "For all", "license": "cc0", "visibility": "members",
            "file": SimpleUploadedFile("mine.txt", b"Words"),
        },
    ),
    "community:file": Row(
        "404 200 200 200 200 200 200 200", REFUSED, writes="",
        args=lambda cast: [cast.file.pk, "a-file"],
    ),
    "community:download_file": Row(
        "404 200 200 200 200 200 200 200", REFUSED, args=lambda cast: [cast.file.pk], writes=""
    ),
    "community:download_version": Row(
        "404 200 200 200 200 200 200 200", REFUSED, args=lambda cast: [cast.file.pk, 1], writes=""
    ),
    "community:edit_file": Row(
        MINE, MY_FORM, args=lambda cast: [cast.file.pk],
        data=lambda cast: {
            "title": "A file", "description": "Else", "license": "cc0", "visibility": "public"
        },
    ),
    "community:replace_file": Row(
        MINE, MY_FORM, args=lambda cast: [cast.file.pk],
        data=lambda cast: {"file": SimpleUploadedFile("newer.txt", b"Newer words")},
    ),
    "community:withdraw_file": Row(MINE, MY_FORM, args=lambda cast: [cast.file.pk]),
    "community:remove_version": Row(
        MINE, MY_FORM, args=lambda cast: [cast.file.pk, 1], writes=""
    ),
    "community:report_file": Row(
        PEOPLE, SIGNED_IN_ON, args=lambda cast: [cast.file.pk],
        data=lambda cast: {"reason": "spam"}, writes=f"learner {PEOPLE_ONLY}",
    ),
    "community:moderate_file": Row(
        "in 404 404 404 404 200 404 200", "in 404 404 404 404 on 404 on",
        args=lambda cast: [cast.file.pk, "hide"], data=lambda cast: {"reason": "Old"},
        writes="moderator admin",
    ),
}  # fmt: skip

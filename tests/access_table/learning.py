"""What is the learner's own: reflections, notes, cards, certificates."""

from .row import ELSEWHERE, MINE, MY_FORM, PEOPLE, READ_ONLY, REFUSED, Row

TABLE = {
    "learning:dashboard": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:record": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:reflections": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:reflection": Row(
        MINE, MY_FORM, args=lambda cast: [cast.reflection.pk],
        data=lambda cast: {"text": "Words", "revision": 1, "visibility": "private"},
    ),
    "learning:answer_comment": Row(
        READ_ONLY, MY_FORM, args=lambda cast: [cast.shared.pk],
        data=lambda cast: {"text": "An answer"},
    ),
    "learning:decide_example": Row(
        READ_ONLY, MY_FORM, args=lambda cast: [cast.shared.pk],
        data=lambda cast: {"decision": "agree"},
    ),
    "learning:reflections_markdown": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:reflections_pdf": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:notes": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:card": Row(MINE, READ_ONLY, args=lambda cast: [cast.card.pk], writes=""),
    "learning:answer_card": Row(
        READ_ONLY, MY_FORM,
        args=lambda cast: [cast.card.pk, cast.card.recalls.get().block_id],
        data=lambda cast: {"option": cast.card.recalls.get().prompt.content["options"][0]["id"]},
    ),
    "learning:skip_card": Row(
        READ_ONLY, MY_FORM, args=lambda cast: [cast.card.pk], writes="",
    ),
    "learning:bookmarks": Row(ELSEWHERE, REFUSED, writes=""),
    "learning:certificates": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:certificate": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.certificate.code], writes=""
    ),
    "learning:certificate_pdf": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.certificate.code], writes=""
    ),
    "learning:badge_json": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.certificate.code], writes=""
    ),
    "learning:badge_png": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.certificate.code], writes=""
    ),
    "learning:renew_certificate": Row(
        MINE, MY_FORM, args=lambda cast: [cast.certificate.code]
    ),
}  # fmt: skip

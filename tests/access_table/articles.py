"""Articles: the learner's own, handed in."""

from .row import MINE, MY_FORM, PEOPLE, PEOPLE_ONLY, READ_ONLY, SIGNED_IN_ON, Row

TABLE = {
    "community:report_article": Row(  # handed in, and read by nobody yet
        "in 404 404 404 404 404 404 404", "in 404 404 404 404 404 404 404",
        args=lambda cast: [cast.article.pk], data=lambda cast: {"reason": "spam"}, writes="",
    ),
    "community:article_at_risk": Row(
        "in 404 404 404 404 404 404 404", READ_ONLY, args=lambda cast: [cast.article.pk], writes=""
    ),
    "community:dismiss_article": Row(
        "in 404 404 404 404 404 404 404", "in 404 404 404 404 404 404 404",
        args=lambda cast: [cast.article.pk], data=lambda cast: {"reason": "Fine"}, writes="",
    ),
    "community:new_article": Row(
        PEOPLE, SIGNED_IN_ON, data=lambda cast: {"title": "A title", "act": "save"},
        writes=f"learner {PEOPLE_ONLY}",
    ),
    "community:my_articles": Row(PEOPLE, READ_ONLY, writes=""),
    "community:edit_article": Row(
        MINE, MY_FORM, args=lambda cast: [cast.article.pk],
        data=lambda cast: {"title": "Another", "act": "save", "seen": cast.article.seen},
    ),
    "community:article_preview": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.article.pk], writes=""
    ),
    "community:withdraw_article": Row(
        MINE, MY_FORM, args=lambda cast: [cast.article.pk], writes=""
    ),
    "community:review_article": Row(
        "in 404 404 404 404 200 404 200", "in 404 404 404 404 on 404 on",
        args=lambda cast: [cast.article.pk],
        data=lambda cast: {"act": "return", "reason": "It names a student."},
        writes="moderator admin",
    ),
}  # fmt: skip

"""The CMS, where it is ours."""

from .row import (
    CMS_HOSTS,
    CMS_POSTS,
    ELSEWHERE,
    INSTRUCTOR,
    STAFF,
    TO_INSTRUCTOR,
    TO_SIGN_IN,
    TO_WRITERS,
    WRITERS,
    Row,
)

TABLE = {
    "/cms/login/": Row(TO_SIGN_IN),
    "/_util/login/": Row(TO_SIGN_IN),
    "/cms/logout/": Row("on 200 200 200 200 200 200 200"),
    "/cms/account/": Row("in in in in 200 200 200 200"),
    "/cms/password_reset/": Row(ELSEWHERE),
    "/cms/password_reset/<path:rest>": Row(ELSEWHERE),
    "course_list": Row("in in in in 200 200 200 200"),
    "course_new": Row(
        "in in in in 200 on on 200", "in in in in on on on on",
        data=lambda cast: {"template": "workshop", "title": "New", "promise": "One line."},
        writes="instructor admin",
    ),
    "course_outline": Row(WRITERS, args=lambda cast: [cast.course.pk]),
    "course_preflight": Row(WRITERS, args=lambda cast: [cast.lesson.pk]),
    "course_outline_of": Row(TO_WRITERS, args=lambda cast: [cast.lesson.pk]),
    "course_outline_add": Row(
        CMS_POSTS, TO_WRITERS, lambda cast: [cast.course.pk],
        lambda cast: {"parent": cast.course.pk, "title": "A module"}, "instructor admin",
    ),
    "course_outline_step": Row(
        CMS_POSTS, TO_WRITERS, lambda cast: [cast.course.pk],
        lambda cast: {"down": cast.lesson.pk}, "instructor admin",
    ),
    "course_outline_place": Row(
        CMS_POSTS, TO_WRITERS, lambda cast: [cast.course.pk],
        lambda cast: {
            "place": cast.lesson.pk, "beside": cast.empty_lesson.pk, "side": "after",
        },
        "instructor admin",
    ),
    "course_outline_duplicate": Row(
        CMS_POSTS, TO_WRITERS, lambda cast: [cast.course.pk],
        lambda cast: {"page": cast.lesson.pk}, "instructor admin",
    ),
    "course_people": Row(
        WRITERS, TO_WRITERS, lambda cast: [cast.course.pk],
        lambda cast: {"email": "other@example.org", "role": "author"}, "instructor admin",
    ),
    "course_person": Row(
        CMS_POSTS, TO_WRITERS,
        lambda cast: [cast.course.pk, cast.course.roles.get(role="instructor").pk],
        lambda cast: {"remove": "1"}, "",
    ),
    "course_versions": Row(
        WRITERS, TO_WRITERS, lambda cast: [cast.course.pk],
        lambda cast: {"label": "2", "note": "A lesson more."}, "instructor admin",
    ),
    "course_publish": Row(CMS_POSTS, TO_WRITERS, lambda cast: [cast.course.pk], writes=""),
    "library": Row("in in in in 200 on on 200"),
    "library_item": Row("in in in in 200 on on 200", args=lambda cast: [cast.library_item.pk]),
    "lesson_library": Row(WRITERS, args=lambda cast: [cast.lesson.pk]),
    "library_insert": Row(
        CMS_POSTS, TO_WRITERS, lambda cast: [cast.lesson.pk],
        lambda cast: {"item": cast.library_item.pk}, "instructor admin",
    ),
    "library_keep": Row(
        CMS_POSTS, TO_WRITERS, lambda cast: [cast.lesson.pk],
        lambda cast: {"block": cast.prompt.id}, "instructor admin",
    ),
    "posts_report": Row(CMS_HOSTS),
    "posts_report_results": Row(CMS_HOSTS),
    "acts_report": Row(CMS_HOSTS),
    "acts_report_results": Row(CMS_HOSTS),
    "learners_report": Row(STAFF),
    "learners_report_results": Row(STAFF),
    "course_reports": Row("in in in in 200 404 404 200"),
    "report_funnel": Row(WRITERS, args=lambda cast: [cast.course.pk]),
    "report_lessons": Row(WRITERS, args=lambda cast: [cast.course.pk]),
    "report_items": Row(WRITERS, args=lambda cast: [cast.course.pk]),
    "report_commitments": Row(WRITERS, args=lambda cast: [cast.course.pk]),
    "evaluations_report": Row("in in in in 200 404 404 200"),
    "learner_override": Row(
        "in in in in 200 404 404 200", "in in in in on 404 404 on",
        args=lambda cast: [cast.enrollment.pk],
        data=lambda cast: {"lesson": cast.lesson.pk, "reason": "By paper"},
        writes="instructor admin",
    ),
    "issued_certificates": Row("in in in in 200 404 404 200"),
    "issued_certificates_results": Row("in in in in 200 404 404 200"),
    "issued_certificate": Row(  # of a course that the instructor does not teach
        "in in in in 404 404 404 200", args=lambda cast: [cast.certificate.pk]
    ),
    "revoke_certificate": Row(
        "in in in in 404 404 404 200", "in in in in 404 404 404 on",
        lambda cast: [cast.certificate.pk], lambda cast: {"reason": "error"}, "admin",
    ),
    "review_queue": Row("in in in in 200 on on on"),
    "review": Row(
        INSTRUCTOR, TO_INSTRUCTOR, lambda cast: [cast.shared.pk],
        lambda cast: {"text": "A comment"}, "instructor",
    ),
    "review_settle": Row(
        CMS_POSTS, TO_INSTRUCTOR, lambda cast: [cast.shared.pk], writes=""
    ),
    "review_example": Row(
        CMS_POSTS, TO_INSTRUCTOR, lambda cast: [cast.shared.pk],
        lambda cast: {"act": "ask"}, "",  # it was asked already
    ),
    "review_phrases": Row(
        "in in in in 200 on on on", "in in in in on on on on",
        data=lambda cast: {"text": "A phrase"}, writes="instructor",
    ),
    "review_phrase_remove": Row(
        CMS_POSTS, TO_INSTRUCTOR, lambda cast: [cast.phrase.pk], writes="instructor"
    ),
    "wagtailusers_users:index": Row("in in in in on on on 200"),
    "wagtailusers_users:index_results": Row("in in in in on on on 200"),
}  # fmt: skip

"""Who may do what: a row for every address of the site. Held against it by test_access."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests import builders
from tests.learning import peers
from tests.learning.commitments import typed

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

TABLE = {
    # For machines and for everyone
    "/healthz": Row(ALL),
    "/readyz": Row(ALL),
    "brand_css": Row(ALL),
    "public_file": Row(NOBODY, args=lambda cast: ["documents/secret.pdf"]),
    PAGES: Row(ALL),
    "wagtail_serve": Row(ALL, args=lambda cast: ["courses/a-course/"]),
    "wagtailcore_authenticate_with_password": Row(NOBODY, args=lambda cast: [1, 1]),
    "wagtailcore_login": Row(TO_SIGN_IN),
    "learning:verify": Row(ALL, REFUSED, writes=""),
    "learning:verify_certificate": Row(
        ALL, REFUSED, args=lambda cast: [cast.certificate.code], writes=""
    ),
    "demo_mail": Row(ALL),
    "demo_message": Row(NOBODY, args=lambda cast: ["no-such-mail"]),
    # Signing in and up
    "account_login": Row(OUTSIDE),
    "account_signup": Row(OUTSIDE),
    "account_logout": Row("on 200 200 200 200 200 200 200"),
    "account_inactive": Row(ALL),
    "account_reauthenticate": Row(PEOPLE),
    "account_email_verification_sent": Row(SIGNED_IN_ON),
    "account_request_login_code": Row(OUTSIDE),
    "account_confirm_login_code": Row(SIGNED_IN_ON),
    "account_reset_password": Row(ALL),
    "account_confirm_password_reset_code": Row(TO_SIGN_IN),
    "account_complete_password_reset": Row(ELSEWHERE),
    "account_password_reset_completed": Row(ALL),
    "mfa_authenticate": Row(SIGNED_IN_ON),
    "mfa_login_webauthn": Row(SIGNED_IN_ON),
    # One's own account
    "account_settings": Row(PEOPLE),
    "account_profile": Row(
        PEOPLE, SIGNED_IN_ON, data=lambda cast: {"display_name": "New name"}, writes=""
    ),
    "notifications": Row(PEOPLE, READ_ONLY, writes=""),
    "clear_notifications": Row(
        READ_ONLY, "in on on on on on on on", writes=""
    ),
    "account_delete": Row(
        PEOPLE, "in 422 422 422 422 422 422 422", data=lambda cast: {"word": "keep"}, writes=""
    ),
    "notification_settings": Row(
        PEOPLE, SIGNED_IN_ON, data=lambda cast: cast.wishes(), writes=f"learner {PEOPLE_ONLY}"
    ),
    # Whoever holds the mail may end it, signed in as anybody or not at all.
    "unsubscribe": Row(
        ALL, ALL, args=lambda cast: [cast.unsubscribe_token],
        writes=f"visitor learner {PEOPLE_ONLY}",
    ),
    "account_data": Row(PEOPLE),
    "account_data_download": Row(PEOPLE),
    "account_email": Row(PEOPLE),
    "account_change_password": Row(PEOPLE),
    "account_set_password": Row(SIGNED_IN_ON),
    "mfa_index": Row(PEOPLE),
    "mfa_reauthenticate": Row(SIGNED_IN_ON),
    "mfa_activate_totp": Row(PEOPLE),
    "mfa_deactivate_totp": Row(NO_SECOND_STEP),
    "mfa_view_recovery_codes": Row(NO_SECOND_STEP),
    "mfa_generate_recovery_codes": Row(PEOPLE),
    "mfa_download_recovery_codes": Row(NO_SECOND_STEP),
    "mfa_list_webauthn": Row(PEOPLE),
    "mfa_add_webauthn": Row(PEOPLE),
    "mfa_reauthenticate_webauthn": Row(SIGNED_IN_ON),
    "mfa_remove_webauthn": Row(MINE, args=lambda cast: [cast.passkey().pk]),
    "mfa_edit_webauthn": Row(MINE, args=lambda cast: [cast.passkey().pk]),
    "person": Row(PEOPLE, args=lambda cast: [cast.learner.public_id]),
    # Taking a course
    "learning:enroll": Row(
        "in on 200 200 200 200 200 200", SIGNED_IN_ON, args=lambda cast: [cast.course.pk],
        data=lambda cast: {"certificate_name": "Lea"}, writes=PEOPLE_ONLY,
    ),
    "learning:leave": Row(MINE, MY_FORM, args=lambda cast: [cast.course.pk], writes=""),
    "learning:finish": Row(READ_ONLY, MY_FORM, args=lambda cast: [cast.course.pk], writes=""),
    "learning:completed": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.finished.pk], writes=""
    ),
    "learning:evaluate": Row(
        MINE, MY_FORM, args=lambda cast: [cast.finished.pk],
        data=lambda cast: {"promise": "5", "time": "4", "recommend": "5"},
    ),
    "learning:rhythm": Row(
        MINE, MY_FORM, args=lambda cast: [cast.course.pk],
        data=lambda cast: {"weekly_goal": "1", "remembers": "on"},
    ),
    "learning:choose_remembering": Row(
        READ_ONLY, MY_FORM, args=lambda cast: [cast.course.pk], data=lambda cast: {"wanted": "1"},
    ),
    # In a lesson
    "learning:answer_warm_up": Row(
        READ_ONLY, SIGNED_IN_ON, args=lambda cast: [cast.lesson.pk, cast.check.id], writes="",
    ),
    "learning:skip_warm_up": Row(
        READ_ONLY, SIGNED_IN_ON, args=lambda cast: [cast.lesson.pk], writes="",
    ),
    "learning:complete_lesson": Row(
        READ_ONLY, SIGNED_IN_ON, args=lambda cast: [cast.empty_lesson.pk]
    ),
    "learning:reach": Row(
        REFUSED, "204 204 204 204 204 204 204 204", args=lambda cast: [cast.lesson.pk]
    ),
    "learning:answer_check": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.check.id],
        data=lambda cast: {"option": builders.wrong_option(cast.check), "token": uuid.uuid4()},
    ),
    "learning:take_step": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.scenario.id],
        data=lambda cast: {"path": cast.scenario.value.walk(
            cast.scenario.value.right_answer()).address, "token": uuid.uuid4()},
    ),
    "learning:tick_checklist": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.checklist.id],
        data=lambda cast: {"item": cast.checklist.value.entries()[0][0]},
    ),
    "learning:save_reflection": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.prompt.id],
        data=lambda cast: {"text": "Words", "revision": 1, "visibility": "private"},
    ),
    "learning:draft_reflection": Row(
        REFUSED, "401 200 403 403 403 403 403 403",
        args=lambda cast: [cast.lesson.pk, cast.prompt.id],
        data=lambda cast: {"text": "Words", "revision": 1}, writes="",
    ),
    "learning:save_plan_block": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.plan_block.id],
        data=lambda cast: {"text": "Words", "revision": 0},
    ),
    "learning:draft_plan_block": Row(
        REFUSED, "401 200 403 403 403 403 403 403",
        args=lambda cast: [cast.lesson.pk, cast.plan_block.id],
        data=lambda cast: {"text": "Words", "revision": 0},
    ),
    "learning:commit_in_lesson": Row(
        REFUSED, IN_THE_COURSE,
        args=lambda cast: [cast.lesson.pk, cast.lesson.body[-1].id],
        data=lambda cast: typed(cast.learner, step="make"),
    ),
    "learning:save_note": Row(
        REFUSED, IN_THE_COURSE, args=lambda cast: [cast.lesson.pk],
        data=lambda cast: {"text": "Words", "seen": ""},
    ),
    "learning:toggle_bookmark": Row(
        REFUSED, SIGNED_IN_ON, args=lambda cast: [cast.lesson.pk],
        data=lambda cast: {"keep": "1"}, writes=f"learner {PEOPLE_ONLY}",
    ),
    "learning:media": Row(READERS, REFUSED, args=lambda cast: [cast.media.pk], writes=""),
    "learning:captions": Row(READERS, REFUSED, args=lambda cast: [cast.media.pk], writes=""),
    # What is one's own
    "learning:dashboard": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:record": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:audit": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:begin_audit": Row(READ_ONLY, SIGNED_IN_ON, writes=PEOPLE_ONLY),
    "learning:add_audited_posts": Row(
        READ_ONLY, MY_FORM, data=lambda cast: {"row1-purpose": "invite", "row1-content": "job"}
    ),
    "learning:audited_post": Row(
        MINE, MY_FORM, args=lambda cast: [cast.audited_post.pk],
        data=lambda cast: {"purpose": "invite", "content": "job"}, writes="",
    ),
    "learning:remove_audited_post": Row(
        READ_ONLY, MY_FORM, args=lambda cast: [cast.audited_post.pk]
    ),
    "learning:upload_posts": Row(
        MINE, "in 200 404 404 404 404 404 404",
        data=lambda cast: {"text": "purpose\ninvite\n"}, writes="",
    ),
    "learning:confirm_posts": Row(
        READ_ONLY, MY_FORM, data=lambda cast: {"text": "purpose\ninvite\n"}
    ),
    "learning:audit_template": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:freeze_audit": Row(MINE, "in on on on on on on on", writes=""),
    "learning:audit_csv": Row(MINE, READ_ONLY, args=lambda cast: [cast.audit.pk], writes=""),
    "learning:share_audit": Row(READ_ONLY, SIGNED_IN_ON, writes=""),
    "learning:bring_audit_in": Row(
        READ_ONLY, MY_FORM, data=lambda cast: {"section": "P1"}, writes="learner"
    ),
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
    "learning:plan": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:name_center": Row(
        READ_ONLY, SIGNED_IN_ON, data=lambda cast: {"center": "A center"}, writes=NO_PLAN_YET
    ),
    "learning:share_plan": Row(
        READ_ONLY, SIGNED_IN_ON, data=lambda cast: {"sharing": "private"}, writes=NO_PLAN_YET
    ),
    "learning:plan_section": Row(
        PEOPLE, SIGNED_IN_ON, args=lambda cast: ["P2"],
        data=lambda cast: {"text": "Words", "revision": 0}, writes=f"learner {PEOPLE_ONLY}",
    ),
    "learning:draft_section": Row(
        REFUSED, "401 200 200 200 200 200 200 200", args=lambda cast: ["P2"],
        data=lambda cast: {"text": "Words", "revision": 0}, writes=f"learner {PEOPLE_ONLY}",
    ),
    "learning:shared_plan": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.plan.public_id], writes=""
    ),
    "learning:plan_revisions": Row(PEOPLE, SIGNED_IN_ON, writes=PEOPLE_ONLY),
    "learning:plan_pdf": Row(MINE, READ_ONLY, args=lambda cast: [1], writes=""),
    "learning:plan_docx": Row(MINE, READ_ONLY, args=lambda cast: [1], writes=""),
    "learning:plan_markdown": Row(MINE, READ_ONLY, args=lambda cast: [1], writes=""),
    "learning:shared_plan_pdf": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.plan.public_id], writes=""
    ),
    "learning:calendar": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:renew_calendar": Row(READ_ONLY, SIGNED_IN_ON, writes=PEOPLE_ONLY),
    "learning:stop_calendar": Row(READ_ONLY, SIGNED_IN_ON, writes=""),
    "learning:calendar_words": Row(READ_ONLY, SIGNED_IN_ON, writes=PEOPLE_ONLY),
    "learning:check_in_ics": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.dated.check_ins.first().pk], writes=""
    ),
    "learning:commitment_ics": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.dated.pk], writes=""
    ),
    # Whoever has the address, as calendar programs sign in nowhere.
    "learning:calendar_feed": Row(
        ALL, REFUSED, args=lambda cast: [cast.calendar.token], writes=""
    ),
    # Looks at plans: the learner is asked by another, who owns the plan
    "learning:self_check": Row(
        REFUSED, IN_THE_COURSE, args=lambda cast: [cast.lesson.pk, cast.rubric.id],
        data=lambda cast: peers.typed(cast.rubric),
    ),
    "learning:own_question": Row(
        REFUSED, IN_THE_COURSE, args=lambda cast: [cast.lesson.pk, cast.rubric.id],
        data=lambda cast: {"text": "Who is missing?"},
    ),
    "learning:ask_look": Row(
        "in 200 on on on on on on", SIGNED_IN_ON,
        args=lambda cast: [cast.lesson.pk, cast.rubric.id], data=lambda cast: {"share": "on"},
    ),
    "learning:looks": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:offer_looks": Row(
        READ_ONLY, SIGNED_IN_ON, data=lambda cast: {"state": "on"}, writes=f"learner {PEOPLE_ONLY}"
    ),
    "learning:look": Row(
        MINE, MY_FORM, args=lambda cast: [cast.look.pk],
        data=lambda cast: peers.typed(cast.rubric, **peers.GOOD),
    ),
    "learning:decline_look": Row(READ_ONLY, MY_FORM, args=lambda cast: [cast.look.pk]),
    "learning:withdraw_look": Row(
        READ_ONLY, "in 404 on 404 404 404 404 404", args=lambda cast: [cast.look.pk], writes=""
    ),
    "learning:notes": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:remembering": Row(PEOPLE, READ_ONLY, writes=""),
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
    "learning:commitments": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:new_commitment": Row(
        PEOPLE, SIGNED_IN_ON, data=lambda cast: typed(cast.learner, step="make"),
        writes=f"learner {PEOPLE_ONLY}",
    ),
    "learning:commitment": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.commitment.pk], writes=""
    ),
    "learning:end_commitment": Row(
        READ_ONLY, MY_FORM, args=lambda cast: [cast.commitment.pk],
        data=lambda cast: {"act": "drop"}, writes="",
    ),
    "learning:answer_partnership": Row(
        READ_ONLY, MY_FORM, args=lambda cast: [cast.partnered.pk],
        data=lambda cast: {"answer": "agree"},
    ),
    "learning:check_in": Row(
        ALL, ELSEWHERE, args=lambda cast: [cast.check_in.token],
        data=lambda cast: {"outcome": "partly"}, writes="",
    ),
    "learning:certificates": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:certificate": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.certificate.code], writes=""
    ),
    "learning:certificate_pdf": Row(
        MINE, READ_ONLY, args=lambda cast: [cast.certificate.code], writes=""
    ),
    "learning:renew_certificate": Row(
        MINE, MY_FORM, args=lambda cast: [cast.certificate.code]
    ),
    # The learner's institution: who coordinates it, and whom they invite
    "learning:institutions": Row("in 404 404 404 404 404 on 404", READ_ONLY, writes=""),
    "learning:institution": Row(
        COORDINATES, READ_ONLY, args=lambda cast: [cast.institution.pk], writes=""
    ),
    "learning:institution_csv": Row(
        COORDINATES, READ_ONLY, args=lambda cast: [cast.institution.pk], writes=""
    ),
    "learning:institution_xlsx": Row(
        COORDINATES, READ_ONLY, args=lambda cast: [cast.institution.pk], writes=""
    ),
    "learning:end_membership": Row(
        COORDINATES, TO_COORDINATE,
        args=lambda cast: [cast.institution.pk, cast.enrollment.pk], writes="coordinator",
    ),
    "learning:enroll_people": Row(
        COORDINATES, COORDINATES, args=lambda cast: [cast.institution.pk],
        data=lambda cast: {"course": cast.course.pk, "text": "a@example.edu"}, writes="",
    ),
    "learning:confirm_people": Row(
        READ_ONLY, TO_COORDINATE, args=lambda cast: [cast.institution.pk],
        data=lambda cast: {"course": cast.course.pk, "text": "a@example.edu"},
        writes="coordinator",
    ),
    "learning:institution_seats": Row(
        COORDINATES, READ_ONLY, args=lambda cast: [cast.institution.pk], writes=""
    ),
    "learning:institution_accreditation": Row(
        COORDINATES, READ_ONLY, args=lambda cast: [cast.institution.pk], writes=""
    ),
    "learning:ninety_days": Row(
        COORDINATES, READ_ONLY, args=lambda cast: [cast.institution.pk], writes=""
    ),
    "learning:accreditation": Row(
        "in 404 404 404 200 404 404 200", READ_ONLY, args=lambda cast: [cast.course.pk], writes=""
    ),
    "learning:renew_code": Row(
        READ_ONLY, TO_COORDINATE, args=lambda cast: [cast.institution.pk], writes="coordinator"
    ),
    "learning:resend_invitation": Row(
        READ_ONLY, TO_COORDINATE, args=lambda cast: [cast.institution.pk, cast.invitation.pk],
        writes="coordinator",
    ),
    "learning:cancel_invitation": Row(
        READ_ONLY, TO_COORDINATE, args=lambda cast: [cast.institution.pk, cast.invitation.pk],
        writes="",
    ),
    # Whoever holds the mail sees the invitation, takes it, or declines it.
    "learning:invitation": Row(
        ALL, "200 on on on on on on on", args=lambda cast: [cast.invitation_token],
        data=lambda cast: {"certificate_name": "Lea", "institution_consent": "on"},
        writes=PEOPLE_ONLY,
    ),
    "learning:decline_seat": Row(
        REFUSED, "on on on on on on on on", args=lambda cast: [cast.invitation_token], writes=""
    ),
    "learning:leave_institution": Row(MINE, MY_FORM, args=lambda cast: [cast.membership.pk]),
    # A cohort of the learner's institution: its members, who teaches, and the coordinator
    "learning:cohorts": Row(PEOPLE, READ_ONLY, writes=""),
    "learning:new_cohort": Row(
        "in 404 404 404 200 404 404 200", "in 404 404 404 on 404 404 on",
        data=lambda cast: {"course": cast.course.pk, "name": "Spring"}, writes="instructor admin",
    ),
    "learning:cohort": Row(
        "in 200 404 404 200 404 200 200", READ_ONLY, args=lambda cast: [cast.cohort.pk], writes=""
    ),
    "learning:edit_cohort": Row(
        "in 404 404 404 200 404 404 200", "in 404 404 404 on 404 404 on",
        args=lambda cast: [cast.cohort.pk], data=lambda cast: {"name": "Summer"}, writes="",
    ),
    "learning:announce": Row(
        READ_ONLY, "in 404 404 404 on 404 404 on", args=lambda cast: [cast.cohort.pk],
        data=lambda cast: {"title": "Tuesday", "text": "We meet."}, writes="instructor admin",
    ),
    "learning:add_members": Row(
        READ_ONLY, "in 404 404 404 on 404 404 on", args=lambda cast: [cast.cohort.pk],
        data=lambda cast: {"emails": "learner@example.org"}, writes="",
    ),
    "learning:remove_member": Row(
        READ_ONLY, "in 404 404 404 on 404 404 on",
        args=lambda cast: [cast.cohort.pk, cast.cohort.members.get().pk], writes="",
    ),
    # The community: the thread stands in a space that only who takes the course reads
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
    # Bookmarks: the shelf is the learner's own and private
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
    "community:report_post": Row(
        MEMBERS_SIGNED_IN, TO_MEMBERS_SIGNED_IN, args=lambda cast: [cast.post.pk],
        data=lambda cast: {"reason": "spam"}, writes=MEMBERS_ONLY,
    ),
    "community:report_shelf": Row(  # one that only its owner sees
        "in 404 404 404 404 404 404 404", "in 404 404 404 404 404 404 404",
        args=lambda cast: [cast.shelf.pk], data=lambda cast: {"reason": "spam"}, writes="",
    ),
    "community:moderate_shelf": Row(
        "in 404 404 404 404 404 404 404", "in 404 404 404 404 404 404 404",
        args=lambda cast: [cast.shelf.pk, "hide"], data=lambda cast: {"reason": "Old"}, writes="",
    ),
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
    "community:report_plan": Row(  # one that only its owner sees
        "in 404 404 404 404 404 404 404", "in 404 404 404 404 404 404 404",
        args=lambda cast: [cast.plan.public_id], data=lambda cast: {"reason": "spam"}, writes="",
    ),
    "community:plan_at_risk": Row(
        "in 404 404 404 404 404 404 404", READ_ONLY, args=lambda cast: [cast.plan.public_id],
        writes="",
    ),
    "community:moderate_plan": Row(
        "in 404 404 404 404 404 404 404", "in 404 404 404 404 404 404 404",
        args=lambda cast: [cast.plan.public_id, "end"], data=lambda cast: {"reason": "Old"},
        writes="",
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
    # The learner's file, for everyone with an account
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
    # Articles: the learner's own, handed in
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
    "community:queue": Row("in 404 404 404 200 200 404 200", READ_ONLY, writes=""),
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
    "community:acts": Row("in 404 404 404 404 200 404 200", READ_ONLY, writes=""),
    # Mentors: the learner finished a course and asked the mentor, who accepted
    "community:mentors": Row(PEOPLE, READ_ONLY, writes=""),
    "community:mentoring": Row(
        "in 200 404 200 404 404 404 404", "in on 404 on 404 404 404 404",
        data=lambda cast: {"weekly_cap": "2"}, writes="learner",
    ),
    "community:stop_mentoring": Row(READ_ONLY, "in 404 404 on 404 404 404 404", writes="mentor"),
    "community:mentor_statement": Row("in 404 404 200 404 404 404 404", READ_ONLY, writes=""),
    "community:decline_invitation": Row(READ_ONLY, MY_FORM, writes=""),
    "community:ask_mentor": Row(
        "in 200 200 404 200 200 200 200", "in 422 on 404 on on on on",
        args=lambda cast: [cast.mentor.user.public_id], data=lambda cast: {"message": "Please"},
        writes="other instructor moderator coordinator admin",
    ),
    "community:mentorship": Row(
        "in 200 404 200 404 404 404 404", READ_ONLY, args=lambda cast: [cast.mentorship.pk],
        writes="",
    ),
    "community:mentorship_act": Row(
        READ_ONLY, "in on 404 on 404 404 404 404",
        args=lambda cast: [cast.mentorship.pk, "leave"], writes="learner mentor",
    ),
    "community:log_contact": Row(
        READ_ONLY, "in 404 404 on 404 404 404 404", args=lambda cast: [cast.mentorship.pk],
        data=lambda cast: {"day": timezone.localdate(), "minutes": "9", "what": "A call"},
        writes="mentor",
    ),
    "community:contact_act": Row(
        READ_ONLY, MY_FORM, args=lambda cast: [cast.contact.pk, "object"], writes="",
    ),
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
    # The CMS, where it is ours
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

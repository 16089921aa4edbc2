"""The learner's plan, and what belongs to it: the audit, the calendar, looks, commitments."""

from tests.learning import peers
from tests.learning.commitments import typed

from .row import (
    ALL,
    ELSEWHERE,
    MINE,
    MY_FORM,
    NO_PLAN_YET,
    PEOPLE,
    PEOPLE_ONLY,
    READ_ONLY,
    REFUSED,
    SIGNED_IN_ON,
    Row,
)

TABLE = {
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
    "learning:ask_look": Row(
        "in 200 on on on on on on", SIGNED_IN_ON,
        args=lambda cast: [cast.lesson.pk, cast.rubric.id], data=lambda cast: {"share": "on"},
    ),
    # Looks at plans: the learner is asked by another, who owns the plan
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
}  # fmt: skip

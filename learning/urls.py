"""Addresses of what each person does with the courses."""

from django.urls import path

from .views import (
    accreditation,
    answers,
    audit,
    audit_upload,
    audit_uses,
    badges,
    bookmarks,
    calendar,
    cards,
    certificates,
    check_ins,
    cohorts,
    commitments,
    dashboard,
    enrollments,
    evaluations,
    files,
    institution,
    invitations,
    lessons,
    looks,
    making_commitments,
    ninety_days,
    notes,
    plan,
    plan_revisions,
    plan_sections,
    reflection_talk,
    reflections,
    renewals,
    rhythm,
    roster,
    scenarios,
    self_checks,
    warm_ups,
)

app_name = "learning"

LESSON = "learning/lessons/<int:lesson_id>/"
COURSE = "learning/courses/<int:course_id>/"
COHORT = "learning/cohorts/<int:pk>/"
REVISION = "learning/plan/revisions/<int:number>/"
INSTITUTION = "learning/institution/<int:pk>/"

urlpatterns = [
    path("learning/", dashboard.dashboard, name="dashboard"),
    path("learning/record/", dashboard.record, name="record"),
    # Taking a course
    path(COURSE + "enroll/", enrollments.enroll, name="enroll"),
    path(COURSE + "leave/", enrollments.leave, name="leave"),
    path(COURSE + "finish/", enrollments.finish, name="finish"),
    path(COURSE + "completed/", enrollments.completed, name="completed"),
    path(COURSE + "evaluate/", evaluations.evaluate, name="evaluate"),
    path(COURSE + "rhythm/", rhythm.rhythm, name="rhythm"),
    path(COURSE + "remembering/", cards.choose_remembering, name="choose_remembering"),
    # In a lesson
    path(LESSON + "complete/", lessons.complete_lesson, name="complete_lesson"),
    path(LESSON + "reach/", lessons.reach, name="reach"),
    path(LESSON + "checks/<uuid:block_id>/", answers.answer_check, name="answer_check"),
    path(LESSON + "scenarios/<uuid:block_id>/", scenarios.take_step, name="take_step"),
    path(LESSON + "checklists/<uuid:block_id>/", answers.tick_checklist, name="tick_checklist"),
    path(
        LESSON + "reflections/<uuid:block_id>/", reflections.save_reflection, name="save_reflection"
    ),
    path(
        LESSON + "reflections/<uuid:block_id>/draft/",
        reflections.draft_reflection,
        name="draft_reflection",
    ),
    path(
        LESSON + "commitments/<uuid:block_id>/",
        making_commitments.commit_in_lesson,
        name="commit_in_lesson",
    ),
    path(LESSON + "looks/<uuid:block_id>/", self_checks.self_check, name="self_check"),
    path(LESSON + "looks/<uuid:block_id>/question/", self_checks.own_question, name="own_question"),
    path(LESSON + "looks/<uuid:block_id>/ask/", self_checks.ask_look, name="ask_look"),
    path(LESSON + "plan/<uuid:block_id>/", plan_sections.save_plan_block, name="save_plan_block"),
    path(
        LESSON + "plan/<uuid:block_id>/draft/",
        plan_sections.draft_plan_block,
        name="draft_plan_block",
    ),
    path(LESSON + "note/", notes.save_note, name="save_note"),
    path(LESSON + "warm-up/skip/", warm_ups.skip_warm_up, name="skip_warm_up"),
    path(LESSON + "warm-up/<uuid:block_id>/", warm_ups.answer_warm_up, name="answer_warm_up"),
    path(LESSON + "bookmark/", bookmarks.toggle_bookmark, name="toggle_bookmark"),
    # What is mine
    path("learning/reflections/", reflections.reflections, name="reflections"),
    path("learning/reflections/<int:pk>/", reflections.reflection, name="reflection"),
    path(
        "learning/reflections/<int:pk>/answer/",
        reflection_talk.answer_comment,
        name="answer_comment",
    ),
    path(
        "learning/reflections/<int:pk>/example/",
        reflection_talk.decide_example,
        name="decide_example",
    ),
    path(
        "learning/reflections/reflections.md",
        reflections.reflections_markdown,
        name="reflections_markdown",
    ),
    path(
        "learning/reflections/reflections.pdf", reflections.reflections_pdf, name="reflections_pdf"
    ),
    # My plan; what is no section's code comes first
    path("learning/plan/", plan.plan, name="plan"),
    path("learning/plan/center/", plan.name_center, name="name_center"),
    path("learning/plan/sharing/", plan.share_plan, name="share_plan"),
    path("learning/plan/revisions/", plan_revisions.revisions, name="plan_revisions"),
    path("learning/plan/<slug:code>/", plan_sections.plan_section, name="plan_section"),
    path("learning/plan/<slug:code>/draft/", plan_sections.draft_section, name="draft_section"),
    path("learning/plans/<uuid:public_id>/", plan.shared_plan, name="shared_plan"),
    # Looks at plans
    path("learning/looks/", looks.looks, name="looks"),
    path("learning/looks/offer/", looks.offer_looks, name="offer_looks"),
    path("learning/looks/<int:pk>/", looks.look, name="look"),
    path("learning/looks/<int:pk>/decline/", looks.decline_look, name="decline_look"),
    path("learning/looks/<int:pk>/withdraw/", looks.withdraw_look, name="withdraw_look"),
    path("learning/notes/", notes.notes, name="notes"),
    path("learning/bookmarks/", bookmarks.bookmarks, name="bookmarks"),
    # Commitments, and asking how they went
    path("learning/commitments/", commitments.commitments, name="commitments"),
    path("learning/commitments/new/", making_commitments.new_commitment, name="new_commitment"),
    path("learning/commitments/<int:pk>/", commitments.commitment, name="commitment"),
    path("learning/commitments/<int:pk>/end/", commitments.end_commitment, name="end_commitment"),
    path(
        "learning/commitments/<int:pk>/partner/",
        commitments.answer_partnership,
        name="answer_partnership",
    ),
    path("learning/check-ins/<str:token>/", check_ins.check_in, name="check_in"),
    path("learning/certificates/", certificates.certificates, name="certificates"),
    # The plan as it was exported
    path(REVISION + "plan.pdf", plan_revisions.plan_pdf, name="plan_pdf"),
    path(REVISION + "plan.docx", plan_revisions.plan_docx, name="plan_docx"),
    path(REVISION + "plan.md", plan_revisions.plan_markdown, name="plan_markdown"),
    path(
        "learning/plans/<uuid:public_id>/plan.pdf",
        plan_revisions.shared_plan_pdf,
        name="shared_plan_pdf",
    ),
    # The calendar
    path("learning/calendar/", calendar.calendar, name="calendar"),
    path("learning/calendar/renew/", calendar.renew_calendar, name="renew_calendar"),
    path("learning/calendar/stop/", calendar.stop_calendar, name="stop_calendar"),
    path("learning/calendar/words/", calendar.calendar_words, name="calendar_words"),
    path("learning/calendar/check-ins/<int:pk>.ics", calendar.check_in_ics, name="check_in_ics"),
    path(
        "learning/calendar/commitments/<int:pk>.ics",
        calendar.commitment_ics,
        name="commitment_ics",
    ),
    path("learning/calendar/<str:token>.ics", calendar.calendar_feed, name="calendar_feed"),
    # What one's center posts, counted
    path("learning/audit/", audit.audit, name="audit"),
    path("learning/audit/begin/", audit.begin_audit, name="begin_audit"),
    path("learning/audit/add/", audit.add_audited_posts, name="add_audited_posts"),
    path("learning/audit/posts/<int:pk>/", audit.audited_post, name="audited_post"),
    path(
        "learning/audit/posts/<int:pk>/remove/",
        audit.remove_audited_post,
        name="remove_audited_post",
    ),
    path("learning/audit/file/", audit_upload.upload_posts, name="upload_posts"),
    path("learning/audit/file/confirm/", audit_upload.confirm_posts, name="confirm_posts"),
    path("learning/audit/posts.csv", audit_upload.audit_template, name="audit_template"),
    path("learning/audit/freeze/", audit.freeze_audit, name="freeze_audit"),
    path("learning/audit/<int:pk>/posts.csv", audit.audit_csv, name="audit_csv"),
    path("learning/audit/sharing/", audit_uses.share_audit, name="share_audit"),
    path("learning/audit/bring-in/", audit_uses.bring_audit_in, name="bring_audit_in"),
    path("learning/remembering/", cards.remembering, name="remembering"),
    path("learning/cards/<int:pk>/", cards.card, name="card"),
    path("learning/cards/<int:pk>/skip/", cards.skip_card, name="skip_card"),
    path("learning/cards/<int:pk>/<uuid:block_id>/", cards.answer_card, name="answer_card"),
    # Certificates
    path("certificates/<str:code>/", certificates.certificate, name="certificate"),
    path(
        "certificates/<str:code>/certificate.pdf",
        certificates.certificate_pdf,
        name="certificate_pdf",
    ),
    path("certificates/<str:code>/badge.json", badges.badge_json, name="badge_json"),
    path("certificates/<str:code>/badge.png", badges.badge_png, name="badge_png"),
    path("certificates/<str:code>/renew/", renewals.renew_certificate, name="renew_certificate"),
    path("verify/badges/<int:number>.jwt", badges.badge_status, name="badge_status"),
    path(".well-known/did.json", badges.badge_issuer, name="badge_issuer"),
    path("verify/", certificates.verify, name="verify"),
    path("verify/<str:code>/", certificates.verify_certificate, name="verify_certificate"),
    # Institutions: for coordinators, and for whom they invite
    path("learning/institution/", institution.institutions, name="institutions"),
    path(INSTITUTION, institution.people, name="institution"),
    path(INSTITUTION + "people.csv", institution.people_csv, name="institution_csv"),
    path(INSTITUTION + "people.xlsx", institution.people_xlsx, name="institution_xlsx"),
    path(
        INSTITUTION + "people/<int:enrollment_id>/end/",
        institution.end_membership,
        name="end_membership",
    ),
    path(INSTITUTION + "enroll/", roster.enroll_people, name="enroll_people"),
    path(INSTITUTION + "enroll/confirm/", roster.confirm_people, name="confirm_people"),
    path(INSTITUTION + "seats/", institution.seats, name="institution_seats"),
    path(
        INSTITUTION + "accreditation/",
        accreditation.institution_accreditation,
        name="institution_accreditation",
    ),
    path(COURSE + "accreditation/", accreditation.course_accreditation, name="accreditation"),
    path(INSTITUTION + "ninety-days/", ninety_days.ninety_days, name="ninety_days"),
    path(INSTITUTION + "code/", institution.renew_code, name="renew_code"),
    path(
        INSTITUTION + "invitations/<int:invitation_id>/resend/",
        institution.invitation_act,
        {"act": "resend"},
        name="resend_invitation",
    ),
    path(
        INSTITUTION + "invitations/<int:invitation_id>/cancel/",
        institution.invitation_act,
        {"act": "cancel"},
        name="cancel_invitation",
    ),
    path("learning/invitations/<str:token>/", invitations.invitation, name="invitation"),
    path(
        "learning/invitations/<str:token>/decline/",
        invitations.decline_invitation,
        name="decline_seat",
    ),
    path(
        "learning/memberships/<int:pk>/leave/",
        invitations.leave_institution,
        name="leave_institution",
    ),
    # Cohorts
    path("learning/cohorts/", cohorts.cohorts, name="cohorts"),
    path("learning/cohorts/new/", cohorts.new_cohort, name="new_cohort"),
    path(COHORT, cohorts.cohort, name="cohort"),
    path(COHORT + "edit/", cohorts.edit_cohort, name="edit_cohort"),
    path(COHORT + "announce/", cohorts.announce, name="announce"),
    path(COHORT + "members/", cohorts.add_members, name="add_members"),
    path(COHORT + "members/<int:member_id>/remove/", cohorts.remove_member, name="remove_member"),
    # Recordings of lessons
    path("learning/media/<int:pk>/", files.media, name="media"),
    path("learning/media/<int:pk>/captions.vtt", files.captions, name="captions"),
]

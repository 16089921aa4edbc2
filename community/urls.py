"""Addresses of what people say to each other."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .views import (
    article_review,
    articles,
    asks,
    bookmarks,
    discussions,
    feed,
    file_downloads,
    file_moderation,
    files,
    follows,
    health,
    hosting,
    mentors,
    mentorships,
    moderation,
    people,
    posts,
    report_acts,
    reports,
    search,
    sharing,
    shelves,
    threads,
    writing,
)

app_name = "community"

HERE = "community/"
THREAD = HERE + "discussions/<int:pk>/"
POST = HERE + "posts/<int:pk>/"
MENTORS = HERE + "mentors/"
FILE = HERE + "files/<int:pk>/"
BLOGS = HERE + "blogs/"
ARTICLE = BLOGS + "<int:pk>/"
BOOKMARKS = HERE + "bookmarks/"
PERSON = HERE + "people/<uuid:public_id>/"
PLAN = HERE + "plans/<uuid:public_id>/"
SHELF = BOOKMARKS + "shelves/<int:pk>/"


class PostAct(StringConverter):
    regex = "hide|restore|dismiss|glance"


class ShelfAct(StringConverter):
    regex = "hide|restore|dismiss"


class PlanAct(StringConverter):
    regex = "end|dismiss"


class ThreadAct(StringConverter):
    regex = "lock|unlock|move|merge"


class SavedKind(StringConverter):
    regex = "thread|article|file"


register_converter(SavedKind, "saved_kind")


class MentorshipAct(StringConverter):
    regex = "accept|leave|renew"


class ContactAct(StringConverter):
    regex = "remove|object|agree"


register_converter(MentorshipAct, "mentorship_act")
register_converter(ContactAct, "contact_act")
register_converter(PostAct, "post_act")
register_converter(ShelfAct, "shelf_act")
register_converter(PlanAct, "plan_act")
register_converter(ThreadAct, "thread_act")

urlpatterns = [
    path(HERE, discussions.hub, name="hub"),
    path(HERE + "discussions/", discussions.discussions, name="discussions"),
    path(HERE + "discussions/new/", discussions.new_thread, name="new_thread"),
    # What is new, and from whom
    path(HERE + "feed/", feed.feed, name="feed"),
    path(HERE + "feed/seen/", feed.feed_seen, name="feed_seen"),
    path(HERE + "feed.atom", feed.atom, name="feed_atom"),
    path(HERE + "following/", follows.following, name="following"),
    path(HERE + "following/courses/<int:pk>/", follows.follow_course, name="follow_course"),
    path(HERE + "people/", people.people, name="people"),
    path(PERSON + "follow/", follows.follow_person, name="follow_person"),
    # A space
    path(HERE + "spaces/<int:pk>/", discussions.space, name="space"),
    path(HERE + "spaces/<int:pk>/settings/", discussions.space_settings, name="space_settings"),
    path(HERE + "spaces/<int:pk>/start/", discussions.start_thread, name="start_thread"),
    # A thread
    path(THREAD + "reply/", threads.reply, name="reply"),
    path(THREAD + "follow/", threads.follow_thread, name="follow_thread"),
    path(THREAD + "read/", threads.read_thread, name="read_thread"),
    path(HERE + "discussions/<int:pk>-<slug:slug>/", threads.thread, name="thread"),
    # A post
    path(POST, posts.post, name="post"),
    path(POST + "edit/", posts.edit_post, name="edit_post"),
    path(POST + "delete/", posts.delete_post, name="delete_post"),
    path(POST + "history/", posts.post_history, name="post_history"),
    path(POST + "helped/", posts.mark_helped, name="mark_helped"),
    path(POST + "answer/", posts.mark_answer, name="mark_answer"),
    path(POST + "recommend/", posts.recommend_post, name="recommend_post"),
    path(POST + "report/", reports.report, {"thing": "post"}, name="report_post"),
    path(POST + "at-risk/", reports.at_risk, {"thing": "post"}, name="at_risk"),
    # A shared file
    path(HERE + "files/", files.files, name="files"),
    path(HERE + "files/new/", files.share_file, name="share_file"),
    path(HERE + "files/<int:pk>-<slug:slug>/", files.file, name="file"),
    path(FILE + "edit/", files.edit_file, name="edit_file"),
    path(FILE + "replace/", files.replace_file, name="replace_file"),
    path(FILE + "withdraw/", files.withdraw_file, name="withdraw_file"),
    path(FILE + "download/", file_downloads.download_file, name="download_file"),
    path(
        FILE + "versions/<int:number>/download/",
        file_downloads.download_version,
        name="download_version",
    ),
    path(FILE + "versions/<int:number>/remove/", files.remove_version, name="remove_version"),
    path(FILE + "report/", reports.report, {"thing": "file"}, name="report_file"),
    path(FILE + "<post_act:act>/", file_moderation.moderate_file, name="moderate_file"),
    # Writing articles; they are read as pages of the blogs
    path(BLOGS + "new/", articles.new_article, name="new_article"),
    path(BLOGS + "mine/", articles.my_articles, name="my_articles"),
    path(ARTICLE + "edit/", articles.edit_article, name="edit_article"),
    path(ARTICLE + "preview/", articles.article_preview, name="article_preview"),
    path(ARTICLE + "withdraw/", articles.withdraw_article, name="withdraw_article"),
    path(ARTICLE + "review/", article_review.review_article, name="review_article"),
    path(ARTICLE + "report/", reports.report, {"thing": "article"}, name="report_article"),
    path(ARTICLE + "at-risk/", reports.at_risk, {"thing": "article"}, name="article_at_risk"),
    path(ARTICLE + "dismiss/", report_acts.dismiss_article, name="dismiss_article"),
    # Bookmarks
    path(BOOKMARKS, bookmarks.bookmarks, name="bookmarks"),
    path(BOOKMARKS + "add/", bookmarks.add_address, name="add_address"),
    path(BOOKMARKS + "<int:pk>/edit/", bookmarks.edit_bookmark, name="edit_bookmark"),
    path(BOOKMARKS + "<int:pk>/delete/", bookmarks.delete_bookmark, name="delete_bookmark"),
    path(
        BOOKMARKS + "<saved_kind:kind>/<int:pk>/", bookmarks.toggle_bookmark, name="toggle_bookmark"
    ),
    path(BOOKMARKS + "shelves/", shelves.shared_shelves, name="shared_shelves"),
    path(BOOKMARKS + "shelves/new/", shelves.make_shelf, name="make_shelf"),
    path(SHELF, shelves.shelf, name="shelf"),
    path(SHELF + "edit/", shelves.edit_shelf, name="edit_shelf"),
    path(SHELF + "delete/", shelves.delete_shelf, name="delete_shelf"),
    path(SHELF + "report/", reports.report, {"thing": "shelf"}, name="report_shelf"),
    path(SHELF + "<shelf_act:act>/", report_acts.moderate_shelf, name="moderate_shelf"),
    # A shared strategy plan; it is read at learning:shared_plan
    path(PLAN + "report/", reports.report, {"thing": "plan"}, name="report_plan"),
    path(PLAN + "at-risk/", reports.at_risk, {"thing": "plan"}, name="plan_at_risk"),
    path(PLAN + "<plan_act:act>/", report_acts.moderate_plan, name="moderate_plan"),
    path("search/", search.search, name="search"),
    # Looking after it
    path(HERE + "moderation/", moderation.queue, name="queue"),
    path(HERE + "moderation/acts/", moderation.acts, name="acts"),
    path(POST + "<post_act:act>/", moderation.moderate_post, name="moderate_post"),
    path(THREAD + "<thread_act:act>/", moderation.moderate_thread, name="moderate_thread"),
    path(PERSON + "suspend/", moderation.suspend, name="suspend"),
    path(PERSON + "report/", reports.report, {"thing": "person"}, name="report_person"),
    path(PERSON + "at-risk/", reports.at_risk, {"thing": "person"}, name="person_at_risk"),
    path(PERSON + "reports/", report_acts.person_reports, name="person_reports"),
    path(PERSON + "dismiss/", report_acts.dismiss_person, name="dismiss_person"),
    path(HERE + "reflections/<int:pk>/share/", sharing.share_reflection, name="share_reflection"),
    # Mentors
    path(MENTORS, mentors.mentors, name="mentors"),
    path(MENTORS + "me/", mentors.mentoring, name="mentoring"),
    path(MENTORS + "me/stop/", mentors.stop_mentoring, name="stop_mentoring"),
    path(MENTORS + "me/statement.pdf", mentors.mentor_statement, name="mentor_statement"),
    path(MENTORS + "me/decline/", mentors.decline_invitation, name="decline_invitation"),
    path(MENTORS + "<uuid:public_id>/ask/", mentorships.ask_mentor, name="ask_mentor"),
    path(MENTORS + "with/<int:pk>/", mentorships.mentorship, name="mentorship"),
    path(MENTORS + "with/<int:pk>/contact/", mentorships.log_contact, name="log_contact"),
    path(
        MENTORS + "with/<int:pk>/<mentorship_act:act>/",
        mentorships.mentorship_act,
        name="mentorship_act",
    ),
    path(
        MENTORS + "contacts/<int:pk>/<contact_act:act>/",
        mentorships.contact_act,
        name="contact_act",
    ),
    # How it is doing
    path(HERE + "health/", health.health, name="health"),
    path(HERE + "health/numbers.csv", health.health_csv, name="health_csv"),
    path(HERE + "health/<slug:slug>/", health.health, name="course_health"),
    path(HERE + "health/<slug:slug>/numbers.csv", health.health_csv, name="course_health_csv"),
    # Being asked, and hosting
    path(HERE + "asks/", asks.asks, name="asks"),
    path(HERE + "asks/<int:pk>/decline/", asks.decline_ask, name="decline_ask"),
    path(HERE + "hosting/", hosting.hosting, name="hosting"),
    path(HERE + "hosting/absences/<int:pk>/remove/", hosting.remove_absence, name="remove_absence"),
    # While writing
    path(HERE + "drafts/<slug:place>/", writing.draft, name="draft"),
    path(HERE + "preview/", writing.preview, name="preview"),
    path(HERE + "mentionable/", writing.mentionable, name="mentionable"),
]

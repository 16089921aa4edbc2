"""What a person said and marked in the community, for their own download."""

from accounts.personal_data import moment, part_of_my_data
from courses.models import CoursePage

from .models import (
    CourseFollow,
    Draft,
    HelpedMark,
    PersonFollow,
    Post,
    Report,
    ThreadFollow,
)


@part_of_my_data("community")
def community(user):
    titles = dict(CoursePage.objects.values_list("translation_key", "title"))
    posts = Post.objects.filter(author=user).select_related("thread").order_by("created_at")
    return {
        "posts": [
            {
                "thread": post.thread.title,
                "text": post.source,
                "state": post.state,
                "written": post.created_at.isoformat(),
                "edited": moment(post.edited_at),
            }
            for post in posts
        ],
        "marked_as_helpful": [
            {"post": mark.post_id, "made": mark.made_at.isoformat()}
            for mark in HelpedMark.objects.filter(user=user)
        ],
        "followed_threads": [
            {"thread": follow.thread.title, "muted": follow.muted}
            for follow in ThreadFollow.objects.filter(user=user).select_related("thread")
        ],
        "followed_people": [
            {"name": follow.followed.get_full_name(), "since": follow.since.isoformat()}
            for follow in PersonFollow.objects.filter(follower=user).select_related("followed")
        ],
        "followed_courses": [
            {"course": titles.get(follow.course_key, ""), "followed": follow.wanted}
            for follow in CourseFollow.objects.filter(user=user)
        ],
        "reports": [
            {
                "about": report.url,
                "reason": report.reason,
                "note": report.note,
                "made": report.made_at.isoformat(),
            }
            for report in Report.objects.filter(reporter=user).with_things()
        ],
        "drafts": [
            {
                "place": draft.place,
                "title": draft.title,
                "lead": draft.lead,
                "text": draft.text,
            }
            for draft in Draft.objects.filter(user=user)
        ],
    }

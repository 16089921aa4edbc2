"""What a person said and marked in the community, for their own download."""

from accounts.personal_data import part_of_my_data

from .models import Draft, HelpedMark, Post, ThreadFollow


@part_of_my_data("community")
def community(user):
    posts = Post.objects.filter(author=user).select_related("thread").order_by("created_at")
    return {
        "posts": [
            {
                "thread": post.thread.title,
                "text": post.source,
                "state": post.state,
                "written": post.created_at.isoformat(),
                "edited": post.edited_at.isoformat() if post.edited_at else "",
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
        "drafts": [
            {"place": draft.place, "title": draft.title, "text": draft.text}
            for draft in Draft.objects.filter(user=user)
        ],
    }

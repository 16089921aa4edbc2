"""What a learner wrote in the discussions of a course, on their page in the CMS."""

from django.db.models import Q

from learning.reviewing.learner import on_a_learners_page

from .models import Post, Thread

AT_ONCE = 20


@on_a_learners_page
def posts_in_the_course(viewer, enrollment):
    """Their published posts where the viewer may read, the newest first."""
    here = Q(space__course_key=enrollment.course_key)
    here |= Q(space__cohort__course_key=enrollment.course_key)
    posts = Post.objects.published().filter(
        here, author=enrollment.user_id, thread__in=Thread.objects.visible_to(viewer)
    )
    return {
        "template": "community/cms_learner_posts.html",
        "total": posts.count(),
        "posts": posts.select_related("thread", "space").order_by("-created_at", "-pk")[:AT_ONCE],
    }

"""What a lesson shows of the discussion at its prompts."""

from functools import cached_property

from django.db.models import Count, F, Q

from .composer import Composer
from .models import Post, Space

ANSWERS_SHOWN = 3


class LessonTalk:
    """One prompt's space, the posts to show, and the box to write in. Two queries.

    Whoever takes the course reads and writes here, as does who edits the lesson;
    everyone else what the space shows them. A preview shows the prompt alone.
    """

    def __init__(self, request, state, page, block_id):
        self.request, self.state, self.page, self.block_id = request, state, page, block_id

    @cached_property
    def space(self):
        if self.state.is_sample or not self.page.pk:
            return None
        spaces = Space.objects.at_prompt(self.page.key, self.block_id).filter(closed_at=None)
        if not self.state.is_open:
            spaces = spaces.visible_to(self.request.user)
        published = Q(threads__state="published")
        return spaces.annotate(thread_count=Count("threads", filter=published)).first()

    @cached_property
    def posts(self):
        """Unanswered ones first, then the newest: each opens a thread."""
        if self.space is None or self.others_are_hidden:
            return []
        posts = Post.objects.published().filter(thread__space=self.space, number=1)
        posts = posts.filter(thread__state="published").select_related(
            "thread", "author__institution"
        )
        by_need = F("thread__first_answer_at").asc(nulls_first=True)
        return list(posts.order_by(by_need, "-created_at")[:ANSWERS_SHOWN])

    @property
    def others_are_hidden(self):
        """Whether one's own post comes first here, and has not come yet."""
        if not self.space.post_first:
            return False
        user = self.request.user
        if not user.is_authenticated:
            return True
        return not self.space.threads.filter(author=user.pk).exists()

    @property
    def how_many_more(self):
        return self.space.thread_count - len(self.posts)

    @cached_property
    def composer(self):
        return Composer.in_space(self.request, self.space)

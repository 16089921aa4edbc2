"""What adding a list of posts will do, line by line; and doing it."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy

from learning.models import AuditedPost
from learning.models.audits import POSTS_AT_MOST

from .forms import PostForm


class What(models.TextChoices):
    """What happens to a line; the label is told to the person."""

    ADD = "add", gettext_lazy("Is added")
    TWICE = "twice", gettext_lazy("Stands in your count already: nothing happens")
    BAD = "bad", gettext_lazy("Cannot be read: correct it")
    FULL = "full", gettext_lazy("Has no room: an audit holds 60 posts")


@dataclass
class Line:
    entry: object
    what: What
    post: AuditedPost = None
    errors: list = field(default_factory=list)

    @property
    def is_wrong(self):
        return self.what in (What.BAD, What.FULL)


class UploadPlan:
    """Where no column says what the posts were about, they are about something other."""

    def __init__(self, audit, listed):
        self.audit, self.listed = audit, listed
        there = audit.posts.exclude(words="").exclude(posted_on=None)
        self.there = set(there.values_list("posted_on", "purpose", "content", "words"))
        self.left = POSTS_AT_MOST - audit.posts.count()
        self.lines = [self._line(entry) for entry in listed.entries]

    def _line(self, entry):
        content = entry.content
        if not self.listed.has_content:
            content = AuditedPost.Content.OTHER
        form = PostForm(
            {
                "posted_on": entry.day,
                "purpose": entry.purpose,
                "content": content,
                "words": entry.words,
            }
        )
        if not form.is_valid():
            said = [error for errors in form.errors.values() for error in errors]
            return Line(entry, What.BAD, errors=said)
        post = form.save(commit=False)
        if post.coded in self.there:
            return Line(entry, What.TWICE, post)
        if not self.left:
            return Line(entry, What.FULL, post)
        self.left -= 1
        return Line(entry, What.ADD, post)

    @property
    def adding(self):
        return [line.post for line in self.lines if line.what == What.ADD]

    @property
    def counts(self):
        """[(how many, what happens)] in the order of ``What``."""
        found = Counter(line.what for line in self.lines)
        return [(found[what], what.label) for what in What if found[what]]

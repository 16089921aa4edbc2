"""All that a person reflected on, by course, in the order of the lessons."""

from dataclasses import dataclass, field

from accounts.rich_text import render_markdown
from courses.models import Activity
from learning.models import Reflection
from learning.places import place

LAST = 10_000


@dataclass
class Chapter:
    """One course's reflections."""

    course_title: str
    entries: list = field(default_factory=list)


class Entry:
    """One reflection as it is listed: what was submitted, or else the draft."""

    def __init__(self, row):
        self.row = row
        self.place = row.place
        self.prompt = row.prompt.content
        self.is_saved = row.submitted_id is not None
        self.text = row.submitted.text if self.is_saved else row.draft
        self.at = row.submitted.saved_at if self.is_saved else row.draft_saved_at

    @property
    def html(self):
        return render_markdown(self.text)

    @property
    def comments(self):
        """What its writer and the instructors said to each other about it, the oldest first."""
        return self.row.comments.all()

    @property
    def quoted_prompt(self):
        """The prompt as a Markdown quote."""
        return "\n".join(f"> {line}" for line in self.prompt["prompt"].splitlines())

    @property
    def has_newer_draft(self):
        return self.is_saved and self.row.is_dirty


def journal_of(request, with_comments=False):
    """The reader's own reflections as a list of chapters, in the same queries however many."""
    mine = Reflection.objects.of(request.user).written()
    if with_comments:
        mine = mine.prefetch_related("comments__author")
    rows = place(request, mine.select_related("lesson", "prompt", "submitted"))
    position = {
        (key, block_id): number
        for key, block_id, number in Activity.objects.filter(
            lesson_key__in={row.lesson_key for row in rows}
        ).values_list("lesson_key", "block_id", "position")
    }
    rows.sort(key=lambda row: (row.lesson.path, position.get((row.lesson_key, row.block_id), LAST)))
    chapters = {}
    for row in rows:
        chapter = chapters.setdefault(row.lesson.course_path, Chapter(row.place.course_title))
        chapter.entries.append(Entry(row))
    return list(chapters.values())

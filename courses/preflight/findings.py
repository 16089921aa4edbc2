"""What was found, how much it matters and where it is mended."""

from dataclasses import dataclass

from wagtail.models import Page

from courses.problems import Problem

BLOCKER, ADVICE = "blocker", "advice"


@dataclass(frozen=True)
class Finding:
    level: str
    page: Page
    problem: Problem

    @property
    def message(self):
        return self.problem.message

    @property
    def where(self):
        return self.problem.where

    @property
    def block_id(self):
        return self.problem.path.partition(".")[2]

    def url(self, back=""):
        """The editor of the page, at the block."""
        return self.problem.url(self.page.pk, back)


def blocker(page, message, block=None, path=""):
    return _finding(BLOCKER, page, message, block, path)


def advice(page, message, block=None, path=""):
    return _finding(ADVICE, page, message, block, path)


def _finding(level, page, message, block, path):
    if block is None:
        return Finding(level, page, Problem(message, "", path))
    return Finding(level, page, Problem(message, block.label, f"body.{block.id}"))

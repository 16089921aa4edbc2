"""All first attempts at the checks of some enrollments, counted by the database.

One row for each check, wording, answer, how sure, and score on the other checks: some thousand
rows where there are 200,000 answers. The score of the others is the share right of those that
the person answered, so that it can be compared between people who are at different lessons. An
explanation of one's own counts from when its writer rates it.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection

from learning.answer_reading import ungraded_kinds
from learning.models import Attempt

OTHERS = 2  # so many other checks make a score

COUNTED = """
WITH numbered AS (
  SELECT attempt.enrollment_id, attempt.lesson_key, attempt.block_id, attempt.prompt_id,
    CAST(attempt.chosen AS text) AS answer, attempt.correct, attempt.confidence,
    CASE WHEN prompt.kind IN ({ungraded}) THEN 0 ELSE 1 END AS graded,
    ROW_NUMBER() OVER (
      PARTITION BY attempt.enrollment_id, attempt.lesson_key, attempt.block_id
      ORDER BY attempt.id
    ) AS nth
  FROM learning_attempt attempt
  JOIN learning_prompt prompt ON prompt.id = attempt.prompt_id
  WHERE attempt.enrollment_id IN ({enrollments})
    AND NOT (prompt.kind = 'self_explain' AND CAST(attempt.chosen AS text) = '[]')
), scored AS (
  SELECT lesson_key, block_id, prompt_id, answer, correct, confidence, graded,
    SUM(CASE WHEN correct THEN graded ELSE 0 END) OVER (PARTITION BY enrollment_id) AS score,
    SUM(graded) OVER (PARTITION BY enrollment_id) AS answered
  FROM numbered WHERE nth = 1
)
SELECT lesson_key, block_id, prompt_id, answer, correct, confidence, graded, score, answered,
  COUNT(*)
FROM scored
GROUP BY lesson_key, block_id, prompt_id, answer, correct, confidence, graded, score, answered
"""


@dataclass(slots=True)
class Counted:
    """``people`` gave this answer first and were this good at the other checks, or ``rest``
    is None: they answered too few of them to say."""

    lesson_key: UUID
    block_id: str
    prompt: int
    answer: str
    right: bool
    confidence: int | None
    graded: bool
    rest: float | None
    people: int


def first_answers(enrollments):
    """The counted rows, in one query. ``answer`` is JSON, as ``Attempt.chosen`` is stored."""
    try:
        chosen, parameters = enrollments.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:  # of nobody, there is nothing to ask the database
        return
    kinds = sorted(ungraded_kinds())
    sql = COUNTED.format(enrollments=chosen, ungraded=", ".join(["%s"] * len(kinds)))
    to_key = Attempt._meta.get_field("lesson_key").to_python
    with connection.cursor() as cursor:
        cursor.execute(sql, [*kinds, *parameters])
        for key, block, prompt, answer, right, sure, graded, score, answered, people in cursor:
            others = int(answered) - int(graded)
            good = int(score) - (1 if right and graded else 0)
            rest = good / others if graded and others >= OTHERS else None
            yield Counted(
                to_key(key), block, prompt, answer, bool(right), sure, bool(graded), rest, people
            )

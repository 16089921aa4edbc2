"""What the people of the demonstration's institution plan, commit to and count.

For the director's page, which shows numbers of five people and more. Their words stay theirs, as
everybody's do; they are few and plain, because nobody but their writers sees them.
"""

from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from accounts.demo import workdays_ago
from accounts.models import Institution, User
from courses.models import CoursePage, PlanSection
from learning.days import day_of
from learning.models import (
    Audit,
    AuditedPost,
    CheckIn,
    Commitment,
    Enrollment,
    Plan,
    SectionText,
    SectionVersion,
)

from .cohorts import COURSE, INSTITUTION

WORDS = {
    "P1": "We stop forwarding vacancies and begin to host: one question a week, answered by peers.",
    "P2": "Seniors who have just been through it, twelve alumni who reply, two of the faculty.",
    "P3": "One room where threads can be found again. The newsletter only points at it.",
    "P4": "Mondays a question, Wednesdays the best answer passed on, Fridays who is new.",
    "P5": "Three small asks a term to each graduate, and a thank-you that says what came of it.",
    "P6": "House rules on half a page, and two of us who look in every morning.",
    "P7": "How many posts got an answer within two days, and from whom. Nothing else for a year.",
    "P8": "Start in the second week of term; each of us has one hour a week in the calendar.",
}
COUNTED = {Audit.Kind.BASELINE: 72, Audit.Kind.REPEAT: 9}  # days ago: before this week began
CONTENTS = {
    "announce": ["job", "event", "job", "event", "advice", "job", "other"],
    "respond": ["question", "student_voice", "advice"],
    "invite": ["question", "alumni_voice", "student_voice"],
}


@dataclass(frozen=True)
class Doing:
    """``sections`` of the plan are ready; how the commitment went at the first check-in, or "".

    ``before`` and ``after`` are posts that announce, respond and invite.
    """

    name: str
    cue: str
    act: str
    outcome: str = "done"
    sections: int = 0
    made: int = 37  # workdays ago
    before: tuple = ()
    after: tuple = ()


DOINGS = [
    Doing("Adaeze Brooks", "I post on Monday", "end on one question", "done", 8,
          before=(17, 2, 1), after=(9, 5, 6)),
    Doing("Callum Reyes", "a vacancy comes in", "ask an alumna what she would ask", "done", 6,
          before=(15, 4, 1), after=(11, 5, 4)),
    Doing("Farah Lindholm", "a student answers", "thank them by name within a day", "done", 8,
          before=(14, 3, 3), after=(7, 6, 7)),
    Doing("Gideon Marsh", "a thread stays empty", "invite two people by name", "done", 5,
          before=(18, 2, 0), after=(12, 4, 4)),
    Doing("Hye-jin Seo", "we meet on Thursdays", "read one thread aloud", "done", 7,
          before=(16, 3, 1), after=(8, 7, 5)),
    Doing("Ilse Vandermeer", "the fair is over", "ask what surprised people there", "done", 4,
          before=(13, 5, 2), after=(10, 6, 4)),
    Doing("Joaquín Peralta", "I draft the newsletter", "move three notices to the board", "partly",
          before=(16, 2, 2), after=(13, 3, 4)),
    Doing("Keisha Dunmore", "I open the room", "answer nothing for two hours", "not_yet", 2),
    Doing("Lucian Petrescu", "a new member joins", "say what they could be asked", "changed_mind"),
    Doing("Maribel Ochoa", "the week ends", "count what was answered", "not_yet"),
    Doing("Nadia Haddad", "I write to alumni", "ask for five minutes, not for mentoring", "", 1,
          made=9),
    Doing("Esteban Castellanos", "an employer calls", "ask for a story beside the vacancy", "",
          made=8),
    Doing("Piper Langston", "I plan the month", "leave one day for what students bring", "",
          made=6),
    Doing("Ravi Menon", "somebody asks me privately", "ask whether I may post it", "partly",
          made=11),
]  # fmt: skip


@transaction.atomic
def load_doings():
    """Whoever has a plan, a commitment or an audit already gets no other one."""
    course = CoursePage.objects.filter(slug=COURSE).first()
    institution = Institution.objects.filter(name=INSTITUTION).first()
    if not course or not institution:
        return
    sections = list(PlanSection.objects.filter(code__in=WORDS))
    taking = Enrollment.objects.filter(course_key=course.key, user__institution=institution)
    by_name = {row.user.display_name: row for row in taking.select_related("user")}
    for doing in DOINGS:
        if enrollment := by_name.get(doing.name):
            _commit(doing, enrollment)
            _plan(doing, enrollment.user, sections)
            _count(doing, enrollment.user, institution)


def _commit(doing, enrollment):
    user, made_at = enrollment.user, workdays_ago(doing.made, "11:10")
    if Commitment.objects.filter(user=user).exists():
        return
    token = uuid5(NAMESPACE_URL, f"{user.email}/{doing.cue}")
    due_on = day_of(user, made_at) + timedelta(days=28)
    made = Commitment.objects.make(
        user, token=token, enrollment=enrollment, cue=doing.cue, act=doing.act, due_on=due_on,
        confidence=4, made_at=made_at,
    )  # fmt: skip
    told_at = made_at + timedelta(days=30)
    answered_at = told_at + timedelta(hours=5)
    if not doing.outcome or answered_at > timezone.now():
        return
    if doing.outcome == CheckIn.Outcome.DONE:
        made.end(Commitment.Ending.KEPT, answered_at)
    elif doing.outcome == CheckIn.Outcome.CHANGED_MIND:
        made.end(Commitment.Ending.DROPPED, answered_at)
    made.check_ins.filter(days=30).update(
        told_at=told_at, answered_at=answered_at, outcome=doing.outcome
    )


def _plan(doing, user, sections):
    if not doing.sections or Plan.objects.of(user).exists():
        return
    plan = Plan.objects.create(user=user, center=INSTITUTION, begun_at=workdays_ago(30, "12:05"))
    for number, section in enumerate(sections[: doing.sections]):
        at = workdays_ago(28 - 3 * number, "12:40")
        words = WORDS[section.code]
        text = SectionText.objects.create(
            plan=plan, section=section, draft=words, draft_saved_at=at, revision=1, ready_at=at
        )
        version = SectionVersion.objects.create(written=text, number=1, text=words, saved_at=at)
        SectionText.objects.filter(pk=text.pk).update(submitted=version)


def _count(doing, user, institution):
    """Counted before the course and again now, and both shared with the institution."""
    if not doing.before or Audit.objects.of(user).exists():
        return
    now = timezone.now()
    joined = now - timedelta(days=COUNTED[Audit.Kind.BASELINE] + 1)
    User.objects.filter(pk=user.pk).update(date_joined=joined, terms_accepted_at=joined)
    for kind, counts in ((Audit.Kind.BASELINE, doing.before), (Audit.Kind.REPEAT, doing.after)):
        at = now - timedelta(days=COUNTED[kind])
        audit = Audit.objects.create(
            user=user, kind=kind, begun_at=at - timedelta(minutes=20), frozen_at=at,
            shared_with=institution, shared_at=at + timedelta(minutes=2), offered_at=at,
        )  # fmt: skip
        AuditedPost.objects.bulk_create(_posts(audit, counts, at.date()))


def _posts(audit, counts, last_day):
    """As many posts of each purpose, about one thing after another, two days apart."""
    number = 0
    for purpose, times in zip(CONTENTS, counts, strict=True):
        contents = cycle(CONTENTS[purpose])
        for _time in range(times):
            number += 1
            yield AuditedPost(
                audit=audit, number=number, purpose=purpose, content=next(contents),
                posted_on=last_day - timedelta(days=2 * number),
            )  # fmt: skip

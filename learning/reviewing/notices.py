"""Who is told what is said of a reflection that is shared with the instructor."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.events import Channel, Event, Part, declare, describes
from accounts.models import Notification, User
from courses.models import CourseRole
from learning.models import Example, Reflection, ReflectionComment

COMMENTED, REPLIED = "reflection_comment", "reflection_reply"
ASKED, DECIDED = "example_asked", "example_decided"

declare(
    Event(
        COMMENTED, gettext_lazy("An instructor commented on your reflection"), Channel.MAIL,
        part=Part.COURSES,
    ),
    Event(
        ASKED, gettext_lazy("An instructor asks to use your reflection as an example"),
        Channel.MAIL, part=Part.COURSES,
    ),
    Event(
        REPLIED, gettext_lazy("A learner answered your comment on a reflection"), Channel.DIGEST,
        part=Part.COURSES,
    ),
    Event(
        DECIDED, gettext_lazy("A learner decided about being an example"), Channel.SITE,
        part=Part.COURSES,
    ),
)  # fmt: skip


def tell_of_comment(comment):
    """The writer, or, of the writer's answer, the instructors who commented and still teach."""
    row = comment.reflection
    key = f"reflection-comment:{comment.pk}"
    if comment.author_id != row.user_id:
        people, event = [row.user], COMMENTED
    else:
        people, event = _instructors_in(row), REPLIED
    Notification.objects.tell(people, event, key, row.target, comment=comment.pk)


def tell_of_question(example):
    row = example.reflection
    Notification.objects.tell(
        [row.user], ASKED, f"example-asked:{example.pk}", row.target, example=example.pk
    )


def tell_of_decision(example):
    """Who asked; each decision anew, since a writer may change their mind."""
    key = f"example:{example.pk}:{example.answered_at.isoformat()}"
    Notification.objects.tell(
        [example.asked_by], DECIDED, key, example.reflection.target, example=example.pk
    )


def _instructors_in(row):
    teaching = CourseRole.objects.instructors_of(row.course_key).values("user")
    return list(
        User.objects.filter(reflection_comments__reflection=row, pk__in=teaching).distinct()
    )


@describes(COMMENTED)
def describe_comments(recipient, notifications):
    found = _comments(notifications, reflection__user=recipient)
    for row in notifications:
        if comment := found.get(row.parameters["comment"]):
            row.url = f"{comment.reflection.get_absolute_url()}#{comment.anchor}"
            row.sentence = _("%(name)s commented on your reflection on “%(lesson)s”") % {
                "name": comment.author.get_full_name(),
                "lesson": comment.reflection.lesson.title,
            }


@describes(REPLIED)
def describe_replies(recipient, notifications):
    """Gone, as the text itself, once the writer takes the sharing back."""
    shared = Reflection.objects.shared_with(recipient)
    found = _comments(notifications, reflection__in=shared)
    for row in notifications:
        if comment := found.get(row.parameters["comment"]):
            row.url = reverse("review", args=[comment.reflection_id]) + f"#{comment.anchor}"
            row.sentence = _("%(name)s answered your comment on “%(lesson)s”") % {
                "name": comment.author.get_full_name(),
                "lesson": comment.reflection.lesson.title,
            }


@describes(ASKED)
def describe_questions(recipient, notifications):
    found = _examples(notifications, reflection__user=recipient)
    for row in notifications:
        if example := found.get(row.parameters["example"]):
            row.url = f"{example.reflection.get_absolute_url()}#example"
            row.sentence = _(
                "%(name)s asks to use your reflection on “%(lesson)s” as an example"
            ) % {
                "name": example.asked_by.get_full_name(),
                "lesson": example.reflection.lesson.title,
            }


@describes(DECIDED)
def describe_decisions(recipient, notifications):
    shared = Reflection.objects.shared_with(recipient)
    found = _examples(notifications, reflection__in=shared)
    for row in notifications:
        if example := found.get(row.parameters["example"]):
            row.url = reverse("review", args=[example.reflection_id]) + "#example"
            row.sentence = _("%(name)s decided about the example from “%(lesson)s”: %(answer)s") % {
                "name": example.reflection.user.get_full_name(),
                "lesson": example.reflection.lesson.title,
                "answer": example.get_state_display(),
            }


def _comments(notifications, **where):
    pks = [row.parameters["comment"] for row in notifications]
    rows = ReflectionComment.objects.filter(**where)
    return rows.select_related("author", "reflection__lesson").in_bulk(pks)


def _examples(notifications, **where):
    pks = [row.parameters["example"] for row in notifications]
    rows = Example.objects.filter(**where)
    return rows.select_related("asked_by", "reflection__lesson", "reflection__user").in_bulk(pks)

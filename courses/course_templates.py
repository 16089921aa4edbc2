"""What a new course begins with: a tree of drafts that says where the author's text goes.

Only what every author has to write is a placeholder. Prompts that fit any subject stand
there as they are.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import CatalogPage, CoursePage, CourseRole, LessonPage, ModulePage
from .placeholders import placeholder


@dataclass(frozen=True)
class Template:
    """``modules()`` gives [(title, [(title, minutes, blocks)])]."""

    label: str
    description: str
    modules: Callable


def block(kind, value):
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def text(*paragraphs):
    return block("text", "".join(f"<p>{placeholder(paragraph)}</p>" for paragraph in paragraphs))


def check():
    options = [
        (_("The right answer"), _("Why it is right"), True),
        (_("What somebody who missed the point would answer"), _("What is wrong with it"), False),
    ]
    return block(
        "single_choice",
        {
            "question": placeholder(_("A question about the one thing to take from this lesson")),
            "options": [
                {
                    "type": "item",
                    "id": str(uuid.uuid4()),
                    "value": {
                        "text": placeholder(answer),
                        "correct": right,
                        "explanation": placeholder(why),
                    },
                }
                for answer, why, right in options
            ],
            "review": "",
            "required": True,
        },
    )


def reflection(prompt):
    return block(
        "reflection",
        {
            "title": _("Reflect"),
            "prompt": prompt,
            "frame": "free",
            "word_guide": None,
            "example": "",
            "required": True,
            "plan_section": None,
        },
    )


def discussion(prompt, starter, **value):
    return block("discussion", {"prompt": prompt, "starter": starter, "seed": "", **value})


def short_course():
    idea = _("One idea in three or four paragraphs, with an example from your work")
    number = _("Lesson %d")
    first = [
        text(idea),
        check(),
        reflection(_("Where in your own work could you try this within the next two weeks?")),
        discussion(
            _("What have you tried at your institution, and what came of it?"), _("In our office…")
        ),
    ]
    rest = [[text(idea), check()] for _number in range(2)]
    lessons = [(number % n, 15, blocks) for n, blocks in enumerate([first, *rest], start=1)]
    return [(_("Module %d") % 1, lessons)]


def workshop():
    return [
        (
            _("Before we meet"),
            [
                (
                    _("Get ready"),
                    20,
                    [
                        text(_("What to read or bring, and why it matters for the workshop")),
                        reflection(_("What do you want to be able to do after the workshop?")),
                    ],
                )
            ],
        ),
        (
            _("The workshop"),
            [
                (
                    _("Try it"),
                    60,
                    [
                        text(_("The task, step by step, and what it should come to")),
                        check(),
                        discussion(
                            _("What did you make, and where did you get stuck?"), _("I made…")
                        ),
                    ],
                )
            ],
        ),
        (
            _("Afterwards"),
            [
                (
                    _("Put it to use"),
                    15,
                    [
                        text(_("How to go on at work, and what often gets in the way")),
                        reflection(_("What will you do first, and by when?")),
                    ],
                )
            ],
        ),
    ]


def reading_circle():
    reading = _("What to read, where to find it, and what to look for")
    lessons = [
        (
            _("Reading %d") % number,
            30,
            [
                text(reading),
                reflection(_("Which sentence stayed with you, and why?")),
                discussion(
                    _("What does this say to your work, and where do you disagree?"),
                    _("I kept thinking of…"),
                    post_first=True,
                ),
            ],
        )
        for number in range(1, 4)
    ]
    return [(_("Readings"), lessons)]


TEMPLATES = {
    "short_course": Template(
        gettext_lazy("Short course"),
        gettext_lazy("three lessons with a check each, a reflection and a discussion"),
        short_course,
    ),
    "workshop": Template(
        gettext_lazy("Workshop"),
        gettext_lazy("to prepare, to do together and to put to use"),
        workshop,
    ),
    "reading_circle": Template(
        gettext_lazy("Reading circle"),
        gettext_lazy("three readings, each to reflect on and talk through"),
        reading_circle,
    ),
}


def may_make_courses(user):
    catalog = CatalogPage.objects.first()
    return bool(catalog and catalog.permissions_for_user(user).can_add_subpage())


@transaction.atomic
def make_course(template, title, promise, user):
    """The drafts of a new course, which its maker teaches from then on."""
    catalog = CatalogPage.objects.get()
    course = _draft(catalog, CoursePage(title=title, promise=promise), user)
    for module_title, lessons in TEMPLATES[template].modules():
        module = _draft(course, ModulePage(title=module_title), user)
        for lesson_title, minutes, blocks in lessons:
            lesson = LessonPage(title=lesson_title, minutes=minutes)
            lesson.objective = placeholder(_("What a learner can do after this lesson"))
            lesson.body = LessonPage.body.field.stream_block.to_python(blocks)
            _draft(module, lesson, user)
    teach(course, user)
    return course


def teach(course, user):
    """Whoever makes a course teaches it: without a part in it they could not publish it."""
    CourseRole.objects.get_or_create(course=course, user=user, role=CourseRole.Role.INSTRUCTOR)


def _draft(parent, page, user):
    page.live, page.owner = False, user
    page = parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    return page

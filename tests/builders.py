"""Courses and people for the tests, made through the models an author uses."""

import uuid

from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import Institution, User
from courses.models import CatalogPage, CoursePage, LessonPage, ModulePage

PASSWORD = "common-thread"


def make_person(name, email, institution="Larkspur Community College", **fields):
    """A person with a confirmed address and the password ``PASSWORD``."""
    user = User.objects.create_user(
        email,
        PASSWORD,
        display_name=name,
        certificate_name=name,
        institution=Institution.named(institution),
        **fields,
    )
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def option(text, explanation, correct=False):
    return {
        "type": "item",
        "id": str(uuid.uuid4()),
        "value": {"text": text, "explanation": explanation, "correct": correct},
    }


def single_choice(question="Which post invites an answer?", required=True):
    """A check whose right option reads "A question"."""
    return {
        "type": "single_choice",
        "id": str(uuid.uuid4()),
        "value": {
            "question": question,
            "options": [
                option("A question", "Explanation-right: it can be answered.", True),
                option("A vacancy", "Explanation-wrong: it can only be clicked."),
                option("A slogan", "Explanation-slogan: it asks for nothing."),
            ],
            "review": "",
            "required": required,
        },
    }


def multiple_answer(question="Which two can be answered?", required=True):
    return {
        "type": "multiple_answer",
        "id": str(uuid.uuid4()),
        "value": {
            "question": question,
            "options": [
                option("A puzzle", "Explanation-puzzle.", True),
                option("A dilemma", "Explanation-dilemma.", True),
                option("A notice", "Explanation-notice."),
            ],
            "review": "",
            "required": required,
        },
    }


def reflection(prompt="What will you change first?", required=True):
    return {
        "type": "reflection",
        "id": str(uuid.uuid4()),
        "value": {
            "title": "Reflect",
            "prompt": prompt,
            "frame": "what",
            "word_guide": 80,
            "example": "We changed one post a week.",
            "required": required,
            "plan_section": None,
        },
    }


def checklist(*items):
    return {
        "type": "checklist",
        "id": str(uuid.uuid4()),
        "value": {
            "heading": "Before you post",
            "items": [
                {"type": "item", "id": str(uuid.uuid4()), "value": item}
                for item in items or ("Name a reader", "Ask one thing")
            ],
        },
    }


def text(html="<h2>Why questions travel</h2><p>An announcement ends with you.</p>"):
    return {"type": "text", "id": str(uuid.uuid4()), "value": html}


def discussion(prompt="What do your students ask each other?", **value):
    return {
        "type": "discussion",
        "id": str(uuid.uuid4()),
        "value": {"prompt": prompt, "starter": "In my center we…", "seed": "", **value},
    }


def add_live(parent, page):
    """Put a published page under its parent.

    In one save: a draft and its publication, as ``publish`` makes them of an
    edit, would cost three, and most tests only need the page to be there.
    """
    page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    return page


def publish(page):
    """Publish an edit as the CMS does: a revision, made live."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_course(title="Beyond the Job Board", slug=None, **fields):
    fields = {
        "promise": "Host a community that answers.",
        "certificate_issuer": "Common Thread",
        "signatory_name": "Dr. Imani Feldt",
        "signatory_title": "Course author",
        "version_label": "2026.1",
        **fields,
    }
    course = CoursePage(title=title, slug=slug or f"course-{uuid.uuid4().hex[:8]}", **fields)
    return add_live(CatalogPage.objects.get(), course)


def make_module(course, title="The shift", slug=None):
    module = ModulePage(title=title, slug=slug or f"module-{uuid.uuid4().hex[:8]}")
    return add_live(course, module)


def make_lesson(module, title="A lesson", blocks=None, slug=None, **fields):
    """A published lesson; without ``blocks`` it has a text, a check and a reflection."""
    fields = {"objective": "Tell a question from a notice.", "minutes": 15, **fields}
    lesson = LessonPage(title=title, slug=slug or f"lesson-{uuid.uuid4().hex[:8]}", **fields)
    body = [text(), single_choice(), reflection(), discussion()] if blocks is None else blocks
    lesson.body = LessonPage.body.field.stream_block.to_python(body)
    return add_live(module, lesson)


def blocks_of(lesson, kind):
    return [child for child in lesson.body if child.block_type == kind]


def right_options(block):
    return sorted(block.value.key())


def wrong_option(block):
    return next(pk for pk, value in block.value.choices() if not value["correct"])


def do_everything(enrollment, lesson):
    """Answer and submit whatever a lesson asks, through the models."""
    from learning.models import Attempt, Reflection

    for block in lesson.body:
        if block.block_type in ("single_choice", "multiple_answer"):
            Attempt.objects.record(enrollment, lesson, block, right_options(block), uuid.uuid4())
        elif block.block_type == "reflection":
            row = Reflection.objects.begin(enrollment.user, lesson, block)
            row.submit(f"What I take from {lesson.title}.", row.revision)


def shared_file(owner, title="Interview sheet", text="Ask, then wait.", name="sheet.txt", **values):
    """A file that somebody shares, plain text unless ``values`` say otherwise."""
    from community.models import SharedFile

    values = {"description": "For a first talk with a student.", **values}
    return SharedFile.objects.share(owner, checked_file(text, name), title=title, **values)


def new_version(file, text="Newer.", name="n.txt"):
    return file.add_version(file.owner, checked_file(text, name))


def checked_file(text, name):
    from django.core.files.base import ContentFile

    from community.files.check import checked

    return checked(ContentFile(text if isinstance(text, bytes) else text.encode(), name=name))

"""What people do: they complete lessons, share files, are asked again."""

import uuid

from django.utils import timezone

from courses.blocks import CHECK_BLOCKS

from .pages import blocks_of


def do_everything(enrollment, lesson):
    """Answer and submit whatever a lesson asks, through the models."""
    from learning.models import Attempt, Reflection

    for block in lesson.body:
        if block.block_type in CHECK_BLOCKS:
            words = "" if block.value.graded else f"{lesson.title}, in my words."
            right = block.value.right_answer()
            Attempt.objects.record(enrollment, lesson, block, right, uuid.uuid4(), words)
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


def make_card(enrollment, lesson, occasion="card3"):
    """A card with the lesson's check, due today; its learner takes part."""
    from learning.models import Card, Recall, Remembering
    from learning.remembering.recalling import Question

    check, *_others = blocks_of(lesson, "single_choice")
    Remembering.objects.choose(enrollment, True)
    today = timezone.localdate()
    card = Card.objects.create(enrollment=enrollment, occasion=occasion, due_on=today)
    question = Question(lesson.key, check.id, check.block_type, check.value.as_shown())
    Recall.objects.ask(enrollment, question, occasion, today, card=card)
    return card

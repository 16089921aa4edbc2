"""Courses and people for the tests, made through the models an author uses."""

import uuid

from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import Institution, User
from courses.blocks import CHECK_BLOCKS
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


def listed(*values):
    """The items of a list inside a block, each with an id of its own."""
    return [{"type": "item", "id": str(uuid.uuid4()), "value": value} for value in values]


def check_of(kind, **value):
    """A check that is right or wrong, of another kind than those with options."""
    value = {"review": "", "required": True, "ask_confidence": False, **value}
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def true_false(**value):
    """A statement that is false."""
    return check_of(
        "true_false",
        **{
            "question": "A post without an answer does no harm.",
            "truth": "false",
            "explanation": "Explanation-silence: readers learn that nobody answers.",
            **value,
        },
    )


def ordering(*items, **value):
    return check_of(
        "ordering",
        **{
            "question": "What comes first when nobody answers?",
            "items": listed(*items or ("Wait two hours", "Invite by name", "Answer it yourself")),
            "explanation": "Explanation-order: a peer is worth the wait.",
            **value,
        },
    )


def matching(*pairs, distractors=("A vendor",), **value):
    pairs = pairs or (("Clothes", "A graduate"), ("Courses", "A junior"), ("Dates", "A recruiter"))
    return check_of(
        "matching",
        **{
            "question": "Who could answer what?",
            "pairs": listed(*({"left": left, "right": right} for left, right in pairs)),
            "distractors": listed(*distractors),
            "explanation": "Explanation-pairs: each has been there.",
            **value,
        },
    )


def short_answer(*accepted, match="loose", **value):
    return check_of(
        "short_answer",
        **{
            "question": "What do we call who reads and never writes?",
            "accepted": listed(*accepted or ("lurker", "a lurker")),
            "match": match,
            "model_answer": "Model-short: most of a community.",
            **value,
        },
    )


def self_explain(**value):
    value = {
        "question": "Explain why you wait before you answer.",
        "model_answer": "Model-explain: a quick answer closes the thread.",
        "required": True,
        **value,
    }
    return {"type": "self_explain", "id": str(uuid.uuid4()), "value": value}


def every_check():
    """One of each kind, asking how sure one is where that can be asked."""
    blocks = [
        single_choice(), multiple_answer(), true_false(), ordering(), matching(), short_answer(),
    ]  # fmt: skip
    for block in blocks:
        block["value"]["ask_confidence"] = True
    return [*blocks, self_explain()]


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


def commitment(intro="Choose one change.", most=1, required=False):
    value = {"intro": intro, "most": most, "required": required}
    return {"type": "commitment", "id": str(uuid.uuid4()), "value": value}


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
            "plan_section": None,
        },
    }


def rubric_row(criterion, **changes):
    value = {
        "criterion": criterion,
        "not_yet": f"Nothing of it: {criterion}.",
        "getting_there": f"Some of it: {criterion}.",
        "strong": f"All of it: {criterion}.",
    }
    return {"type": "item", "id": str(uuid.uuid4()), "value": value | changes}


def peer_look(*rows, **value):
    """A rubric of two rows."""
    value = {
        "title": "Look at your plan",
        "intro": "Read it as if a stranger had sent it.",
        "rows": list(rows or (rubric_row("Purpose"), rubric_row("Rhythm"))),
        "required": False,
        **value,
    }
    return {"type": "peer_look", "id": str(uuid.uuid4()), "value": value}


def plan_section(code="P1", title="Purpose", **fields):
    from courses.models import PlanSection

    fields = {"guidance": "Say where you go.", "sort_order": int(code.strip("P") or 0), **fields}
    return PlanSection.objects.get_or_create(code=code, defaults={"title": title, **fields})[0]


def plan_builder(section, required=True, **value):
    value = {
        "plan_section": section and section.pk,
        "questions": listed("What would you see?"),
        "example": "We answer within a day.",
        "required": required,
        **value,
    }
    return {"type": "plan_builder", "id": str(uuid.uuid4()), "value": value}


def mock_post(**changes):
    value = {
        "name": "Port Ellery Career Center",
        "avatar": None,
        "posted": "Tuesday, 9:00 a.m.",
        "text": "Our fair is on March 4. Register by Friday.",
        "picture": {"image": None, "decorative": False, "alt_text": ""},
        "hashtags": "#CareerFair",
        "likes": 3,
        "comments": 1,
        "shares": None,
        "fictional": True,
    }
    return {"type": "mock_post", "id": str(uuid.uuid4()), "value": {**value, **changes}}


def remark(aspect, what, why):
    return {
        "type": "item",
        "id": str(uuid.uuid4()),
        "value": {"aspect": aspect, "what": what, "why": why},
    }


def critique(required=True, **changes):
    """A post with two weaknesses, the opening and the sender, and facts that are fine."""
    value = {
        "question": "What weakens this post?",
        "post": mock_post()["value"],
        "issues": [
            remark("The opening", "It begins with a date", "Reason-opening."),
            remark("The sender", "An office speaks", "Reason-sender."),
        ],
        "fine": [remark("The facts", "The day stands in the text", "Reason-facts.")],
        "task": "Write it better.",
        "model": "Model-rewrite: what would you tell a first-timer?",
        "required": required,
    }
    return {"type": "critique", "id": str(uuid.uuid4()), "value": {**value, **changes}}


def way(text, next, quality="acceptable", again=False):
    value = {
        "text": text,
        "next": next,
        "feedback": f"Feedback-{text}.",
        "quality": quality,
        "again": again,
    }
    return {"type": "item", "id": str(uuid.uuid4()), "value": value}


def node(name, *ways):
    value = {
        "name": name,
        "situation": f"Situation-{name}.",
        "picture": {"image": None, "decorative": False, "alt_text": ""},
        "choices": list(ways),
    }
    return {"type": "item", "id": str(uuid.uuid4()), "value": value}


def scenario(*nodes, required=True, start=""):
    """Two steps to a good end, one to a poor one, and a way back from there."""
    nodes = nodes or (
        node("quiet", way("Ask by name", "invited", "best"), way("Remind all", "worse", "poor")),
        node("invited", way("Thank", "good", "best"), way("Stay away", "good")),
        node("worse", way("Try again", "quiet", again=True), way("Leave it", "bad", "poor")),
        node("good"),
        node("bad"),
    )
    value = {
        "question": "Nobody answers",
        "nodes": list(nodes),
        "start": start,
        "debrief": "<p>Debrief-words.</p>",
        "required": required,
    }
    return {"type": "scenario", "id": str(uuid.uuid4()), "value": value}


def text(html="<h2>Why questions travel</h2><p>An announcement ends with you.</p>"):
    return {"type": "text", "id": str(uuid.uuid4()), "value": html}


def discussion(prompt="What do your students ask each other?", **value):
    return {
        "type": "discussion",
        "id": str(uuid.uuid4()),
        "value": {"prompt": prompt, "starter": "In my center we…", "seed": "", **value},
    }


def library_item(block, *topics):
    """An item of the library with this block."""
    from courses.models import LibraryItem

    stream_block = LibraryItem._meta.get_field("content").stream_block
    item = LibraryItem.objects.create(content=stream_block.to_python([block]))
    item.topics.set(topics)
    return item


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
    return block.value.right_answer()


def wrong_option(block):
    return next(pk for pk, value in block.value.choices() if not value["correct"])


def wrong_answer(block):
    """What the form of a check sends for an answer that is not right."""
    value, key = block.value, block.value.right_answer()
    match block.block_type:
        case "single_choice" | "multiple_answer":
            return {"option": wrong_option(block)}
        case "true_false":
            return {"answer": "false" if key == ["true"] else "true", "why": "I saw it."}
        case "ordering":
            return {"order": key[::-1]}
        case "matching":
            pair_id, *_sides = value.pairs()[0]
            wrong = {f"pair-{pair_id}": value["distractors"][0]}
            return right_pairs(block) | wrong
        case "short_answer":
            return {"text": "a host"}


def right_pairs(block):
    pairs = (pair.split("=", 1) for pair in block.value.right_answer())
    return {f"pair-{pair_id}": text for pair_id, text in pairs}


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

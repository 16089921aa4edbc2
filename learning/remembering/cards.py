"""Two questions three and ten days after a finished course, for who asked for them.

They are dealt on a morning of the person's. What was answered wrong comes back once, with
the next card or on the thirteenth day; with that it ends by itself.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.due import due
from accounts.events import Channel, Event, declare, describes
from accounts.models import Notification
from courses.models.outlines import outline_of_course
from learning.days import MORNING, NOON, day_of, local_now
from learning.models import Card, Recall, Remembering
from learning.models.remembering import Occasion

from .coming_back import CARDS, LATE, PER_CARD
from .recalling import Asked, Question, numbered, pick, recalled

CARD = "card"
ASKED_ON = (Occasion.CARD_3, Occasion.CARD_10)  # what is wrong there comes back

declare(Event(CARD, gettext_lazy("Two questions after a finished course"), Channel.MAIL))


def target_of(card):
    return f"card:{card.pk}"


@due
def deal_cards():
    now = timezone.now()
    rows = Remembering.objects.on().filter(
        _has_one_coming(now), enrollment__left_at=None, enrollment__user__is_active=True
    )
    rows = rows.select_related("enrollment__user").prefetch_related("enrollment__cards")
    for row in rows:
        deal(row.enrollment, now)


def _has_one_coming(now):
    """The condition that a card's days are here or nearly, somewhere, and it was not dealt yet."""
    mine = {"enrollment": OuterRef("enrollment")}
    wrong = Recall.objects.filter(**mine, occasion__in=ASKED_ON, correct=False)
    found = Q()
    for occasion, days in CARDS.items():
        one = Q(
            ~Exists(Card.objects.filter(**mine, occasion=occasion)),
            enrollment__completed_at__lt=now - timedelta(days=days - 1),
            enrollment__completed_at__gt=now - timedelta(days=days + 2) - LATE,
        )
        found |= one & Q(Exists(wrong)) if occasion == Occasion.AGAIN else one
    return found


def deal(enrollment, now):
    """The cards of one person that this morning brings."""
    local = local_now(enrollment.user, now)
    if not MORNING <= local.hour < NOON:
        return
    finished = day_of(enrollment.user, enrollment.completed_at)
    dealt = {card.occasion for card in enrollment.cards.all()}
    for occasion, days in CARDS.items():
        due_on = finished + timedelta(days=days)
        if occasion not in dealt and due_on <= local.date() <= due_on + LATE:
            _deal(enrollment, occasion, due_on, now)


@transaction.atomic
def _deal(enrollment, occasion, due_on, now):
    """The card's row is the claim: of two clocks at once one makes it, and tells."""
    recalls = recalled(enrollment)
    again = _to_come_back(recalls)
    new = [] if occasion == Occasion.AGAIN else _new_ones(enrollment, recalls, now)
    if not (again or new):
        return
    card, made = Card.objects.get_or_create(
        enrollment=enrollment, occasion=occasion, defaults={"due_on": due_on, "told_at": now}
    )
    if not made:
        return
    for question in new:
        Recall.objects.ask(enrollment, question, occasion, due_on, card=card)
    for question in again:
        Recall.objects.ask(enrollment, question, Occasion.AGAIN, due_on, card=card)
    Notification.objects.tell(
        [enrollment.user], CARD, target_of(card), target_of(card), card=card.pk
    )


def _new_ones(enrollment, recalls, now):
    """What no card has asked yet."""
    had = {(row.lesson_key, row.block_id) for row in recalls if row.card_id}
    lessons = outline_of_course(enrollment.course_id).lessons
    return pick(enrollment, lessons, PER_CARD, now, recalls, had)


def _to_come_back(recalls):
    """What was answered wrong on a card, and has not come back since."""
    back = {(row.lesson_key, row.block_id) for row in recalls if row.occasion == Occasion.AGAIN}
    return [
        Question.of(row)
        for row in recalls
        if row.occasion in ASKED_ON
        and row.correct is False
        and (row.lesson_key, row.block_id) not in back
    ]


def asked_on(card, request):
    """The card's questions as a page shows them, those that were skipped left out."""
    asked = []
    for row in card.recalls.all():
        url = reverse("learning:answer_card", args=[card.pk, row.block_id])
        question = Question.of(row)
        asked.append(Asked(question, card.enrollment, request, url, card.due_on, row))
    return numbered(asked)


def next_on(card):
    """The day on which another card is still to come as things stand, or None."""
    wrong = any(
        row.correct is False and row.occasion != Occasion.AGAIN for row in card.recalls.all()
    )
    follows = {Occasion.CARD_3: Occasion.CARD_10, Occasion.CARD_10: wrong and Occasion.AGAIN}
    follow = follows.get(card.occasion)
    if not follow:
        return None
    day = card.due_on + timedelta(days=CARDS[follow] - CARDS[card.occasion])
    return day if day > day_of(card.enrollment.user) else None


def may_begin(enrollment):
    """Whether a card would still come to who finished the course and asks for them now."""
    finished = day_of(enrollment.user, enrollment.completed_at)
    return day_of(enrollment.user) < finished + timedelta(days=CARDS[Occasion.CARD_10])


@describes(CARD)
def describe_cards(recipient, notifications):
    pks = [row.parameters["card"] for row in notifications]
    waiting = Recall.objects.waiting().filter(card=OuterRef("pk"))
    mine = Card.objects.of(recipient).wanted().filter(Exists(waiting))
    found = mine.select_related("enrollment__course").in_bulk(pks)
    for row in notifications:
        if card := found.get(row.parameters["card"]):
            row.url = reverse("learning:card", args=[card.pk])
            row.sentence = _("A few questions from “%(course)s”: what do you still know?") % {
                "course": card.enrollment.course.title
            }

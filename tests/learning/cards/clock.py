"""When cards come, and what is on them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import time_machine
from django.urls import reverse

from learning.models import Card, Enrollment
from learning.remembering.cards import deal_cards

NEW_YORK, AUCKLAND, LOS_ANGELES = "America/New_York", "Pacific/Auckland", "America/Los_Angeles"


def at(zone, *when):
    return datetime(*when, tzinfo=ZoneInfo(zone))


FINISHED = at(NEW_YORK, 2026, 11, 10, 16)  # a Tuesday


THIRD, TENTH, LAST = ((2026, 11, day) for day in (13, 20, 23))


def finish(enrollment, moment):
    Enrollment.objects.filter(pk=enrollment.pk).update(completed_at=moment)


def tick_at(*when, zone=NEW_YORK):
    """The clock's own work, twice, so that everything here proves both."""
    with time_machine.travel(at(zone, *when), tick=False):
        deal_cards()
        deal_cards()


def cards():
    return [(row.occasion, row.due_on.day) for row in Card.objects.all()]


def texts(card):
    return [str(row.prompt) for row in card.recalls.all()]


def answer_all(client, card, right, when):
    with time_machine.travel(at(NEW_YORK, *when, 12)):
        for row in card.recalls.all():
            options = row.prompt.content["options"]
            chosen = next(each["id"] for each in options if each["correct"] is right)
            url = reverse("learning:answer_card", args=[card.pk, row.block_id])
            assert client.post(url, {"option": chosen}).status_code == 302

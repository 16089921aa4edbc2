"""What is stored about looks at plans: in a person's download, and what goes with an account."""

from accounts.erasure import erases
from accounts.personal_data import moment, part_of_my_data
from learning.models import Look, LookOffer, OwnQuestion, SelfCheck

from .due import hand_on
from .reading import marked_rows


@part_of_my_data("self_checks_of_my_plan")
def my_self_checks(user):
    return [
        {
            "marks": _marks(row.prompt, row.marks),
            "what_i_would_change_first": row.words,
            "made": row.made_at.isoformat(),
        }
        for row in SelfCheck.objects.of(user).select_related("prompt")
    ]


@part_of_my_data("critical_questions_of_my_own")
def my_own_questions(user):
    rows = OwnQuestion.objects.of(user)
    return [{"question": row.text, "written": row.made_at.isoformat()} for row in rows]


@part_of_my_data("looks_i_asked_for")
def looks_i_asked_for(user):
    rows = Look.objects.asked_by(user).select_related("reviewer", "prompt")
    return [
        {
            "asked": row.reviewer.get_full_name(),
            "at": row.asked_at.isoformat(),
            "message": row.message,
            "taken_back": moment(row.withdrawn_at),
            "given": moment(row.given_at),
            "my_answer": row.answer,
            **_found(row),
        }
        for row in rows
    ]


@part_of_my_data("looks_i_gave")
def looks_i_gave(user):
    """My words about colleagues' plans; whose plans they are is theirs to say."""
    rows = Look.objects.given().filter(reviewer=user).select_related("prompt")
    return [{"given": row.given_at.isoformat(), **_found(row)} for row in rows]


@part_of_my_data("my_offer_to_look_at_plans")
def my_offer(user):
    row = LookOffer.objects.filter(user=user).first()
    if row is None:
        return {}
    return {
        "offered": row.offered_at.isoformat(),
        "pauses_until": moment(row.paused_until),
        "stopped": moment(row.ended_at),
    }


def _found(look):
    return {
        "marks": _marks(look.prompt, look.marks),
        "strengths": look.strengths,
        "question": look.question,
    }


def _marks(prompt, marks):
    return {row.criterion: row.own.label for row in marked_rows(prompt, marks) if row.own}


@erases
def leave_looks(person):
    """What they gave stays with whom they gave it to; what they were asked goes on."""
    LookOffer.objects.filter(user=person).delete()
    for look in Look.objects.waiting().filter(reviewer=person).select_related("plan__user"):
        hand_on(look, look.pass_on)
    for model in (SelfCheck, OwnQuestion, Look):
        model.objects.filter(plan__user=person).delete()

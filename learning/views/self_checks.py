"""In a lesson: holding one's plan against a rubric, and asking a colleague for a look."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from learning.looking.asking import AlreadyAsked, ask_for_a_look
from learning.looking.forms import AskForm, QuestionForm, SelfCheckForm
from learning.looking.notices import tell_who_was_asked
from learning.models import LookOffer, OwnQuestion, Plan, Prompt, SelfCheck
from learning.models.locks import locked
from learning.models.looks import LONGEST
from learning.parking import park, parked_by_writer, unpark

from .asked import address, block_of, come_in_first, gone, keep, lesson_for
from .not_sent import not_sent

PARKED_AS = "look-request"  # instead of a lesson's number


@require_POST
def self_check(request, lesson_id, block_id):
    """Write down how far the plan is in each row."""
    lesson, state = lesson_for(request, lesson_id)
    block = block_of(lesson, block_id, "peer_look")
    if block is None:
        return gone(request, lesson, request.POST.get("words", ""))
    typed = SelfCheckForm.typed(request.POST)
    if not state.is_open:
        return come_in_first(request, state, block.id, typed, f"block-{block.id}")
    form = SelfCheckForm(block.value.as_shown()["rows"], request.POST)
    if not form.is_valid():
        return _refused(request, state, block.id, typed, f"block-{block.id}")
    plan = Plan.objects.begin(request.user)
    SelfCheck.objects.record(plan, lesson.key, block, form.marks, form.cleaned_data["words"])
    return _saved(request, state, block, block.id, "check")


@require_POST
def own_question(request, lesson_id, block_id):
    """Nobody near: the question that a critical colleague would ask."""
    lesson, state = lesson_for(request, lesson_id)
    block = block_of(lesson, block_id, "peer_look")
    typed = {"text": request.POST.get("text", "")[: 2 * LONGEST]}
    if block is None:
        return gone(request, lesson, typed["text"])
    name, anchor = f"{block.id}-question", f"block-{block.id}-question"
    if not state.is_open:
        return come_in_first(request, state, name, typed, anchor)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _refused(request, state, name, typed, anchor)
    plan = Plan.objects.begin(request.user)
    OwnQuestion.objects.write_down(plan, lesson.key, block.id, text=form.cleaned_data["text"])
    return _saved(request, state, block, name, "question")


@require_http_methods(["GET", "HEAD", "POST"])
def ask_look(request, lesson_id, block_id):
    """Ask a colleague, or whoever is free; who has not come so far is led back to the block."""
    if not request.user.is_authenticated:
        return _sign_in_first(request, f"{block_id}-ask")
    lesson, state = lesson_for(request, lesson_id)
    block = block_of(lesson, block_id, "peer_look")
    if block is None:
        return gone(request, lesson)
    plan = _checked_plan(request.user, lesson, block)
    if not state.is_open or plan is None:
        return redirect(address(request, lesson, f"block-{block.id}"))
    if refused := _not_to_be_asked(request, plan, lesson, block):
        return refused
    offers = LookOffer.objects.with_room(plan, state.enrollment.course_key)
    data = request.POST if request.method == "POST" else None
    kept = parked_by_writer(request, PARKED_AS, f"{block_id}-ask")
    form = AskForm(plan, offers.select_related("user"), data, initial=kept)
    has_words = plan.texts.exclude(submitted=None).exists()
    if request.method == "POST" and has_words and form.is_valid():
        done = _ask(request, plan, lesson, block, state, form)
        if done == "waits":
            back = redirect(address(request, lesson, f"block-{block.id}-look"))
            return _not_to_be_asked(request, plan, lesson, block) or back
        if done:
            unpark(request, PARKED_AS, f"{block_id}-ask")
            return redirect(address(request, lesson, f"block-{block.id}-{done}"))
    context = {"form": form, "lesson": lesson, "block": block, "plan": plan}
    context["lesson_url"] = address(request, lesson, f"block-{block.id}")
    context["has_words"] = has_words
    return render(request, "learning/ask_look.html", context, status=422 if form.errors else 200)


def _sign_in_first(request, name):
    """To signing in and back here, with what was typed. Letting others read is said anew."""
    if request.method == "POST":
        names = ("colleague", "message", "writer")
        park(request, PARKED_AS, name, {key: request.POST.get(key, "")[:LONGEST] for key in names})
    return redirect_to_login(request.path)


def _checked_plan(user, lesson, block):
    """The person's plan, once they held it against this rubric."""
    plan = Plan.objects.of(user).select_related("user").first()
    checks = SelfCheck.objects.of(user).at(lesson.key, block.id)
    return plan if plan is not None and checks.exists() else None


def _not_to_be_asked(request, plan, lesson, block):
    """Where nobody can be asked now: the way back, with the message that was typed; else None."""
    typed = request.POST.get("message", "").strip()
    look = plan.looks.waiting().select_related("reviewer").first()
    if look is not None:
        if typed in ("", look.message):
            return redirect(address(request, lesson, f"block-{block.id}-look"))
        title = _("A look is asked for already")
        reason = _(
            "%(name)s was asked, and a plan waits for one look at a time. What you sent now went"
            " to nobody: copy it, if you want to ask it later."
        ) % {"name": look.reviewer.get_full_name()}
    elif not plan.owner_is_here():
        title = _("Nobody can be asked for a look at present")
        reason = _(
            "While your account is suspended nobody else can open your plan. Write the question"
            " that a critical colleague would ask yourself: it counts as much."
        )
    else:
        return None
    back = address(request, lesson, f"block-{block.id}")
    return not_sent(
        request, title=title, reason=reason, typed=typed, to=back, label=_("Back to the lesson")
    )


def _ask(request, plan, lesson, block, state, form):
    """The part of the block to go to; "" where the form has to be changed first."""
    prompt = Prompt.objects.as_shown(block.block_type, block.value.as_shown())
    values = {
        "prompt": prompt, "lesson_key": lesson.key, "block_id": block.id,
        "course_key": state.enrollment.course_key, "message": form.cleaned_data["message"],
    }  # fmt: skip
    with locked(plan) as held:
        is_private = held.sharing == Plan.Sharing.PRIVATE
        if is_private and "share" not in form.fields:
            form.add_error(
                None,
                _("Your plan was made private meanwhile. Ask again to say who may read it."),
            )
            return ""
        try:
            look = ask_for_a_look(held, form.chosen, **values)
        except AlreadyAsked:  # in another tab, since this one looked
            return "waits"
        if look is not None and is_private:
            held.share(Plan.Sharing.REVIEWERS)
        if form.cleaned_data.get("offer"):
            LookOffer.objects.update_or_create(
                user=request.user, defaults={"ended_at": None, "paused_until": None}
            )
        if look is not None:
            tell_who_was_asked(look)
    if look is not None:
        said = _("Asked. %(name)s is told now, and you are told when the look is there.")
        messages.success(request, said % {"name": look.reviewer.get_full_name()})
        return "look"
    if form.chosen:
        form.add_error(
            "colleague",
            _("This colleague was asked by somebody else meanwhile. Choose another, or whoever"
              " is free."),
        )  # fmt: skip
        return ""
    messages.info(
        request,
        _("Nobody is free at the moment, and nothing was shared. Write the critical question"
          " yourself: it counts as much."),
    )  # fmt: skip
    return "question"


def _refused(request, state, name, typed, anchor):
    """Back to the form with what was typed, which says what is missing."""
    keep(request, state, name, typed)
    query = urlencode({"unanswered": name})
    return redirect(f"{state.page.get_url(request)}?{query}#{anchor}")


def _saved(request, state, block, name, part):
    state.enrollment.reach(state.page, block.id)
    unpark(request, state.page.pk, name)
    return redirect(address(request, state.page, f"block-{block.id}-{part}"))

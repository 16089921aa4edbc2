"""Making a commitment: written, read back, made. Its words never change afterwards."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.models import LessonPage
from learning.commitments.form import FIELDS, CommitmentForm
from learning.commitments.notices import tell_partner_asked
from learning.lessons.state import LessonState
from learning.models import Commitment, Enrollment
from learning.models.certificates import Unchangeable
from learning.models.commitments import TooMany
from learning.parking import park, parked, unpark

from .asked import address, block_of, come_in_first, gone, lesson_for

PARKING = "commitment"
LONGEST_KEPT = 400


def typed(request):
    """The fields as they were sent, to be given back."""
    return {name: request.POST.get(name, "")[:LONGEST_KEPT] for name in ("token", *FIELDS)}


@require_http_methods(["GET", "HEAD", "POST"])
def new_commitment(request):
    """From anywhere: the list, a checklist, the end of a course, or in place of another one."""
    place = request.GET.get("replaces") or "new"
    if not request.user.is_authenticated:
        if request.method == "POST":
            park(request, PARKING, place[:20], typed(request))
        return redirect_to_login(request.get_full_path())
    replaces = _replaced(request)
    source, words = _source(request)
    kept = parked(request, PARKING).get(place, {})
    initial = words | _words_of(replaces) | {key: value for key, value in kept.items() if value}
    form = CommitmentForm(
        request.POST or None, user=request.user, replaces=replaces, initial=initial,
        enrollment=source.get("enrollment"),
    )  # fmt: skip
    context = {"form": form, "action": request.get_full_path(), "replaces": replaces}
    if request.method != "POST":
        return render(request, "learning/commitment_new.html", context)
    made = _step(request, form, context, source)
    if not isinstance(made, Commitment):
        return made
    unpark(request, PARKING, place)
    return redirect(made)


@require_POST
def commit_in_lesson(request, lesson_id, block_id):
    """In the place that a lesson has for it."""
    lesson, state = lesson_for(request, lesson_id)
    block = block_of(lesson, block_id, "commitment")
    if block is None:
        return gone(request, lesson, typed(request)["act"])
    anchor = f"block-{block.id}"
    if not state.is_open:
        return come_in_first(request, state, block.id, typed(request), anchor)
    form = CommitmentForm(request.POST, user=request.user, enrollment=state.enrollment)
    context = {"form": form, "action": request.path, "lesson": lesson}
    source = {"lesson_key": lesson.key, "block_id": block.id, "at_most": block.value["most"]}
    made = _step(request, form, context, source)
    if not isinstance(made, Commitment):
        return made
    state.enrollment.reach(lesson, block.id)
    unpark(request, lesson_id, block.id)
    return redirect(address(request, lesson, anchor))


def _step(request, form, context, source):
    """The commitment, once it was read back; until then the page of the step before."""
    if not form.is_valid():
        return render(request, "learning/commitment_new.html", context, status=422)
    step = request.POST.get("step")
    if step == "edit":
        return render(request, "learning/commitment_new.html", context)
    if step != "make":
        return render(request, "learning/commitment_review.html", context)
    try:
        with transaction.atomic():
            made = form.make(**source)
            if made.waits_for_partner:
                tell_partner_asked(made)
    except TooMany:
        form.refuse_too_many()
        return render(request, "learning/commitment_new.html", context, status=422)
    except Unchangeable:
        form.refuse_replacing()
        return render(request, "learning/commitment_new.html", context, status=422)
    first = made.check_ins_in_order[0]
    messages.success(
        request,
        _("Made. We ask how it went on %(day)s, and twice after that.")
        % {"day": date_format(first.due_on, "F j")},
    )
    return made


def _replaced(request):
    """The commitment that this one makes smaller or moves; None where there is none."""
    pk = request.GET.get("replaces", "")
    if not pk:
        return None
    if not _key(pk):
        raise Http404
    mine = Commitment.objects.of(request.user).select_related("enrollment", "partner", "user")
    return get_object_or_404(mine, pk=pk)


def _words_of(replaced):
    if replaced is None:
        return {}
    words = {name: getattr(replaced, name) for name in FIELDS[:6] if name != "due_on"}
    partner = replaced.partner if not replaced.partner_declined_at else None
    return words | {"partner": partner.get_full_name() if partner else ""}


def _source(request):
    """Where it comes from, as ``make`` takes it, and the words that it begins with."""
    if course := request.GET.get("course", ""):
        mine = Enrollment.objects.of(request.user).filter(course=course if _key(course) else None)
        return {"enrollment": mine.first()}, {}
    lesson_id, block_id = request.GET.get("lesson", ""), request.GET.get("block", "")[:36]
    if not (_key(lesson_id) and block_id):
        return {}, {}
    lesson = LessonPage.objects.live().defer_streamfields().filter(pk=lesson_id).first()
    block = block_of(lesson, block_id, "checklist") if lesson else None
    state = LessonState.for_request(request, lesson) if block else None
    if state is None or not state.is_open:
        return {}, {}
    item = dict(block.value.entries()).get(request.GET.get("item", ""), "")
    words = {"act": item[:1].lower() + item[1:].rstrip(". ")} if item else {}
    found = {"enrollment": state.enrollment, "lesson_key": lesson.key, "block_id": block.id}
    return found, words


def _key(text):
    return text.isdecimal() and len(text) <= 18

"""Writing a section of the plan: on its own page, by autosave, and in a lesson."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.models import PlanSection
from learning.autosave import refused
from learning.forms import plain_words
from learning.models import Plan, SectionText
from learning.models.drafts import Conflict
from learning.parking import park, unpark
from learning.plans.forms import BringForm, SectionForm
from learning.plans.overview import Overview
from learning.plans.sources import offers
from learning.plans.writing import PARKED_AS, SectionBox, kept_as, typed_before

from .asked import address, block_of, come_in_first, gone, lesson_for
from .desk import Desk, keep_draft

VERSIONS_AT_ONCE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def plan_section(request, code):
    """One section: the box, what can be brought in, where its words are from, its versions."""
    section = get_object_or_404(PlanSection, code=code)
    if not request.user.is_authenticated:
        return _sign_in_first(request, section)
    if request.method == "POST":
        row = _begin(request.user, section)
        if request.POST.get("bring"):
            return _bring_in(request, row)
        return SectionDesk(request, row).save()
    row = _whole(request.user, section)
    number = request.GET.get("version", "")
    version = row.versions.filter(number=number).first() if row and number.isdecimal() else None
    typed = {} if version else typed_before(request, section)
    return section_page(request, section, row, version=version, typed=typed)


@require_POST
def draft_section(request, code):
    """Keep what is being typed on the section's page, without saving it."""
    section = get_object_or_404(PlanSection, code=code)
    response = keep_draft(request, lambda: _begin(request.user, section))
    if response.status_code == HTTPStatus.OK:
        unpark(request, PARKED_AS, code)
    return response


@require_POST
def save_plan_block(request, lesson_id, block_id):
    """Save what was written in a lesson: it is the section of the person's plan itself."""
    lesson, state = lesson_for(request, lesson_id)
    block = block_of(lesson, block_id, "plan_builder")
    section = block and block.value["plan_section"]
    if section is None:
        return gone(request, lesson, plain_words(request.POST.get("text")))
    if not state.is_open:
        return come_in_first(request, state, block.id, _typed(request), f"block-{block.id}")
    return SectionDesk(request, _begin(request.user, section), state, block.id).save()


@require_POST
def draft_plan_block(request, lesson_id, block_id):
    """Keep what is being typed in a lesson."""

    def find():
        lesson, state = lesson_for(request, lesson_id)
        block = block_of(lesson, block_id, "plan_builder")
        section = block and block.value["plan_section"]
        if section is None or not state.is_open:
            return refused(404 if section is None else 403, _("This cannot be saved here."))
        return _begin(request.user, section)

    response = keep_draft(request, find)
    if response.status_code == HTTPStatus.OK:
        unpark(request, lesson_id, str(block_id))
    return response


def _begin(user, section):
    return Plan.objects.begin(user).text_of(section)


def _whole(user, section):
    """The person's text with all that its page shows, or None."""
    rows = SectionText.objects.filter(plan__user=user, section=section)
    return rows.select_related("plan", "submitted").prefetch_related("sources").first()


def _typed(request):
    return {
        "text": plain_words(request.POST.get("text")),
        "revision": request.POST.get("revision", "")[:12],
    }


def _sign_in_first(request, section):
    """To signing in and back here, with what was typed."""
    if request.method == "POST":
        writer = request.POST.get("writer", "")[:36]
        park(request, PARKED_AS, section.code, _typed(request) | {"writer": writer})
    return redirect_to_login(request.path)


def _bring_in(request, row):
    """Keep what is in the box and add below it what was written elsewhere; save nothing."""
    found = {offer.key: offer for offer in offers(request, row.section)}
    offer = found.get(request.POST["bring"])
    if offer is None:
        raise Http404
    desk = SectionDesk(request, row)
    form = BringForm(offer, request.POST, auto_id=f"id_%s_{desk.box_name}")
    if not form.is_valid():
        return desk.refused(form)
    try:
        row.keep_draft(**form.cleaned_data)
    except Conflict:
        return desk.conflict(form)
    row.bring_in(
        offer.kind, offer.text, label=offer.label, dated=offer.dated,
        lesson_key=offer.lesson_key, block_id=offer.block_id,
    )  # fmt: skip
    unpark(request, PARKED_AS, row.section.code)
    messages.success(request, _("Brought in below your words. Read it over, then save."))
    return redirect(f"{request.path}#write-title")


class SectionDesk(Desk):
    """``state`` and ``block_id`` say in which lesson it was written, if in one."""

    form_class = SectionForm
    carried = ("ready",)

    def __init__(self, request, row, state=None, block_id=""):
        super().__init__(request, row)
        self.state, self.block_id = state, block_id
        self.box_name = row.section.code
        self.kept_as = kept_as(row.section)
        self.save_url = request.path
        self.conflict_title = _("Two versions of a section of your plan")
        self.prompt = row.section.title

    def refused(self, form):
        row = _whole(self.request.user, self.row.section)
        return section_page(self.request, row.section, row, form=form, status=422)

    def saved(self):
        """Back to the lesson if it was written there; else to the section's page."""
        request = self.request
        unpark(request, PARKED_AS, self.row.section.code)
        if self.state:
            unpark(request, self.state.page.pk, self.block_id)
            self.state.enrollment.reach(self.state.page, self.block_id)
            return redirect(address(request, self.state.page, f"block-{self.block_id}"))
        return redirect("learning:plan_section", code=self.row.section.code)


def section_page(request, section, row, form=None, version=None, typed=None, status=200):
    """The page of one section; ``form`` is what was typed and is not right."""
    overview = Overview(row.plan if row else Plan.objects.of_or_new(request.user))
    part, before, after = overview.around(section)
    box = SectionBox(
        section=section, row=row, name=section.code, user=request.user, typed=typed or {},
        save_url=request.path, version=version, form=form,
    )  # fmt: skip
    versions = Paginator(row.versions.all() if row else [], VERSIONS_AT_ONCE)
    context = {
        "plan": overview.plan,
        "overview": overview,
        "section": section,
        "part": part,
        "before": before,
        "after": after,
        "row": row,
        "box": box,
        "form": form,
        "offers": offers(request, section, row),
        "page_obj": versions.get_page(request.GET.get("page")),
    }
    return render(request, "learning/plan_section.html", context, status=status)

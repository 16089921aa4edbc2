"""Writing reflections: in a lesson, by autosave, and on the reflection's own page."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Notification
from courses.models import LessonPage
from learning.autosave import refused
from learning.forms import ReflectionForm, plain_words
from learning.models import Reflection
from learning.parking import unpark
from learning.places import place
from learning.reflections import pdf
from learning.reflections.journal import journal_of
from learning.reviewing.forms import CommentForm
from learning.writing import ReflectionBox

from .asked import address, block_of, come_in_first, gone, lesson_for
from .desk import Desk, keep_draft

VERSIONS_AT_ONCE = 20


@require_POST
def save_reflection(request, lesson_id, block_id):
    """Submit what was written in a lesson.

    A reflection that exists is its writer's for ever, whatever became of the
    lesson; a first one is written by who takes the course.
    """
    reflection = _mine_at(request.user, lesson_id, block_id)
    if reflection is None:
        lesson, state = lesson_for(request, lesson_id)
        block = block_of(lesson, block_id, "reflection")
        if block is None:
            return gone(request, lesson, plain_words(request.POST.get("text")))
        if not state.is_open:
            return come_in_first(request, state, block.id, _typed(request), f"block-{block.id}")
        reflection = Reflection.objects.begin(request.user, lesson, block)
    return ReflectionDesk(request, reflection).save()


@require_POST
def draft_reflection(request, lesson_id, block_id):
    """Keep what is being typed, without submitting it; see ``keep_draft``."""

    def find():
        row = _at(request.user, lesson_id, block_id).select_related("submitted").first()
        if row is not None:
            return row
        lesson, state = lesson_for(request, lesson_id)
        block = block_of(lesson, block_id, "reflection")
        if block is None or not state.is_open:
            return refused(404 if block is None else 403, _("This cannot be saved here."))
        return Reflection.objects.begin(request.user, lesson, block)

    response = keep_draft(request, find)
    if response.status_code == HTTPStatus.OK:
        unpark(request, lesson_id, str(block_id))
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reflection(request, pk):
    """One of mine: the prompt as it was shown, the text, its history. Saving works here too."""
    row = get_object_or_404(whole(Reflection.objects.of(request.user)), pk=pk)
    if request.method == "POST":
        return ReflectionDesk(request, row, here=True).save()
    number = request.GET.get("version", "")
    version = row.versions.filter(number=number).first() if number.isdecimal() else None
    Notification.objects.seen(request.user, row.target)
    return reflection_page(request, row, version=version)


@login_required
@require_safe
def reflections(request):
    """All of mine, by course, in the order of the lessons."""
    return render(request, "learning/reflections.html", {"chapters": journal_of(request)})


@login_required
@require_safe
def reflections_markdown(request):
    """All of mine as one Markdown file."""
    context = {
        "chapters": journal_of(request, with_comments=True),
        "user": request.user,
        "now": timezone.now(),
    }
    text = render_to_string("learning/reflections.md", context)
    return _download(text.encode(), "text/markdown; charset=utf-8", "reflections.md")


@login_required
@require_safe
def reflections_pdf(request):
    """All of mine on paper."""
    content = pdf.render(journal_of(request, with_comments=True), request.user)
    return _download(content, "application/pdf", "reflections.pdf")


def _download(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _mine_at(user, lesson_id, block_id):
    """The person's reflection on this block, with all that its page shows, or None."""
    return whole(_at(user, lesson_id, block_id)).first()


def _at(user, lesson_id, block_id):
    """The person's reflection on this block in any language of the lesson: one or none."""
    keys = LessonPage.objects.filter(pk=lesson_id).values("translation_key")
    return Reflection.objects.of(user).filter(lesson_key__in=keys, block_id=block_id)


def whole(reflections):
    return reflections.select_related("lesson", "prompt", "submitted", "example")


def _typed(request):
    typed = {name: request.POST.get(name, "")[:12] for name in ("revision", "visibility")}
    return typed | {"text": plain_words(request.POST.get("text"))}


class ReflectionDesk(Desk):
    """``here`` is the reflection's own page; else it was sent from the lesson."""

    form_class = ReflectionForm
    carried = ("visibility",)

    def __init__(self, request, row, here=False):
        super().__init__(request, row)
        self.here = here
        self.box_name = row.block_id
        self.kept_as = f"{row.lesson_id}:{row.block_id}"
        self.save_url = row.get_absolute_url() if here else request.path
        self.conflict_title = _("Two versions of your reflection")
        self.prompt = row.prompt.content["prompt"]

    def refused(self, form):
        return reflection_page(self.request, self.row, form=form, status=422)

    def saved(self):
        """Back to the lesson if it was written there and still asks; else to its own page."""
        request, row = self.request, self.row
        unpark(request, row.lesson_id, row.block_id)
        if not self.here and row.lesson.live and block_of(row.lesson, row.block_id, "reflection"):
            lesson, state = lesson_for(request, row.lesson_id)
            if state.is_open:
                state.enrollment.reach(lesson, row.block_id)
                return redirect(address(request, lesson, f"block-{row.block_id}"))
        return redirect("learning:reflection", pk=row.pk)


def reflection_page(request, row, form=None, version=None, answer=None, status=200):
    """The page of one reflection; ``form`` and ``answer`` are what was typed and is not right."""
    box = ReflectionBox(
        row=row,
        name=row.block_id,
        lesson_id=row.lesson_id,
        user=request.user,
        typed={},
        save_url=request.path if form else row.get_absolute_url(),
        version=version,
        form=form,
    )
    place(request, [row])
    versions = Paginator(row.versions.all(), VERSIONS_AT_ONCE)
    context = {
        "reflection": row,
        "box": box,
        "form": form or answer,
        "page_obj": versions.get_page(request.GET.get("page")),
        "comments": list(row.comments.select_related("author")),
        "answer": answer or CommentForm(),
        "example": getattr(row, "example", None),
    }
    return render(request, "learning/reflection.html", context, status=status)

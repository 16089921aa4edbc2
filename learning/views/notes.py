"""Private notes on lessons."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.models import LessonPage
from learning.forms import NoteForm, plain_words, searched_words
from learning.lessons.state import LessonState
from learning.models import Note
from learning.models.notes import NoteChanged
from learning.parking import unpark

from .asked import address, come_in_first
from .shelves import shelf

NAME = "note"
LONGEST_SEARCH = 100


@require_POST
def save_note(request, lesson_id):
    """Save the note on a lesson; empty text deletes it.

    Who has a note may change it for ever; a first one is written by who takes
    the course.
    """
    lesson = get_object_or_404(LessonPage, pk=lesson_id)
    has_one = Note.objects.of(request.user).filter(lesson_key=lesson.key).exists()
    if not has_one and not (lesson.live and LessonState.for_request(request, lesson).can_act):
        return _come_in_first(request, lesson)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _again(request, lesson, form, status=422)
    try:
        note = Note.objects.write(request.user, lesson, **form.cleaned_data)
    except NoteChanged as change:
        return _again(request, lesson, form, status=409, saved=change.note)
    unpark(request, lesson_id, NAME)
    in_list = "list" in request.POST or not lesson.live
    if in_list or (has_one and not note):  # beside the box in the lesson it says when it was saved
        messages.success(request, _("Note saved.") if note else _("Note deleted."))
    return redirect("learning:notes") if in_list else redirect(address(request, lesson, NAME))


def _come_in_first(request, lesson):
    get_object_or_404(LessonPage.objects.live(), pk=lesson.pk)
    typed = {"text": plain_words(request.POST.get("text")), "seen": request.POST.get("seen", "")}
    return come_in_first(request, LessonState.for_request(request, lesson), NAME, typed, NAME)


def _again(request, lesson, form, status, saved=None):
    """The note that could not be saved, with what is saved beside it where they differ."""
    context = {
        "form": form,
        "lesson": lesson,
        "text": plain_words(form.data.get("text")),
        "conflict": status == 409,
        "saved": saved,
        "seen": saved.stamp if saved else "" if status == 409 else form.data.get("seen", ""),
    }
    return render(request, "learning/note.html", context, status=status)


@login_required
@require_safe
def notes(request):
    """All of mine, the newest first; ``q`` searches in them."""
    words = searched_words(request.GET, LONGEST_SEARCH)
    mine = Note.objects.of(request.user)
    rows = (mine.about(words) if words else mine).select_related("lesson")
    context = {"page_obj": shelf(request, rows), "q": words, "any": mine.exists()}
    return render(request, "learning/notes.html", context)

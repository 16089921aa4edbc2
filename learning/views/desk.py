"""Writing over days, whatever it is: drafts by autosave, saving, and two texts with a choice."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from learning.autosave import not_valid, signed_out
from learning.forms import DraftForm
from learning.models.drafts import Conflict
from learning.writing import saved_label


def keep_draft(request, find):
    """Keep what is being typed, without saving it. Speaks JSON with the script.

    200 and the new revision; 409 and the other text; 401, 403, 404 or 422 and what to
    tell the writer. ``find()`` gives the row, or what to answer where there is none.
    """
    if not request.user.is_authenticated:
        return signed_out()
    form = DraftForm(request.POST)
    if not form.is_valid():
        return not_valid(form)
    row = find()
    if isinstance(row, HttpResponse):
        return row
    try:
        row.keep_draft(**form.cleaned_data)
    except Conflict:
        row.refresh_from_db()
        return _state(row, status=409, text=row.draft)
    return _state(row)


def _state(row, status=200, **more):
    answer = {
        "revision": row.revision,
        "label": saved_label(row),
        "saved_at": row.draft_saved_at and row.draft_saved_at.isoformat(),
    }
    return JsonResponse(answer | more, status=status)


class Desk:
    """Where one row of words is saved. Who inherits says what its form reads, under which
    prompt and name its texts stand, and which pages answer: ``refused`` and ``saved``.
    """

    form_class = None
    carried = ()  # the form's own fields that a choice between two texts takes along

    def __init__(self, request, row):
        self.request, self.row = request, row

    def save(self):
        """Save what was sent, or one of two texts, or both."""
        keep, data = self.request.POST.get("keep"), self.request.POST
        if keep == "saved":
            return self.saved()
        if keep == "both":
            data = data.copy()
            data["text"] = f"{self.row.draft}\n\n{data.get('text', '')}"
        form = self.form_for(data)
        if not form.is_valid():
            return self.refused(form)
        try:
            self.row.submit(**form.cleaned_data)
        except Conflict:
            return self.conflict(form)
        return self.saved()

    def form_for(self, data):
        return self.form_class(data, auto_id=f"id_%s_{self.box_name}")

    def conflict(self, form):
        """Both texts and a choice; whichever is chosen is saved against the newest revision."""
        self.row.refresh_from_db()
        context = {
            "title": self.conflict_title,
            "row": self.row,
            "prompt": self.prompt,
            "form": form,
            "carried": [(name, form.data.get(name, "")) for name in self.carried],
            "copy_key": f"{self.request.user.public_id}:{self.kept_as}",
            "save_url": self.save_url,
        }
        return render(self.request, "learning/conflict.html", context, status=409)

"""The ways in which an author looks at a lesson or a course before anyone else does.

A mode is a reader, or a surface on which a learner's page is shown. Who the reader is, is
decided where readers are known, by ``request.preview_mode``. A preview stores nothing:
whatever its reader did is made up while it is shown, and its forms lead nowhere.
"""

from django.contrib.auth.models import AnonymousUser
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

NEW, HALF_WAY, FINISHED, SIGNED_OUT = "new", "half-way", "finished", "signed-out"
PRINT, DARK, NARROW = "print", "dark", "narrow"
NARROW_PIXELS = 390
MODES = [
    (NEW, _("New learner")),
    (HALF_WAY, _("Half way")),
    (FINISHED, _("Finished")),
    (SIGNED_OUT, _("Signed out")),
    (PRINT, _("Print")),
    (DARK, _("Dark")),
    (NARROW, _("Narrow")),
]


class PreviewedPage:
    """A page with these previews."""

    preview_modes = MODES

    def serve_preview(self, request, mode_name):
        if mode_name == SIGNED_OUT:
            request.user = AnonymousUser()
        if mode_name == NARROW:
            # A frame: what a page looks like on a phone depends on the window it is in.
            context = {"page": self, "width": NARROW_PIXELS, "mode": NEW}
            return TemplateResponse(request, "courses/preview_narrow.html", context)
        return super().serve_preview(request, mode_name)


def reader_of(request):
    """Who reads this preview: one of the first four modes; "" outside of a preview."""
    if not getattr(request, "is_preview", False):
        return ""
    mode = getattr(request, "preview_mode", "") or NEW
    if mode == PRINT:
        return HALF_WAY  # on paper both what is open and what was answered matters
    return NEW if mode in (DARK, NARROW) else mode

"""The box in which a post is written, wherever it stands."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.addresses import address
from accounts.prepared import Prepared
from learning.parking import parked, unpark
from learning.writing import clock

from .models import Draft
from .posting import closed_because

# Under this heading the session keeps what was typed before signing in.
PARKING = "community"


@Prepared
def _drafts(user, place):
    return Draft.objects.filter(user=user, place=place).order_by()


class Composer:
    """What the form shows: what was just sent, else what was kept, else nothing.

    ``place`` names the form and its draft, as ``thread-12``; ``closed`` says why
    nothing can be posted, in words for the reader, and the form is not offered.
    """

    in_card = (
        *("place", "anchor", "field_id", "url", "label", "button", "closed", "people_url"),
        *("draft_url", "is_unsaved", "is_restored", "errors", "kind"),
    )
    left_blank = ("copy_key", "writer", "text", "state")

    def __init__(
        self, request, place, url, *, label, button, form=None, closed="", text="", space=None,
        initial=None,
    ):  # fmt: skip
        self.request, self.place, self.url = request, place, url
        self.label, self.button = label, button
        self.form, self.closed = form, closed
        self.given, self.space, self.initial = text, space, initial or {}
        if form is not None:
            # The summary of errors leads to the box by its id.
            form.fields["text"].widget.attrs["id"] = self.field_id

    @classmethod
    def in_space(cls, request, space, form=None):
        """The box in which a thread is begun."""
        return cls(
            request,
            space.writing_place,
            address("community:start_thread", space.pk),
            label=_("Your post"),
            button=_("Post"),
            form=form,
            closed=closed_because(space),
            space=space.pk,
        )

    @cached_property
    def draft(self):
        """What the server kept of an unsent post, or None."""
        if not self.user.is_authenticated:
            return None
        return next(iter(_drafts(user=self.user, place=self.place)), None)

    @cached_property
    def kept(self):
        """What was typed before signing in, as a dict; never another person's words."""
        found = parked(self.request, PARKING).get(self.place, {})
        return {} if found.get("writer") not in ("", self.writer) else found

    @property
    def user(self):
        return self.request.user

    @property
    def writer(self):
        return str(self.user.public_id) if self.user.is_authenticated else ""

    def value(self, name):
        if self.form is not None and self.form.is_bound:
            return self.form.data.get(name, "")
        if name in self.kept:
            return self.kept[name]
        return getattr(self.draft, name, "") if self.draft else self.initial.get(name, "")

    @property
    def text(self):
        return self.value("text") or ("" if self.form and self.form.is_bound else self.given)

    @property
    def title(self):
        return self.value("title")

    @property
    def kind(self):
        return self.value("kind") or "conversation"

    @property
    def is_unsaved(self):
        """Whether the box holds words that the server does not."""
        return self.text != (self.draft.text if self.draft else self.given)

    @property
    def is_restored(self):
        """Whether these are words from an earlier visit, which the page should say."""
        bound = self.form is not None and self.form.is_bound
        return bool(self.text) and not bound and self.text != self.given

    @property
    def errors(self):
        return self.form.errors.get("text", []) if self.form is not None else []

    @property
    def state(self):
        if not self.draft:
            return ""
        return _("Draft kept %(when)s") % {"when": clock(self.draft.saved_at)}

    @property
    def draft_url(self):
        return address("community:draft", self.place) if self.writer else ""

    @property
    def people_url(self):
        """Where names after an @ come from; a form that chooses its space adds it."""
        if not self.writer:
            return ""
        space = f"?space={self.space}" if self.space else ""
        return address("community:mentionable") + space

    @property
    def copy_key(self):
        """Under which name the device keeps words: nobody else's are ever offered."""
        return f"{self.writer or 'visitor'}:{self.place}"

    @property
    def field_id(self):
        return f"id_text_{self.place}"

    @property
    def anchor(self):
        return f"write-{self.place}"


def forget_kept(request, place):
    """The words were posted: drop the draft and what the session held."""
    Draft.objects.discard(request.user, place)
    unpark(request, PARKING, place)

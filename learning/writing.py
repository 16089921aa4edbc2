"""The box in which one writes over days, in a lesson and on a page of its own."""

from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.addresses import address

from .models import Reflection


def clock(moment):
    """ "at 2:14 pm" today, "on November 3 at 2:14 pm" before, in the reader's time zone."""
    moment, now = timezone.localtime(moment), timezone.localtime()
    half = _("am") if moment.hour < 12 else _("pm")
    time = f"{date_format(moment, 'g:i')} {half}"
    if moment.date() == now.date():
        return _("at %(time)s") % {"time": time}
    day = date_format(moment, "F j" if moment.year == now.year else "F j, Y")
    return _("on %(day)s at %(time)s") % {"day": day, "time": time}


def saved_label(row):
    """What is true of the text: saved, only kept as a draft, or nothing yet."""
    if row is None or (row.submitted is None and not row.draft):
        return ""
    if row.is_dirty:
        return _("Draft kept %(when)s. Not saved yet.") % {"when": clock(row.draft_saved_at)}
    return _("Saved %(when)s") % {"when": clock(row.submitted.saved_at)}


# What the template that all boxes share shows of one, and what differs with each writer: see
# accounts/drawing.py.
OF_EVERY_BOX = (
    *("anchor", "field_id", "save_url", "draft_url", "is_unsaved", "is_restored"),
    *("version_number", "errors", "foot"),
)
BLANK_IN_EVERY_BOX = ("copy_key", "revision", "writer", "text", "state", "state_time")


class WritingBox:
    """What the form shows. ``typed`` are words that no row holds yet; they win over the draft.

    ``row`` is Drafted, or None before the first word. ``name`` tells the box from others on
    its page. Who inherits says where drafts go, under which name the device keeps words, and
    what stands below the text.
    """

    foot = ""  # the template below the text: who can see it, the buttons

    def __init__(self, *, row, name, user, typed, save_url, version=None, form=None):
        self.row = row
        self.name = name
        self.user = user
        self.typed = typed
        self.save_url = save_url
        self.version = version
        self.form = form

    @property
    def text(self):
        if self.form is not None:
            return self.form.data.get("text", "")
        if "text" in self.typed:
            return self.typed["text"]
        if self.version:
            return self.version.text
        return self.stored

    @property
    def stored(self):
        """What the server holds: the script compares the copies on the device with it."""
        return self.row.draft if self.row else ""

    @property
    def is_unsaved(self):
        """Whether the box holds words that the server does not."""
        return self.text != self.stored

    @property
    def is_restored(self):
        return "text" in self.typed and self.is_unsaved

    @property
    def revision(self):
        """The revision that the words in the box started from."""
        if self.form is not None and "revision" not in self.form.errors:
            return self.form.cleaned_data["revision"]
        if "text" in self.typed:
            return self.typed.get("revision") or 0
        return self.row.revision if self.row else 0

    @cached_property
    def state(self):
        return saved_label(self.row)

    @property
    def state_at(self):
        """When that was, for <time>."""
        if not self.state:
            return None
        if self.row.is_dirty:
            return self.row.draft_saved_at
        return self.row.submitted.saved_at

    @property
    def state_time(self):
        return date_format(timezone.localtime(self.state_at), "c") if self.state else ""

    @property
    def draft_url(self):
        """Where autosave sends drafts; empty where nothing can be kept on the server."""
        if not (self.user and self.user.is_authenticated):
            return ""
        try:
            return self.address_of_drafts()
        except NoReverseMatch:  # the preview of a page that was never saved
            return ""

    def address_of_drafts(self):
        raise NotImplementedError

    @property
    def version_number(self):
        """Which earlier version is in the box; 0 when none is."""
        return self.version.number if self.version else 0

    @property
    def anchor(self):
        """Where on its page the box stands."""
        return f"block-{self.name}"

    @property
    def copy_key(self):
        """Under which name the device keeps words: nobody else's are ever offered."""
        return f"{self.writer or 'visitor'}:{self.kept_as}"

    @property
    def writer(self):
        return str(self.user.public_id) if self.user and self.user.is_authenticated else ""

    @property
    def errors(self):
        return self.form.errors.get("text", []) if self.form is not None else []

    @property
    def field_id(self):
        return f"id_text_{self.name}"


class ReflectionBox(WritingBox):
    """Of a reflection on a block of a lesson."""

    foot = "learning/partials/reflection_foot.html"
    in_card = (*OF_EVERY_BOX, "audiences")
    left_blank = (*BLANK_IN_EVERY_BOX, "history_url", "share_url")

    def __init__(self, *, lesson_id, **shared):
        super().__init__(**shared)
        self.lesson_id = lesson_id

    def address_of_drafts(self):
        return address("learning:draft_reflection", self.lesson_id, self.name)

    @property
    def kept_as(self):
        return f"{self.lesson_id}:{self.name}"

    @property
    def is_saved(self):
        return bool(self.row and self.row.submitted)

    @property
    def history_url(self):
        """Its earlier versions; "" before anything was saved."""
        return f"{self.row.get_absolute_url()}#history" if self.is_saved else ""

    @property
    def share_url(self):
        return address("community:share_reflection", self.row.pk) if self.is_saved else ""

    @cached_property
    def audiences(self):
        """Who could see it, as [(value, label, chosen)]."""
        chosen = self.typed.get("visibility")
        if self.form is not None:
            chosen = self.form.data.get("visibility")
        if chosen not in Reflection.Visibility.values:
            chosen = self.row.visibility if self.row else Reflection.Visibility.PRIVATE
        return [(value, label, value == chosen) for value, label in Reflection.Visibility.choices]

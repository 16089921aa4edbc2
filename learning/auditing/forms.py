"""What is typed into an audit: several posts at once, or one of them again."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.list_form import ListForm
from learning.models import AuditedPost
from learning.models.audits import POSTS_AT_MOST, TooMany

from . import posts_file
from .typed_days import day_meant

ROWS = 10
NUL = "null_characters_not_allowed"


class DayField(forms.CharField):
    """A day in any of the ways in which people write one; None where nothing is typed."""

    def prepare_value(self, value):
        return value.isoformat() if hasattr(value, "isoformat") else value

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return day_meant(typed, timezone.localdate())
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"]) from None


class PostForm(forms.ModelForm):
    """One post. ``number`` is said in its errors where it is one of several."""

    posted_on = DayField(
        label=gettext_lazy("Date"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Such as 11/3 or 2026-11-03."),
    )

    class Meta:
        model = AuditedPost
        fields = ["purpose", "content", "words", "posted_on"]
        labels = {
            "purpose": gettext_lazy("What it was for"),
            "content": gettext_lazy("What it was about"),
            "words": gettext_lazy("A few words"),
        }

    use_required_attribute = False

    def __init__(self, *args, number=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.number = number
        if number is not None:  # said once, above all rows
            self.fields["posted_on"].help_text = ""
        for name, choices in (("purpose", AuditedPost.Purpose), ("content", AuditedPost.Content)):
            self.fields[name].choices = [("", _("Choose")), *choices.choices]
        for name in ("words", "posted_on"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        for_what = self._said(_("Choose what it was for: announce, respond or invite."))
        about = self._said(_("Choose what it was about."))
        no_day = self._said(_("Write the date like 11/3 or 2026-11-03, and not after today."))
        too_long = self._said(_("Say it in at most 120 characters."))
        self._say("purpose", for_what, "required", "invalid_choice")
        self._say("content", about, "required", "invalid_choice")
        self._say("posted_on", no_day, "invalid", "max_length", NUL)
        self._say("words", too_long, "max_length")
        self._say("words", self._said(_("Leave out the sign that cannot be shown.")), NUL)

    def _said(self, message):
        if self.number is None:
            return message
        return _("Post %(number)d: %(error)s") % {"number": self.number, "error": message}

    def _say(self, name, message, *codes):
        self.fields[name].error_messages |= dict.fromkeys(codes, message)

    def clean_words(self):
        return " ".join(self.cleaned_data["words"].split())

    @property
    def is_blank(self):
        """Whether nothing stands in this row."""
        return self.is_bound and not any(
            str(self.data.get(self.add_prefix(name), "")).strip() for name in self.fields
        )


class RowsForm:
    """Ten rows to fill in: those left empty are passed over. Either all are added or none.

    ``after`` is the number of the last post that stood there: what arrives twice, because
    the button was pressed twice, is added once.
    """

    def __init__(self, audit, data=None):
        self.audit, self.non_field_errors = audit, []
        last = audit.posts.order_by("number").last()
        self.after = last.number if last else 0
        left = POSTS_AT_MOST - audit.posts.count()
        if data is not None:
            self.after = whole(data.get("after"), self.after)
        rows = ROWS if data is not None else min(ROWS, left)
        self.rows = [self._row(n, data) for n in range(1, rows + 1)]

    def _row(self, place, data):
        values = {"prefix": f"row{place}", "number": self.after + place}
        form = PostForm(data, **values)
        return PostForm(**values) if form.is_blank else form

    @property
    def filled(self):
        return [form for form in self.rows if form.is_bound]

    @property
    def errors(self):
        return [*self.non_field_errors, *(form.errors for form in self.filled if form.errors)]

    def __iter__(self):
        """The fields with errors, for the summary above the form."""
        return (field for form in self.filled for field in form if field.errors)

    def save(self):
        """How many posts were added; None where something is wrong, which ``errors`` says."""
        if not self.filled:
            self.non_field_errors.append(_("Fill in one row or more: what each post was for."))
        if self.errors:
            return None
        posts = [form.save(commit=False) for form in self.filled]
        try:
            self.audit.add(posts, after=self.after)
        except TooMany:
            self.non_field_errors.append(
                _("An audit holds 60 posts. Remove some, or leave the last rows empty.")
            )
            return None
        return len(posts)


def whole(typed, otherwise=None):
    """The number that a hidden field carries, or the other one."""
    known = typed and len(typed) < 9 and typed.isascii() and typed.isdigit()
    return int(typed) if known else otherwise


class UploadForm(ListForm):
    """Posts as a file or pasted."""

    bytes_at_most = posts_file.BYTES_AT_MOST
    too_large = gettext_lazy("This file is too large for 60 posts. Keep one row for each post.")

    file = forms.FileField(
        label=gettext_lazy("Posts as a file"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("CSV from any spreadsheet, up to 60 posts and 64 kB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the rows"),
        required=False,
        max_length=posts_file.BYTES_AT_MOST,
        strip=False,
        help_text=gettext_lazy("With the headings in the first line."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def read(self, text):
        return posts_file.read(text)

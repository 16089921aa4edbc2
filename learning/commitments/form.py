"""What making a commitment asks: words that are read back before they are kept for good."""

import re
import uuid
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.models import CheckIn, Commitment, Enrollment
from learning.models.commitments import sentence_of

from . import partners

LONGEST = timedelta(days=366)
FIELDS = ("cue", "act", "due_on", "confidence", "obstacle", "response", "partner", "course")
# What would turn a sentence around or hide a part of it.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


class LineField(forms.CharField):
    """One line in somebody's own words, without what cannot be seen in it."""

    def __init__(self, *, opening=(), rows=2, **kwargs):
        self.opening = tuple(opening)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "dir": "auto"}))
        super().__init__(**kwargs)

    def to_python(self, value):
        value = value if isinstance(value, str) else ""
        words = " ".join(UNSEEN.sub(" ", value).split())
        for opening in self.opening:  # the sentence says it already
            if words.casefold().startswith(f"{opening} ".casefold()):
                words = words[len(opening) :].strip()
        return words.rstrip(".,;").strip() if self.opening else words


class CommitmentForm(forms.Form):
    """``replaces`` is the commitment that this one makes smaller or moves."""

    field_order = ["token"]

    cue = LineField(
        label=_("When …"), max_length=200, opening=["When"],
        help_text=_("A moment you will notice: “I plan next month’s posts”."),
        error_messages={"required": _("Say when: a moment you will notice.")},
    )  # fmt: skip
    act = LineField(
        label=_("I will …"), max_length=200, opening=["I will"],
        help_text=_("One thing that somebody could see you do."),
        error_messages={"required": _("Say what you will do then.")},
    )  # fmt: skip
    due_on = forms.DateField(
        label=_("By …"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose the day by which you will have done it."),
            "invalid": _("Enter a day, as in 2026-12-15."),
        },
    )
    confidence = forms.TypedChoiceField(
        label=_("How sure are you that you will?"), coerce=int,
        widget=forms.RadioSelect(attrs={"class": "scale"}),
        choices=Commitment.Confidence.choices,
        help_text=_("At 3 or below, a smaller step is often the better one."),
        error_messages={"required": _("Choose how sure you are, from 1 to 5.")},
    )  # fmt: skip
    obstacle = LineField(
        label=_("What is most likely to get in the way?"), max_length=300, required=False
    )
    response = LineField(label=_("What will you do then?"), max_length=300, required=False)
    partner = forms.CharField(
        label=_("Accountability partner"), max_length=160, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "The full name of somebody who takes or took a course with you. They are asked and may"
            " decline; only once they agree do they see the sentence and how it went."
        ),
    )  # fmt: skip
    course = forms.ModelChoiceField(
        Enrollment.objects.none(), label=_("What it comes from"), required=False,
        empty_label=_("No course"),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data=None, *, user, replaces=None, enrollment=None, with_course=True, **kwargs
    ):
        super().__init__(data, **kwargs)
        self.user, self.replaces, self.enrollment = user, replaces, enrollment
        self.initial.setdefault("token", uuid.uuid4())
        if enrollment is not None or replaces is not None or not with_course:
            del self.fields["course"]
        else:
            rows = Enrollment.objects.of(user).select_related("course")
            self.fields["course"].queryset = rows
            self.fields["course"].label_from_instance = lambda row: row.course.title
        today = timezone.localdate()
        self.fields["due_on"].widget.attrs.update(
            {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}
        )

    def clean_due_on(self):
        day, today = self.cleaned_data["due_on"], timezone.localdate()
        if not today <= day <= today + LONGEST:
            raise forms.ValidationError(_("Choose a day from today on, within a year."))
        return day

    def clean_partner(self):
        typed = UNSEEN.sub(" ", self.cleaned_data["partner"]).strip()
        if not typed:
            return None
        try:
            found = partners.meant_by(self.user, typed)
        except partners.Unclear:
            raise forms.ValidationError(
                _("Several people have this name. Add the institution after a comma.")
            ) from None
        except partners.TooOften:
            raise forms.ValidationError(
                _("That were many names. Wait an hour, or leave this empty.")
            ) from None
        if found is None:
            raise forms.ValidationError(
                _("Nobody of this name can be asked. Check the spelling, or leave this empty.")
            )
        return found

    def clean_token(self):
        return self.cleaned_data["token"] or uuid.uuid4()

    @property
    def sentence(self):
        """The whole statement, as it is read back."""
        said = self.cleaned_data
        return sentence_of(said["cue"], said["act"], said["due_on"])

    @property
    def confidence_label(self):
        return Commitment.Confidence(self.cleaned_data["confidence"]).label

    @property
    def typed(self):
        """The fields as they were sent, for the hidden ones of the page that reads them back."""
        names = [name for name in ("token", *FIELDS) if name in self.fields]
        return [(name, self.data.get(name, "")) for name in names]

    def refuse_too_many(self):
        self.add_error(
            None,
            _(
                "Three commitments are open here, which is plenty. Answer or drop one first; what"
                " you typed stays in the form."
            ),
        )

    def refuse_replacing(self):
        self.add_error(
            None,
            _(
                "This one was kept, or another took its place already. What you typed stays in"
                " the form: make a new commitment of it, or leave it."
            ),
        )

    def make(self, **source):
        """The commitment, with its check-ins. Raises TooMany."""
        said = self.cleaned_data
        names = ("cue", "act", "due_on", "confidence", "obstacle", "response", "partner")
        words = {name: said[name] for name in names}
        old = self.replaces
        if old is not None:
            source = {
                "enrollment": old.enrollment, "lesson_key": old.lesson_key,
                "block_id": old.block_id,
            }  # fmt: skip
            if old.partner_agreed and words["partner"] == old.partner:
                words["partner_agreed_at"] = old.partner_agreed_at
        else:
            source.setdefault("enrollment", self.enrollment or said.get("course"))
        return Commitment.objects.make(
            self.user, token=said["token"], replaces=old, **source, **words
        )


class CheckInForm(forms.Form):
    """How it went, and what helped or got in the way."""

    outcome = forms.ChoiceField(
        label=_("How did it go?"), choices=CheckIn.Outcome.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what fits best.")},
    )  # fmt: skip
    note = LineField(
        label=_("What helped, or got in the way?"), max_length=600, required=False, rows=3,
        help_text=_("For you alone. A partner is told your answer, never this."),
    )  # fmt: skip

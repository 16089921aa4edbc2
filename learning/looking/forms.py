"""What is typed about a plan that is held against a rubric."""

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from courses.blocks.peer_look import LEVELS, MOST_ROWS
from learning.forms import WordsField
from learning.models import LookOffer
from learning.models.looks import LONGEST

TOO_LONG = {
    "max_length": _(
        "This is %(show_value)d characters long; at most %(limit_value)d can be kept. Shorten it."
    )
}
OWN_QUESTION = _("The question that a critical colleague would ask")


class LineField(WordsField):
    """A line of somebody's words, or a few."""

    def __init__(self, rows=2, **kwargs):
        area = forms.Textarea(attrs={"rows": rows, "dir": "auto", "class": "on-paper"})
        errors = {**TOO_LONG, **kwargs.pop("error_messages", {})}
        super().__init__(max_length=LONGEST, widget=area, error_messages=errors, **kwargs)

    def clean(self, value):
        return super().clean((value or "").strip())


class RubricForm(forms.Form):
    """A level for each row of a rubric as it is shown: ``[{"id", "criterion", ...}]``."""

    def __init__(self, rows, data=None, marks=None, **kwargs):
        initial = {f"row-{pk}": level for pk, level in (marks or {}).items()}
        super().__init__(data, initial=initial | kwargs.pop("initial", {}), **kwargs)
        last = list(self.fields)
        for row in rows:
            self.fields[f"row-{row['id']}"] = forms.ChoiceField(
                label=row["criterion"],
                choices=[(key, _level(label, row[key])) for key, label in LEVELS],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose how far “%s” is.") % row["criterion"]},
            )
        self.order_fields([name for name in self.fields if name not in last])

    @property
    def marks(self):
        """The level that was chosen, by a row's id."""
        return {
            name.removeprefix("row-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("row-")
        }

    @classmethod
    def typed(cls, data):
        """What to keep of a form that is not saved yet."""
        rows = [name for name in data if name.startswith("row-")][:MOST_ROWS]
        lines = {name: data.get(name, "")[: 2 * LONGEST] for name in cls.base_fields}
        return {name: data[name][:40] for name in rows} | lines


def _level(label, text):
    return format_html("<strong>{}.</strong> {}", label, text)


class SelfCheckForm(RubricForm):
    words = LineField(label=_("What I would change first"), required=False)


class QuestionForm(forms.Form):
    text = LineField(
        label=OWN_QUESTION,
        error_messages={"required": _("Write the question, then save it.")},
    )


class LookForm(RubricForm):
    """What a colleague finds: the rubric, two strengths, one question."""

    strength_1 = LineField(
        label=_("One strength, with the words that earned it"),
        error_messages={"required": _("Name one strength.")},
    )
    strength_2 = LineField(
        label=_("A second strength"), error_messages={"required": _("Name a second strength.")}
    )
    question = LineField(
        label=_("One question"),
        help_text=_("A real one: “What happens on the Thursday you are sick?”"),
        error_messages={"required": _("Ask one question.")},
    )

    @property
    def given(self):
        """What ``Look.give`` takes."""
        typed = self.cleaned_data
        return {
            "marks": self.marks,
            "strengths": [typed["strength_1"], typed["strength_2"]],
            "question": typed["question"],
        }


class ThanksForm(forms.Form):
    answer = LineField(
        label=_("Your answer"),
        required=False,
        rows=3,
        help_text=_("A thank-you goes with it. You can answer once; words are up to you."),
    )


class AskForm(forms.Form):
    """Whom to ask. Whose plan is private lets it be read by an act of its own."""

    colleague = forms.ChoiceField(label=_("Whom do you ask?"), required=False)
    message = LineField(
        label=_("What should they look at?"), required=False, rows=3,
        help_text=_("One part on which you want a second opinion is plenty."),
    )  # fmt: skip
    share = forms.BooleanField(
        label=_("Let the colleague whom I ask read what I saved of my plan"),
        error_messages={
            "required": _(
                "Your plan is private, so nobody can look at it. Let the colleague read it, or"
                " go back and write the critical question yourself."
            )
        },
    )
    offer = forms.BooleanField(
        label=_("I look at a colleague’s plan in return, once a week at most"), required=False
    )

    def __init__(self, plan, offers, data=None, initial=None):
        super().__init__(data, initial=initial)
        self.people = {str(row.user.public_id): row.user for row in offers}
        named = sorted((user.get_full_name(), pk) for pk, user in self.people.items())
        self.fields["colleague"].choices = [
            ("", _("Whoever is free")), *((pk, name) for name, pk in named),
        ]  # fmt: skip
        self.fields["colleague"].error_messages["invalid_choice"] = _(
            "This colleague cannot be asked any more. Choose somebody else, or whoever is free."
        )
        if plan.sharing != plan.Sharing.PRIVATE:
            del self.fields["share"]
        if LookOffer.objects.filter(user=plan.user_id, ended_at=None).exists():
            del self.fields["offer"]

    @property
    def chosen(self):
        """The colleague, or None for whoever is free."""
        return self.people.get(self.cleaned_data["colleague"])


class OfferForm(forms.Form):
    """Whether somebody looks at colleagues' plans."""

    ON, PAUSE, OFF = "on", "pause", "off"

    state = forms.ChoiceField(
        label=_("May colleagues ask you?"),
        choices=[
            (ON, _("Yes, once a week at most")),
            (PAUSE, _("Yes, but not before a day that I name")),
            (OFF, _("No")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    paused_until = forms.DateField(
        label=_("Ask me again from"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Give a date such as 2027-01-31.")},
    )  # fmt: skip

    def __init__(self, offer, data=None):
        super().__init__(data, initial=_initial(offer))

    def clean(self):
        until = self.cleaned_data.get("paused_until")
        if self.cleaned_data.get("state") != self.PAUSE or "paused_until" in self.errors:
            return
        if until is None or until <= timezone.localdate():
            self.add_error("paused_until", _("Give a day after today."))

    def save(self, user):
        state = self.cleaned_data["state"]
        if state == self.OFF:
            LookOffer.objects.filter(user=user, ended_at=None).update(ended_at=timezone.now())
            return
        until = self.cleaned_data["paused_until"] if state == self.PAUSE else None
        LookOffer.objects.update_or_create(
            user=user, defaults={"ended_at": None, "paused_until": until}
        )


def _initial(offer):
    if offer is None or offer.ended_at:
        return {"state": OfferForm.OFF}
    if offer.pauses:
        return {"state": OfferForm.PAUSE, "paused_until": offer.paused_until}
    return {"state": OfferForm.ON}

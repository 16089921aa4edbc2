"""The four questions at the end of a course."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.models import EvaluationAnswer
from learning.models.evaluations import AGREEMENT, RATED


class EvaluationForm(forms.ModelForm):
    class Meta:
        model = EvaluationAnswer
        fields = [*RATED, "comment"]
        widgets = {
            **dict.fromkeys(RATED, forms.RadioSelect(attrs={"class": "scale"})),
            "comment": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {"comment": _("Leave out what would show who you are.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in RATED:
            self.fields[name].choices = AGREEMENT
            self.fields[name].error_messages["required"] = _("Choose how far you agree: %s") % (
                self.fields[name].label
            )

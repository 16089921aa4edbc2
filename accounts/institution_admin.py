"""Institutions and their coordinators in the CMS: for administrators."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Institution, Membership, User


class CoordinatorForm(WagtailAdminModelForm):
    """Who coordinates is named by e-mail address: there may be thousands of people."""

    email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("Of an account that exists. They see the members of this institution only."),
    )
    ended = forms.BooleanField(
        label=_("Ended"),
        required=False,
        help_text=_("Tick it when they coordinate no more: they see nobody from then on."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["email"].initial = self.instance.user.email
            self.fields["email"].disabled = self.fields["institution"].disabled = True
            self.fields["ended"].initial = self.instance.ended_at is not None

    def clean(self):
        cleaned = super().clean()
        person = User.objects.filter(email__iexact=cleaned.get("email", ""), is_active=True).first()
        if cleaned.get("email") and person is None:
            self.add_error("email", _("Nobody has an account with this address. Check it."))
        elif person and cleaned.get("institution") and not cleaned.get("ended"):
            others = Membership.objects.current().coordinators().exclude(pk=self.instance.pk)
            if others.filter(user=person, institution=cleaned["institution"]).exists():
                self.add_error("email", _("This person coordinates the institution already."))
        self.person = person
        return cleaned

    def save(self, commit=True):
        self.instance.role = Membership.Role.COORDINATOR
        if not self.instance.pk:
            self.instance.user = self.person
        if self.cleaned_data["ended"]:
            self.instance.ended_at = self.instance.ended_at or timezone.now()
        else:
            self.instance.ended_at = None
        return super().save(commit)


class CoordinatorViewSet(SnippetViewSet):
    model = Membership
    icon = "group"
    menu_label = _("Coordinators")
    edit_handler = ObjectList(
        [FieldPanel("institution"), FieldPanel("email"), FieldPanel("ended")],
        base_form_class=CoordinatorForm,
    )
    list_display = [
        Column("user", label=_("Person")),
        Column("institution", label=_("Institution")),
        DateColumn("accepted_at", label=_("Since")),
        DateColumn("ended_at", label=_("Ended")),
    ]
    list_filter = ["institution"]
    copy_view_enabled = False

    def get_queryset(self, request):
        return Membership.objects.coordinators().select_related("user", "institution")


class InstitutionViewSet(SnippetViewSet):
    model = Institution
    icon = "home"
    menu_label = _("Institutions")
    panels = [FieldPanel("name"), FieldPanel("kind"), FieldPanel("website")]
    list_display = ["name", "kind"]
    search_fields = ["name"]
    copy_view_enabled = False

"""The CMS's screens for people, by display name instead of first and last name."""

from functools import cached_property

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView, UserColumn, UserViewSet

from .models import User

PERSON_FIELDS = ["email", "display_name", "institution", "role_at_work", "time_zone"]


class PersonCreationForm(UserCreationForm):
    """A new account confirms its address by code when it first signs in."""

    first_name = None
    last_name = None

    class Meta(UserCreationForm.Meta):
        model = User
        fields = [*PERSON_FIELDS, "is_superuser", "groups"]

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class PersonEditForm(UserEditForm):
    first_name = None
    last_name = None

    class Meta(UserEditForm.Meta):
        model = User
        fields = [*PERSON_FIELDS, "is_active", "is_superuser", "groups"]

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    @transaction.atomic
    def save(self, commit=True):
        """A changed address replaces the old one for signing in as well, unconfirmed."""
        user = super().save(commit)
        if commit and "email" in self.changed_data:
            EmailAddress.objects.filter(user=user).delete()
            EmailAddress.objects.create(user=user, email=user.email, primary=True)
        return user


class PersonIndexView(IndexView):
    """Sorted and searched by the one name people have."""

    add_item_label = _("Add a person")
    page_title = _("People")

    @cached_property
    def columns(self):
        columns = [
            column for column in super().columns if column.name not in {"name", User.USERNAME_FIELD}
        ]
        name = UserColumn(
            "name",
            accessor="get_full_name",
            label=_("Name"),
            sort_key="display_name",
            get_url=self.get_edit_url,
            classname="name",
        )
        columns.insert(1, name)
        columns.insert(2, Column("email", label=_("E-mail address"), sort_key="email"))
        columns.insert(3, Column("institution", label=_("Institution")))
        return columns

    @cached_property
    def search_fields(self):
        return {"display_name", "email", "institution__name"}

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("institution")

    def order_queryset(self, queryset):
        if self.ordering in {"display_name", "-display_name"}:
            return queryset.order_by(self.ordering)
        return super().order_queryset(queryset)


class PersonViewSet(UserViewSet):
    index_view_class = PersonIndexView
    list_export = ["email", "display_name", "is_active", "last_login"]
    menu_label = _("People")

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm

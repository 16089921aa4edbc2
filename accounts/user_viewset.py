"""The CMS's screens for people, by display name instead of first and last name."""

from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from .models import User

PERSON_FIELDS = ["email", "display_name", "institution", "role_at_work", "time_zone"]


class PersonCreationForm(UserCreationForm):
    first_name = None
    last_name = None

    class Meta(UserCreationForm.Meta):
        model = User
        fields = [*PERSON_FIELDS, "is_superuser", "groups"]


class PersonEditForm(UserEditForm):
    first_name = None
    last_name = None

    class Meta(UserEditForm.Meta):
        model = User
        fields = [*PERSON_FIELDS, "is_active", "is_superuser", "groups"]


class PersonViewSet(UserViewSet):
    list_export = ["email", "display_name", "is_active", "last_login"]
    menu_label = _("People")

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default = True
    verbose_name = _("People")

    def ready(self):
        from . import erasing, receivers
        from .mail import mailings


class WagtailUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user screens with forms that know a person has one name."""

    user_viewset = "accounts.user_viewset.PersonViewSet"

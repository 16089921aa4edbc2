"""One's own account in the CMS, without what the account settings are for."""

from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, NameEmailSettingsPanel


class CMSAccountView(AccountView):
    """Name, address and picture stand in the account settings; the rest is Wagtail's."""

    def get_panels(self):
        elsewhere = (NameEmailSettingsPanel, AvatarSettingsPanel)
        return [panel for panel in super().get_panels() if not isinstance(panel, elsewhere)]


cms_account = never_cache(require_admin_access(CMSAccountView.as_view()))

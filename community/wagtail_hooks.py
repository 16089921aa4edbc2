"""What the CMS shows of the community: the way to what waits for a host or moderator."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .models import Space


class QueueMenuItem(MenuItem):
    def is_shown(self, request):
        return Space.objects.hosted_by(request.user).exists()


@hooks.register("register_admin_menu_item")
def queue_menu_item():
    return QueueMenuItem(_("Community"), reverse("community:queue"), icon_name="comment", order=350)

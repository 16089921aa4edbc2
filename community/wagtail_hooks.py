"""What the CMS shows of the community: what waits for a host or moderator, and lists."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from courses.models.roles import has_a_part

from .answering.hosting import hosts_anything
from .views.cms_reports import ActsReport, PostsReport


class CommunityMenu(SubmenuMenuItem):
    """For moderators, and for hosts of a course."""

    def is_shown(self, request):
        # Who has a part in a course hosts its space: that is known already, and asked at once.
        return has_a_part(request.user) or hosts_anything(request.user)


@hooks.register("register_admin_menu_item")
def community_menu():
    items = [
        MenuItem(_("What waits"), reverse("community:queue"), icon_name="warning", order=1),
        MenuItem(_("Posts"), reverse("posts_report"), icon_name="comment", order=2),
        MenuItem(_("Moderation acts"), reverse("acts_report"), icon_name="history", order=3),
        MenuItem(_("Health"), reverse("community:health"), icon_name="view", order=4),
    ]
    menu = Menu(None, items=items)
    return CommunityMenu(_("Community"), menu, icon_name="comment", order=350)


@hooks.register("register_admin_urls")
def cms_addresses():
    return [
        path("reports/posts/", PostsReport.as_view(), name="posts_report"),
        path(
            "reports/posts/results/",
            PostsReport.as_view(results_only=True),
            name="posts_report_results",
        ),
        path("reports/acts/", ActsReport.as_view(), name="acts_report"),
        path(
            "reports/acts/results/",
            ActsReport.as_view(results_only=True),
            name="acts_report_results",
        ),
    ]

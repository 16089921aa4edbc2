"""The first screen of the CMS."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component

from courses.models import CatalogPage, CoursePage


class FirstSteps(Component):
    """What whoever writes courses does first, with the links to do it."""

    name = "first_steps"
    template_name = "wagtailadmin/home/first_steps.html"
    order = 10

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        catalog = CatalogPage.objects.first()
        user = self.request.user
        return context | {
            "catalog": catalog,
            "may_add": catalog and catalog.permissions_for_user(user).can_add_subpage(),
            "add_course": catalog
            and reverse("wagtailadmin_pages:add", args=["courses", "coursepage", catalog.pk]),
            "has_courses": CoursePage.objects.exists(),
            "may_brand": user.has_perm("accounts.change_brand"),
        }


@hooks.register("construct_homepage_panels")
def first_steps(request, panels):
    panels.append(FirstSteps(request))

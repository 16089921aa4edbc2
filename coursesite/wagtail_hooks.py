"""The first screen of the CMS."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component

from accounts.models import Membership
from community.standing import is_moderator
from courses.models import CatalogPage, CoursePage
from learning.reports.overview import my_courses
from learning.views.learners_report import LearnersReport


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
            "moderates": is_moderator(user),
            "coordinates": Membership.objects.coordinated_by(user).exists(),
        }


class MyCourses(Component):
    """What an instructor wants to know first, with the way to each report."""

    name = "my_courses"
    template_name = "wagtailadmin/home/my_courses.html"
    order = 5
    at_most = 20

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        courses = my_courses(self.request.user, self.at_most)
        return super().get_context_data(parent_context) | {
            "courses": courses,
            "has_more": len(courses) == self.at_most,
        }


@hooks.register("construct_homepage_panels")
def instructors_panels(request, panels):
    if LearnersReport.check_permitted(request.user):
        panels.append(MyCourses(request))
    panels.append(FirstSteps(request))

"""The head of a page of ours in the CMS, as Wagtail's slim header takes it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton


def crumb(label, name, *args):
    """A step of the way to a page: the page of this address."""
    return {"url": reverse(name, args=args), "label": label}


def cms_header(title, icon, *above, form=None, here=None, buttons=()):
    """What the header's template asks for; ``above`` are the steps from Wagtail's first screen.

    ``here`` is the last step, where it is not the title. With a ``form`` that has errors the
    title says so first.
    """
    failed = form is not None and form.errors
    return {
        "header_title": _("Error: %s") % title if failed else title,
        "header_icon": icon,
        "breadcrumbs_items": [
            crumb(_("Home"), "wagtailadmin_home"),
            *above,
            {"url": "", "label": title if here is None else here},
        ],
        "header_buttons": list(buttons),
    }


def course_crumbs(course):
    """The way to a course's outline."""
    title = course.get_admin_display_title()
    return crumb(_("Courses"), "course_list"), crumb(title, "course_outline", course.pk)


def outline_button(course):
    url = reverse("course_outline", args=[course.pk])
    return HeaderButton(_("Course outline"), url=url, icon_name="list-ul")

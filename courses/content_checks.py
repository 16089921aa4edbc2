"""What Wagtail's content checker looks for in previews of ours, beside its own rules.

Its checks run in the browser, on the page as it will be read. It cannot be given code, so
the script of previews marks each link that does not say where it leads, and a rule of axe's
own kind finds the marks.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

MARK = "data-says-where"
VAGUE = "vague-link-text"


class LessonChecker(ContentCheckerItem):
    """With links by their text, and the order of headings through all blocks of a page."""

    axe_include = ["main"]
    axe_run_only = [*ContentCheckerItem.axe_run_only, VAGUE]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {
            "id": VAGUE,
            "impact": "serious",
            "selector": f"main a[{MARK}]",
            "tags": ["best-practice"],
            "any": ["check-says-where"],
            "enabled": True,
        },
    ]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        {
            "id": "check-says-where",
            "evaluate": "attr-non-space-content-evaluate",
            "options": {"attribute": MARK},
        },
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        VAGUE: {
            "error_name": _("A link does not say where it leads"),
            "help_text": _("Name the page or file in the link itself"),
        },
    }

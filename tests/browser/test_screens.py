"""Every page of the site is among the screens that test_axe looks at.

Who adds an address is made to give it a row in the table of access; if it shows something
to anybody, this makes them give it a screen too, or say here that it is no page.
"""

from urllib.parse import urlsplit

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.test import Client
from django.urls import resolve
from wagtail.models import Page, get_page_models

from community.models import CommunityPage
from courses.models import ModulePage
from tests.access_table import TABLE
from tests.access_table.row import PAGES

from .screens import SCREENS, cms

FILES = {
    "/healthz", "/readyz", "account_data_download", "brand_css", "community:course_health_csv",
    "learning:badge_issuer", "learning:badge_json", "learning:badge_png", "learning:badge_status",
    "community:download_file", "community:download_version", "community:feed_atom",
    "community:health_csv", "community:mentor_statement", "learning:audit_csv",
    "learning:audit_template", "learning:calendar_feed", "learning:captions",
    "learning:certificate_pdf", "learning:check_in_ics", "learning:commitment_ics",
    "learning:institution_csv", "learning:institution_xlsx", "learning:media",
    "learning:plan_docx", "learning:plan_markdown", "learning:plan_pdf",
    "learning:reflections_markdown", "learning:reflections_pdf", "learning:shared_plan_pdf",
    "wagtail_serve",
}  # fmt: skip
# What a list of the CMS fetches when it is filtered.
PARTS_OF_PAGES = {
    "acts_report_results", "issued_certificates_results", "learners_report_results",
    "posts_report_results",
}  # fmt: skip
OF_WAGTAIL = {"/cms/account/", "/cms/logout/", "wagtailusers_users:index",
              "wagtailusers_users:index_results"}  # fmt: skip
# "evaluation: error" shows it, after a form that stands on another page.
SHOWN_BY_AN_ACT = {"learning:evaluate"}
# The root of the tree, a folder, and a module, which leads to its course.
LEAD_ELSEWHERE = {Page, CommunityPage, ModulePage}
NO_SCREENS = FILES | PARTS_OF_PAGES | OF_WAGTAIL | SHOWN_BY_AN_ACT | {PAGES}


def paths(world):
    """Where the screens are; a few only after what is done before them."""
    for screen in [*SCREENS, *cms.SCREENS]:
        try:
            address = screen.path(world)
        except ObjectDoesNotExist:
            with transaction.atomic():
                screen.before(Client(), world)
                address = screen.path(world)
                transaction.set_rollback(True)
        yield urlsplit(address).path


def test_every_address_that_shows_a_page_is_among_the_screens(world):
    found = [resolve(path) for path in paths(world)]
    looked_at = {match.view_name or f"/{match.route}" for match in found}
    shown = {name for name, row in TABLE.items() if "200" in row.get.split()}
    assert sorted(shown - looked_at - NO_SCREENS) == []
    assert sorted(NO_SCREENS - shown) == [], "no address of the site shows these"
    assert sorted(NO_SCREENS & looked_at) == [], "these are screens by now"


def test_every_kind_of_page_is_among_the_screens(world):
    kinds = set(get_page_models()) - LEAD_ELSEWHERE
    looked_at = set()
    for path in paths(world):
        if resolve(path).view_name in ("courses.views.pages.serve", PAGES):
            looked_at.add(type(page_at(path)))
    assert kinds == looked_at


def page_at(path):
    slugs = path.strip("/").split("/")
    pages = [page for page in Page.objects.filter(slug=slugs[-1]) if page.url == path]
    return (pages[0] if pages else Page.objects.get(depth=2)).specific

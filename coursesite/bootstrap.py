"""What every site needs before anyone writes a word: page tree, groups, a room to talk in."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    WorkflowPage,
)

from accounts.models import User
from community.answering.introductions import make_introductions
from community.models import BlogsPage, CommunityPage, Space
from courses.models import CatalogPage, CoursePage, CourseRole, FrontPage, InfoPage
from courses.models.roles import reviewed_by_instructors

INFO_PAGES = {
    "help": (_("Help"), _("<p>Write here how people get help: whom to ask, and when.</p>")),
    "contact": (_("Contact"), _("<p>Write here how to reach you.</p>")),
    "privacy": (_("Privacy"), _("<p>Write here what is stored about people, and why.</p>")),
    "terms": (_("Terms"), _("<p>Write here the terms of use.</p>")),
}
GROUPS = {
    "Mentors": [],
    # Not "Moderators": Wagtail brings a group of that name, whose members edit every page.
    "Community moderators": [("wagtailadmin", "access_admin")],
    "Coordinators": [("wagtailadmin", "access_admin")],
    "Instructors": [
        ("wagtailadmin", "access_admin"),
        ("courses", "add_instructor"),
        ("courses", "change_instructor"),
    ],
}
# Who keeps the calendar, and says how posts that wait are passed on; who keeps the library
# and says which sections a strategy plan has.
SETTINGS_PERMISSIONS = [
    ("Instructors", "courses", "add_libraryitem"),
    ("Instructors", "courses", "change_libraryitem"),
    ("Instructors", "courses", "add_plansection"),
    ("Instructors", "courses", "change_plansection"),
    ("Community moderators", "community", "change_workinghours"),
    ("Community moderators", "community", "change_answersteps"),
    ("Instructors", "community", "change_workinghours"),
]
# What instructors may do with images, documents and recordings, in every collection.
# Wagtail asks for the permissions of its own models, whichever models stand in for them.
LIBRARY_PERMISSIONS = [
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "change_document"),
    ("wagtaildocs", "choose_document"),
    ("wagtailmedia", "add_media"),
    ("wagtailmedia", "change_media"),
]


@transaction.atomic
def bootstrap():
    """Make what is missing and leave alone what is there. Returns the front page."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Collection.objects.exists():
        Collection.add_root(instance=Collection(name="Root"))
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        instance=Page(title="Root", slug="root")
    )
    front = _front_page(root)
    catalog = CatalogPage.objects.first()
    if catalog is None:
        catalog = front.add_child(instance=CatalogPage(title=_("Courses"), slug="courses"))
        catalog.save_revision().publish()
    _community(front)
    for slug, (title, body) in INFO_PAGES.items():
        if not InfoPage.objects.child_of(front).filter(slug=slug).exists():
            page = front.add_child(instance=InfoPage(title=title, slug=slug, body=body))
            page.save_revision().publish()
    Space.objects.make_missing()
    make_introductions()
    if not Space.objects.filter(kind=Space.Kind.COMMUNITY).exists():
        Space.objects.create(
            kind=Space.Kind.COMMUNITY,
            slug="front-desk",
            title=_("The front desk"),
            prompt=_("Ask what you would ask a colleague at the next desk."),
            visibility=Space.Visibility.MEMBERS,
        )
    _groups(catalog)
    _no_review_by_nobody()
    for course in CoursePage.objects.filter(roles__role=CourseRole.Role.AUTHOR).distinct():
        reviewed_by_instructors(course)
    return front


def _no_review_by_nobody():
    """Wagtail has every page reviewed by its group "Moderators": not while nobody is in it."""
    for row in WorkflowPage.objects.filter(page__depth=1):
        groups = Group.objects.filter(groupapprovaltask__workflow_tasks__workflow=row.workflow)
        if groups and not User.objects.filter(groups__in=groups, is_active=True).exists():
            row.delete()


def _front_page(root):
    front = FrontPage.objects.first()
    if front is None:
        front = FrontPage(
            title=settings.SITE_NAME,
            slug="front",
            headline=_("Learn to host a community, not a job board"),
            lead=_("Self-paced courses for career services professionals."),
        )
        root.add_child(instance=front)
        front.save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.root_page_id != front.pk:
        site.hostname, site.port = "localhost", 80
        site.site_name, site.root_page = settings.SITE_NAME, front
        site.save()
        # The page that Wagtail's own first migration makes.
        Page.objects.child_of(root).filter(slug="home").exclude(pk=front.pk).delete()
    return front


def _community(front):
    """The page that holds the community's pages, and the blogs."""
    community = CommunityPage.objects.first()
    if community is None:
        community = CommunityPage(title=_("Community"), slug="community")
        front.add_child(instance=community)
        community.save_revision().publish()
    if not BlogsPage.objects.exists():
        blogs = community.add_child(instance=BlogsPage(title=_("Blogs"), slug="blogs"))
        blogs.save_revision().publish()


def _groups(catalog):
    for name, permissions in GROUPS.items():
        group, made = Group.objects.get_or_create(name=name)
        if made:
            for app, codename in permissions:
                group.permissions.add(_permission(app, codename))
    instructors = Group.objects.get(name="Instructors")
    GroupPagePermission.objects.get_or_create(
        group=instructors,
        page=catalog,
        permission=Permission.objects.get(
            content_type=ContentType.objects.get_for_model(Page), codename="add_page"
        ),
    )
    for name, app, codename in SETTINGS_PERMISSIONS:
        Group.objects.get(name=name).permissions.add(_permission(app, codename))
    for app, codename in LIBRARY_PERMISSIONS:
        GroupCollectionPermission.objects.get_or_create(
            group=instructors,
            collection=Collection.get_first_root_node(),
            permission=_permission(app, codename),
        )


def _permission(app, codename):
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def first_administrator(email, password, display_name=""):
    """An administrator with this address, made if there is none. Returns (user, made)."""
    existing = User.objects.filter(email__iexact=email).first()
    if existing:
        return existing, False
    user = User.objects.create_superuser(
        email, password, display_name=display_name or email.partition("@")[0]
    )
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user, True

"""Publishing a whole course: all of its drafts or, where one is not ready, none."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from .drafts import has_draft
from .preflight import blockers_of
from .problems import Problem, publish_problems


@dataclass
class Publication:
    """What publishing a course came to: pages published, or what is in the way."""

    published: list = field(default_factory=list)
    scheduled: list = field(default_factory=list)
    refused: list = field(default_factory=list)  # [(page, [Problem])]
    response: object = None  # what a hook of Wagtail answers instead

    @property
    def done(self):
        return not self.refused and self.response is None


def course_tree(course):
    """The course and the pages in it, in reading order, each as what it is."""
    return list(Page.objects.filter(path__startswith=course.path).order_by("path").specific())


@transaction.atomic
def publish_course(course, user, request=None):
    """Publish the latest draft of every page of a course, or of none.

    What waits for its day stays scheduled; that is said of pages whose draft has a
    day in the future as well.
    """
    publication, ready = Publication(), []
    for page in course_tree(course):
        if not has_draft(page) or page.alias_of_id:
            continue
        if page.scheduled_revision:
            publication.scheduled.append(page)
            continue
        draft = page.get_latest_revision_as_object()
        if problems := _obstacles(page, user) or publish_problems(draft):
            publication.refused.append((draft, problems))
        else:
            ready.append((page, draft))
    if ready or publication.refused:
        _add_blockers(publication, course)
    if publication.refused:
        return publication
    for page, draft in ready:
        for hook in hooks.get_hooks("before_publish_page") if request else []:
            response = hook(request, draft)
            if hasattr(response, "status_code"):
                transaction.set_rollback(True)
                return Publication(response=response)
        revision = page.latest_revision or page.save_revision(user=user)
        revision.publish(user=user)
        later = draft.go_live_at and draft.go_live_at > timezone.now()
        (publication.scheduled if later else publication.published).append(draft)
    return publication


def _obstacles(page, user):
    permissions = page.permissions_for_user(user)
    if not permissions.can_publish():
        return [Problem(_("You may write this page, but somebody else has to publish it."))]
    if permissions.page_locked():
        return [Problem(_("It is locked. Unlock it in its editor first."))]
    return []


def _add_blockers(publication, course):
    """Whatever else in the course shuts somebody out or leads nowhere stops it as well."""
    refused = {page.pk: (page, problems) for page, problems in publication.refused}
    for finding in blockers_of(course):
        page, problems = refused.setdefault(finding.page.pk, (finding.page, []))
        if finding.problem.message not in {each.message for each in problems}:
            problems.append(finding.problem)
    publication.refused = list(refused.values())

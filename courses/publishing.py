"""Publishing a whole course: all of its drafts or, where one is not ready, none."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modelcluster.models import get_all_child_relations
from wagtail import hooks
from wagtail.fields import StreamField
from wagtail.models import Page

from .drafts import has_draft, typed_fields
from .placeholders import count_placeholders, is_placeholder


@dataclass(frozen=True)
class Problem:
    """Why a page cannot be published, and where it is mended."""

    message: str
    where: str = ""  # the label of the field or block
    path: str = ""  # as Wagtail's editor names places: body.<block id>

    def url(self, page_pk, back=""):
        address = reverse("wagtailadmin_pages:edit", args=[page_pk])
        if back:
            address += "?" + urlencode({"next": back})
        return f"{address}#:w:contentpath={self.path}" if self.path else address


def publish_problems(page, *, in_tree=True):
    """What Wagtail's editor would refuse when this page is published, and placeholders.

    ``in_tree`` looks at the page's address and children too, which costs queries.
    """
    problems = []
    typed = typed_fields(page)
    names = {each.name for each in typed}
    others = [each.name for each in page._meta.fields if each.name not in names]
    checks = [lambda: page.clean_fields(exclude=others)]
    if in_tree:
        checks.append(page.clean)
    for check in checks:
        try:
            check()
        except ValidationError as error:
            problems += _of_fields(page, error)
    if in_tree:
        problems += _of_children(page)
    for each in typed:
        if isinstance(each, StreamField):
            problems += _of_stream(each, getattr(page, each.name))
        elif is_placeholder(getattr(page, each.attname)):
            problems.append(Problem(_("Put your own text here."), _label(each), each.name))
    return problems


def _label(model_field):
    name = str(model_field.verbose_name)
    return name[:1].upper() + name[1:]


def _of_fields(page, error):
    if not hasattr(error, "error_dict"):
        return [Problem(message) for message in error.messages]
    problems = []
    for name, errors in error.error_dict.items():
        known = name != "__all__"
        where = _label(page._meta.get_field(name)) if known else ""
        messages = [message for each in errors for message in each.messages]
        problems += [Problem(message, where, name if known else "") for message in messages]
    return problems


def _of_children(page):
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if name not in page.get_edit_handler().get_form_class().formsets:
            continue
        for child in getattr(page, name).all():
            try:
                child.full_clean(exclude=[relation.field.name])
            except ValidationError as error:
                for message in error.messages:
                    yield Problem(message, str(child._meta.verbose_name).capitalize(), name)


def _of_stream(model_field, value):
    block_errors, problems = {}, []
    try:
        model_field.stream_block.clean(value)
    except ValidationError as error:
        block_errors = getattr(error, "block_errors", {})
        whole = getattr(error, "non_block_errors", None)
        problems = [Problem(message, _label(model_field), model_field.name) for message in
                    (ValidationError(list(whole)).messages if whole else [])]  # fmt: skip
    for index, child in enumerate(value):
        path = f"{model_field.name}.{child.id}"
        label = str(child.block.label)
        if index in block_errors:
            messages = dict.fromkeys(block_messages(block_errors[index]))
            problems += [Problem(message, label, path) for message in messages]
        if count := count_placeholders(value.raw_data[index]["value"]):
            message = ngettext(
                "Put your own text in place of %(count)d placeholder.",
                "Put your own text in place of %(count)d placeholders.",
                count,
            ) % {"count": count}
            problems.append(Problem(message, label, path))
    return problems


def block_messages(error):
    """The messages of a block's error, whatever it is made of."""
    inner = getattr(error, "block_errors", None)
    whole = getattr(error, "non_block_errors", None)
    if inner is None and whole is None:
        yield from error.messages
        return
    for each in whole or []:
        yield from each.messages if isinstance(each, ValidationError) else [str(each)]
    parts = inner.values() if isinstance(inner, dict) else inner or []
    for each in parts:
        if each is not None:
            yield from block_messages(each)


# The whole course


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

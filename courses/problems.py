"""What keeps a page from being published, and where it is mended."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

from .blocks.finished import PlaceholderLeft
from .drafts import typed_fields
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
            messages = _messages(block_errors[index], child.block)
            problems += [Problem(message, label, path) for message in messages]
        if count := count_placeholders(value.raw_data[index]["value"]):
            message = ngettext(
                "Put your own text in place of %(count)d placeholder.",
                "Put your own text in place of %(count)d placeholders.",
                count,
            ) % {"count": count}
            problems.append(Problem(message, label, path))
    return problems


def _messages(error, block):
    """What a block's author has to do: which fields to fill in, and what else is said."""
    empty, others = {}, {}
    for label, each in _leaves(error, block, str(block.label)):
        if getattr(each, "code", None) == "required":
            empty[label] = True
        elif not isinstance(each, PlaceholderLeft):  # those are counted apart
            others |= dict.fromkeys(each.messages)
    if empty:
        yield _("Fill in: %s.") % ", ".join(empty)
    yield from others


def _leaves(error, block, label):
    """The errors of a block as [(label of the field, error)], however deep they lie."""
    inner = getattr(error, "block_errors", None)
    whole = getattr(error, "non_block_errors", None)
    if inner is None and whole is None:
        yield from ((label, each) for each in error.error_list)
        return
    for each in whole or []:
        yield label, each if isinstance(each, ValidationError) else ValidationError(str(each))
    for name, each in (inner or {}).items():
        if fields := getattr(block, "child_blocks", None):
            yield from _leaves(each, fields[name], str(fields[name].label))
        else:
            yield from _leaves(each, block.child_block, label)

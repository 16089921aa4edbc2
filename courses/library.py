"""From the library into a lesson, and from a lesson into the library: always by a copy."""

import uuid
from copy import deepcopy

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .blocks.library import LIBRARY_BLOCKS
from .models import LibraryItem, LibraryUse


@transaction.atomic
def insert(item, lesson, user, after=None):
    """Copy an item into the lesson's draft, behind the block of this id or at the end.

    What readers see changes when the lesson is published. Returns the new block's id.
    Raises PermissionDenied where the page is not theirs to edit now.
    """
    permissions = lesson.permissions_for_user(user)
    if not permissions.can_edit() or permissions.page_locked():
        raise PermissionDenied
    page = lesson.get_latest_revision_as_object()
    blocks = list(page.body.raw_data)
    ids = [block["id"] for block in blocks]
    place = ids.index(after) + 1 if after in ids else len(blocks)
    added = deepcopy(item.content.raw_data[0]) | {"id": str(uuid.uuid4())}
    blocks.insert(place, added)
    page.body = page.body.stream_block.to_python(blocks)
    if not page.live:
        page.save(clean=False)
    page.save_revision(user=user, log_action=True, clean=False)
    LibraryUse.objects.create(item=item, lesson_key=lesson.key, block_id=added["id"])
    return added["id"]


@transaction.atomic
def keep(lesson, block_id):
    """A lesson's prompt or question becomes an item of the library; returns it.

    Raises ValidationError where the block does not pass the rules of publishing, and
    returns None where there is no such block or it is in the library already.
    """
    found = [block for block in offered(lesson) if block.id == block_id]
    if not found:
        return None
    raw = deepcopy(found[0].get_prep_value())
    item = LibraryItem()
    stream_block = LibraryItem._meta.get_field("content").stream_block
    item.content = stream_block.to_python([raw])
    try:
        stream_block.clean(item.content)
    except ValidationError as error:
        raise ValidationError(
            _("This block is not finished. Publishing the lesson tells you what is missing.")
        ) from error
    item.save()
    LibraryUse.objects.create(item=item, lesson_key=lesson.key, block_id=block_id)
    return item


def offered(lesson):
    """The prompts and questions of the lesson's draft that the library does not have."""
    known = set(LibraryUse.objects.of(lesson).values_list("block_id", flat=True))
    body = lesson.get_latest_revision_as_object().body
    return [child for child in body if child.block_type in LIBRARY_BLOCKS and child.id not in known]

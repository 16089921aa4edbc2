"""Files that people share: the list, one file, sharing, replacing, taking back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.uploads import upload_limit
from community.files.filter import FileFilter
from community.files.forms import ShareForm, VersionForm, WordsForm, no_room
from community.files.kinds import MAX_BYTES, PICTURES
from community.files.scan import is_scanned
from community.files.tasks import scan_later
from community.models import SharedFile
from community.models.files import NoRoom, room_left
from community.standing import files_wait_for_a_glance, is_suspended, shares_too_often
from courses.models import CoursePage
from learning.forms import query_for_pages

from .file_doors import gone, own_file, sign_in_first, typed_before

FILES_AT_ONCE = 20
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def files(request):
    """Every file this person may have, the newest first, filtered as the address says."""
    chosen = FileFilter.of(request.GET)
    rows = chosen.files(request.user).for_list()
    page = Paginator(rows, FILES_AT_ONCE).get_page(request.GET.get("page"))
    page.object_list = chosen.name_courses(list(page.object_list))
    context = {"filter": chosen, "page_obj": page, "query": query_for_pages(request.GET)}
    return render(request, "community/files/files.html", context)


@require_safe
def file(request, pk, slug):
    """A file with all its versions; what was withdrawn says so."""
    rows = SharedFile.objects.open_to(request.user).for_list().prefetch_related("topics")
    row = rows.filter(pk=pk).first()
    if row is None:
        if answer := gone(request, pk):
            return answer
        raise Http404
    if row.get_absolute_url() != request.path:
        return redirect(row)
    mine = row.owner_id == request.user.pk
    versions = row.versions.filter(withdrawn_at=None)
    course = CoursePage.objects.live().filter(translation_key=row.course_key).first()
    context = {
        "file": row,
        "mine": mine,
        "versions": versions if mine else versions.given_out(),
        "course": course if row.course_key else None,
        "is_host": SharedFile.objects.hosted_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "community/files/file.html", context)


def _most(user):
    return min(MAX_BYTES, room_left(user))


@upload_limit(_most)
@GET_OR_POST
def share_file(request):
    """Share a file for the first time. What was typed is kept whatever happens to the file."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    sent = request.method == "POST"
    initial = {"license": "cc-by", "visibility": "members", **typed_before(request)}
    form = ShareForm(
        request.user,
        request.POST if sent else None,
        request.FILES if sent else None,
        initial=initial,
    )
    form.prepare(request.user, getattr(request, "upload_refused", False))
    if sent and (row := _share(request, form)):
        _say_what_follows(request, row)
        return redirect(row)
    context = {"form": form, "waits": files_wait_for_a_glance(request.user)}
    return render(request, "community/files/share.html", context, status=422 if sent else 200)


def _share(request, form):
    """The new file; None where the form says why there is none."""
    if not _may_send(request.user, form):
        return None
    held = files_wait_for_a_glance(request.user)
    try:
        row = SharedFile.objects.share(
            request.user,
            form.cleaned_data["file"],
            topics=form.cleaned_data["topics"],
            checked=not is_scanned(),
            state=SharedFile.State.HELD if held else SharedFile.State.PUBLISHED,
            **form.values,
        )
    except NoRoom:
        form.add_error("file", no_room())
        return None
    scan_later(row.versions.get())
    return row


def _may_send(user, form):
    """Whether the form holds a file that its sender may send now."""
    if form.is_valid() and (why := refusal(user)):
        form.add_error(None, why)
    if not form.is_valid():
        form.ask_again()
        return False
    return True


def refusal(user):
    """Why this person cannot share now; "" where they can."""
    if is_suspended(user):
        return _("You cannot share files at the moment. Write to us from the contact page.")
    if shares_too_often(user):
        return _("You have shared a lot within an hour. Your words are kept: go on a little later.")
    return ""


def _say_what_follows(request, row):
    if row.state == SharedFile.State.HELD:
        messages.success(request, _("Thank you. A moderator glances at it, then others see it."))
    elif is_scanned():
        messages.success(request, _("Thank you. It is being checked, then others see it."))
    else:
        messages.success(request, _("Thank you. It is shared."))


@login_required
@GET_OR_POST
def edit_file(request, pk):
    """Say something else about one's own file."""
    row = own_file(request.user, pk)
    initial = {
        name: getattr(row, name)
        for name in ("title", "description", "alternative", "license", "visibility")
    }
    initial |= {"topics": row.topics.all(), "course": str(row.course_key or "")}
    is_picture = bool(row.current) and row.current.extension in PICTURES
    data = request.POST if request.method == "POST" else None
    form = WordsForm(request.user, data, initial=initial, is_picture=is_picture)
    if form.is_valid() and is_suspended(request.user):
        form.add_error(None, refusal(request.user))
    if form.is_valid():
        row.edit(form.cleaned_data["topics"], **form.values)
        messages.success(request, _("Saved."))
        return redirect(row)
    context = {"form": form, "file": row}
    return render(
        request, "community/files/edit.html", context, status=200 if data is None else 422
    )


@upload_limit(_most)
@login_required
@GET_OR_POST
def replace_file(request, pk):
    """Put a new version at the address of one's own file."""
    row = own_file(request.user, pk)
    sent = request.method == "POST"
    form = VersionForm(request.POST if sent else None, request.FILES if sent else None)
    form.prepare(request.user, getattr(request, "upload_refused", False))
    if sent and _replace(request, form, row):
        _say_what_follows(request, row)
        return redirect(row)
    context = {"form": form, "file": row}
    return render(request, "community/files/replace.html", context, status=422 if sent else 200)


def _replace(request, form, row):
    if not _may_send(request.user, form):
        return None
    try:
        version = row.add_version(
            request.user,
            form.cleaned_data["file"],
            note=form.cleaned_data["note"],
            checked=not is_scanned(),
        )
    except NoRoom:
        form.add_error("file", no_room())
        return None
    if row.is_published and files_wait_for_a_glance(request.user):
        row.hold()
    scan_later(version)
    return version


@login_required
@GET_OR_POST
def withdraw_file(request, pk):
    """Take one's own file back; its address then says that it is no longer available."""
    row = own_file(request.user, pk)
    if request.method == "POST":
        row.withdraw()
        messages.success(request, _("Withdrawn. Nobody can download it any more."))
        return redirect("community:files")
    return render(request, "community/files/withdraw.html", {"file": row})


@login_required
@GET_OR_POST
def remove_version(request, pk, number):
    """Take an older version of one's own file back; the newest is replaced instead."""
    row = own_file(request.user, pk)
    versions = row.versions.filter(withdrawn_at=None).exclude(pk=row.current_id)
    version = get_object_or_404(versions, number=number)
    if request.method == "POST":
        version.withdraw()
        messages.success(request, _("Removed. The other versions stay."))
        return redirect(row)
    context = {"file": row, "version": version}
    return render(request, "community/files/remove_version.html", context)

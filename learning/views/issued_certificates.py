"""The CMS's register of certificates: one of them, and revoking it."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from django_filters import ChoiceFilter, DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from accounts.csv_cells import safe_cell
from courses.cms_header import cms_header, crumb
from courses.models import CoursePage
from courses.models.roles import keys_taught_by
from learning.admin_columns import DayColumn, NameColumn, PlainTable, TextColumn
from learning.certificates import codes
from learning.certificates.register import LABELS, overseen_by, with_status
from learning.certificates.revoking import may_revoke, revoke
from learning.models import Certificate


def may_look(user):
    return user.is_superuser or bool(keys_taught_by(user))


class CertificateFilters(WagtailFilterSet):
    """Of which course, how it stands with them, and when they were issued."""

    course = ChoiceFilter(field_name="enrollment__course", label=gettext_lazy("Course"))
    status = ChoiceFilter(
        label=gettext_lazy("State"), choices=list(LABELS.items()), method="standing_so"
    )
    issued_at = DateFromToRangeFilter(label=gettext_lazy("Issued"), widget=DateRangePickerWidget)

    class Meta:
        model = Certificate
        fields = ["course", "status", "issued_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        courses, user = CoursePage.objects.order_by("title"), self.request.user
        if not user.is_superuser:
            courses = courses.filter(translation_key__in=keys_taught_by(user))
        self.filters["course"].extra["choices"] = list(courses.values_list("pk", "title"))

    def standing_so(self, rows, _name, status):
        return with_status(rows, status)


class IssuedCertificates(ReportView):
    """Every certificate that this person may look at, the newest first."""

    page_title = gettext_lazy("Certificates")
    header_icon = "tick"
    index_url_name = "issued_certificates"
    index_results_url_name = "issued_certificates_results"
    filterset_class = CertificateFilters
    table_class = PlainTable
    is_searchable = True
    search_fields = ["holder_name", "course_title", "code"]
    paginate_by = 25
    export_headings = {
        "holder_cell": gettext_lazy("Holder"),
        "course_cell": gettext_lazy("Course"),
        "code": gettext_lazy("Code"),
        "issued_at": gettext_lazy("Issued"),
        "state": gettext_lazy("State"),
        "revoked_at": gettext_lazy("Revoked"),
    }
    list_export = list(export_headings)
    columns = [
        NameColumn(
            "holder_name",
            label=gettext_lazy("Holder"),
            get_url=lambda row: reverse("issued_certificate", args=[row.pk]),
        ),
        TextColumn("course_title", label=gettext_lazy("Course")),
        TextColumn("code", label=gettext_lazy("Code")),
        DayColumn("issued_at", label=gettext_lazy("Issued")),
        TextColumn("standing", label=gettext_lazy("State")),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not may_look(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        rows = overseen_by(self.request.user).order_by("-issued_at", "pk")
        return self.search_queryset(rows)

    def search_queryset(self, queryset):
        """A whole code is understood however it is typed."""
        if code := codes.normalize(self.search_query):
            return queryset.filter(code=code)
        return super().search_queryset(queryset)

    def decorate_paginated_queryset(self, object_list):
        rows = list(object_list)
        for row in rows:
            row.state = row.standing = LABELS[row.status]
            if row.revoked_at:
                row.standing = _("Revoked %(date)s by %(name)s") % {
                    "date": date_format(localtime(row.revoked_at), "M j, Y"),
                    "name": row.revoked_by or _("the site"),
                }
            row.holder_cell = safe_cell(row.holder_name)
            row.course_cell = safe_cell(row.course_title)
        return rows


class RevocationForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=Certificate.Reason,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("The holder, and whoever checks the certificate, reads it."),
    )


@require_safe
def issued_certificate(request, pk):
    """One certificate: what it says, how it stands, and what became of it."""
    found = _found(request.user, pk)
    context = {
        "certificate": found,
        "state": LABELS[found.status],
        "may_revoke": may_revoke(request.user),
        **_header(found.holder_name),
    }
    return render(request, "learning/cms/certificate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke_certificate(request, pk):
    """What revoking it brings about, and the reason: then it is done."""
    found = _found(request.user, pk)
    if not may_revoke(request.user):
        raise Http404
    form = RevocationForm(request.POST if request.method == "POST" else None)
    if found.revoked_at or form.is_valid():
        if not found.revoked_at and revoke(found, request.user, form.cleaned_data["reason"]):
            messages.success(request, _("Revoked. The public check says so from now on."))
        else:
            messages.info(request, _("It was revoked before, so nothing was changed."))
        return redirect("issued_certificate", pk=pk)
    above = crumb(found.holder_name, "issued_certificate", pk)
    context = {
        "certificate": found,
        "form": form,
        **_header(_("Revoke %(code)s") % {"code": found.code}, above, form=form),
    }
    status = 422 if form.errors else 200
    return render(request, "learning/cms/revoke_certificate.html", context, status=status)


def _found(user, pk):
    rows = overseen_by(user).select_related(
        "replaced_by__replaced_by", "replaces", "revoked_by", "issued_by", "enrollment__user"
    )
    return get_object_or_404(rows, pk=pk)


def _header(title, *above, form=None):
    register = crumb(_("Certificates"), "issued_certificates")
    return cms_header(title, "tick", register, *above, form=form)

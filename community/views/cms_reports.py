"""What the CMS lists of the community, for those who look after it."""

import django_filters
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from accounts.csv_cells import safe_cell
from community.answering.hosting import hosts_anything
from community.models import ModerationAct, Post, Space
from community.standing import is_moderator


class HostsReport(ReportView):
    """A list for moderators, and for hosts of what belongs to their courses."""

    def cells(self, row):
        """What of a row may begin like a formula, by the name of its cell."""
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        if not hosts_anything(request.user):
            messages.error(request, _("This list is for moderators and hosts of a course."))
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    @property
    def spaces(self):
        return Space.objects.hosted_by(self.request.user)

    def decorate_paginated_queryset(self, object_list):
        for row in object_list:
            for name, value in self.cells(row).items():
                setattr(row, name, safe_cell(str(value)))
        return object_list


class PostFilters(WagtailFilterSet):
    author = django_filters.CharFilter(
        field_name="author__display_name", lookup_expr="icontains", label=gettext_lazy("Author")
    )

    class Meta:
        model = Post
        fields = ["state", "author"]


class PostsReport(HostsReport):
    """Every post with what became of it."""

    page_title = gettext_lazy("Posts")
    header_icon = "comment"
    index_url_name = "posts_report"
    index_results_url_name = "posts_report_results"
    filterset_class = PostFilters
    default_ordering = "-created_at"
    list_export = ["created_at", "author_cell", "thread_cell", "space_cell", "state"]
    export_headings = {
        "created_at": gettext_lazy("Written"),
        "author_cell": gettext_lazy("Author"),
        "thread_cell": gettext_lazy("Thread"),
        "space_cell": gettext_lazy("Space"),
        "state": gettext_lazy("State"),
    }
    columns = [
        TitleColumn(
            "thread", label=gettext_lazy("Thread"), get_url=lambda row: row.get_absolute_url()
        ),
        Column("author", label=gettext_lazy("Author")),
        Column("space", label=gettext_lazy("Space")),
        Column("get_state_display", label=gettext_lazy("State")),
        DateColumn("created_at", label=gettext_lazy("Written")),
    ]

    def get_queryset(self):
        posts = Post.objects.filter(space__in=self.spaces).order_by("-created_at", "-pk")
        return self.filter_queryset(posts.select_related("thread", "author", "space"))

    def cells(self, row):
        return {"author_cell": row.author, "thread_cell": row.thread, "space_cell": row.space}


class ActFilters(WagtailFilterSet):
    class Meta:
        model = ModerationAct
        fields = ["act"]


class ActsReport(HostsReport):
    """Who did what, to what, and why. Only moderators see what was done elsewhere."""

    page_title = gettext_lazy("Moderation acts")
    header_icon = "history"
    index_url_name = "acts_report"
    index_results_url_name = "acts_report_results"
    filterset_class = ActFilters
    default_ordering = "-done_at"
    list_export = ["done_at", "moderator_cell", "act", "about_cell", "reason_cell"]
    export_headings = {
        "done_at": gettext_lazy("Done"),
        "moderator_cell": gettext_lazy("Moderator"),
        "act": gettext_lazy("Act"),
        "about_cell": gettext_lazy("About"),
        "reason_cell": gettext_lazy("Reason"),
    }
    columns = [
        Column("get_act_display", label=gettext_lazy("Act")),
        Column("about_cell", label=gettext_lazy("About")),
        Column("moderator", label=gettext_lazy("Moderator")),
        Column("reason", label=gettext_lazy("Reason")),
        DateColumn("done_at", label=gettext_lazy("Done")),
    ]

    def get_queryset(self):
        acts = ModerationAct.objects.select_related(
            "moderator", "thread", "file", "article", "shelf", "person"
        )
        if not is_moderator(self.request.user):
            acts = acts.filter(thread__space__in=self.spaces)
        return self.filter_queryset(acts)

    def cells(self, row):
        return {
            "moderator_cell": row.moderator,
            "about_cell": row.thread or row.file or row.article or row.shelf or row.person or "",
            "reason_cell": row.reason,
        }

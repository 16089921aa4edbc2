from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityConfig(AppConfig):
    name = "community"
    verbose_name = _("Community")

    def ready(self):
        from . import (  # noqa: F401
            answering,
            article_data,
            ask_notices,
            asking_data,
            bookmarks,
            digest,
            erasing,
            feed_sources,
            file_data,
            file_tasks,
            lesson_requirement,
            mentoring_data,
            personal_data,
            receivers,
            working_days,
        )

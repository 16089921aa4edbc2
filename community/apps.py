from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityConfig(AppConfig):
    name = "community"
    verbose_name = _("Community")

    def ready(self):
        from . import (  # noqa: F401
            digest,
            erasing,
            feed_sources,
            learner_posts,
            lesson_requirement,
            personal_data,
            receivers,
            used_lessons,
        )
        from .answering import data as asking_data  # noqa: F401
        from .answering import (
            for_instructors,  # noqa: F401
            working_days,  # noqa: F401
        )
        from .answering import notices as ask_notices  # noqa: F401
        from .answering import waiting as answering  # noqa: F401
        from .articles import data as article_data  # noqa: F401
        from .bookmarks import finding as bookmarks  # noqa: F401
        from .files import data as file_data  # noqa: F401
        from .files import tasks as file_tasks  # noqa: F401
        from .mentoring import data as mentoring_data  # noqa: F401

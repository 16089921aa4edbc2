from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "learning"
    verbose_name = _("Learning")

    def ready(self):
        from . import (  # noqa: F401
            calendar_data,
            cards,
            checking_in,
            cohort_data,
            commitment_notices,
            digest,
            erasing,
            expiry_notices,
            institution_notices,
            nudges,
            personal_data,
            receivers,
            rhythm_data,
            version_notices,
        )
        from .auditing import data as audits  # noqa: F401
        from .auditing import offers  # noqa: F401
        from .looking import data, due  # noqa: F401
        from .plan_export import my_data  # noqa: F401
        from .reviewing import notices, plan_part, waiting  # noqa: F401

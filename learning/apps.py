from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "learning"
    verbose_name = _("Learning")

    def ready(self):
        # What makes itself known when it is imported.
        import learning.auditing.data
        import learning.auditing.offers
        import learning.certificates.notices
        import learning.certificates.revoking
        import learning.commitments.calendar_data
        import learning.commitments.checking_in
        import learning.commitments.notices
        import learning.digest
        import learning.erasing
        import learning.institutions.data
        import learning.institutions.notices
        import learning.looking.data
        import learning.looking.due
        import learning.personal_data
        import learning.plan_export.my_data
        import learning.receivers
        import learning.remembering.cards
        import learning.reviewing.notices
        import learning.reviewing.plan_part
        import learning.reviewing.waiting
        import learning.rhythm.data
        import learning.rhythm.nudges
        import learning.version_notices

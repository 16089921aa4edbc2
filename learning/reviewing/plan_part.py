"""A learner's plan on their page in the CMS: which of the course's steps are written, no words.

The plan itself is linked for whom its owner lets read it.
"""

from courses.models import Activity, PlanSection
from courses.models.outlines import outline_of_course
from learning.models import Plan, SectionVersion

from .learner import on_a_learners_page


@on_a_learners_page
def plan_of_a_learner(viewer, enrollment):
    """The sections that lessons of the course build, each written or not."""
    keys = [lesson.key for lesson in outline_of_course(enrollment.course_id).lessons]
    built = Activity.objects.current().filter(kind="plan_builder", lesson_key__in=keys)
    sections = PlanSection.objects.filter(pk__in=built.values("plan_section"))
    saved = SectionVersion.objects.saved_by(enrollment.user_id)
    written = set(saved.values_list("written__section", flat=True))
    plan = Plan.objects.readable_by(viewer).filter(user=enrollment.user_id).first()
    return {
        "template": "learning/cms/learner_plan.html",
        "sections": [(section, section.pk in written) for section in sections],
        "plan": plan,
    }

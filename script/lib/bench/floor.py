"""The floor: a bare Django view on the same stack, which the pages are compared with.

It passes the same middleware as every page, loads the session and the person,
asks six small questions of the database, each answered from an index, and renders
a plain template of twenty lines. What Django, gunicorn, the session and the
driver of the database cost is in it; what the site adds is not.
"""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from accounts.models import Institution
from courses.models import Topic
from learning.models import Enrollment, LessonCompletion, LessonVisit, Note


@login_required
def floor(request):
    enrollment = Enrollment.objects.filter(user=request.user).first()
    context = {
        "institution": Institution.objects.get(pk=request.user.institution_id),
        "enrollment": enrollment,
        "visit": LessonVisit.objects.filter(enrollment=enrollment).first(),
        "completed": LessonCompletion.objects.filter(enrollment=enrollment).count(),
        "note": Note.objects.filter(user=request.user).first(),
        "topic": Topic.objects.order_by("pk").first(),
    }
    return render(request, "bench/floor.html", context)

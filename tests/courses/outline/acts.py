"""What an author does on the outline."""

from django.urls import reverse

from courses.models import LessonPage, ModulePage


def page_of(client, course):
    return client.get(reverse("course_outline", args=[course.pk])).content.decode()


def act(client, name, course, **data):
    return client.post(reverse(f"course_outline_{name}", args=[course.pk]), data, follow=True)


def titles(course):
    """[(module, [lessons])] in the order of the tree."""
    return [
        (
            module.title,
            [page.title for page in LessonPage.objects.child_of(module).order_by("path")],
        )
        for module in ModulePage.objects.child_of(course).order_by("path")
    ]


def draft(lesson, **changes):
    page = lesson.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(clean=False)

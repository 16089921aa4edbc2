from django.apps import AppConfig


class CoursesiteConfig(AppConfig):
    name = "coursesite"

    def ready(self):
        from . import due  # noqa: F401

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import courses.stream_fields


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0004_library"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="lessonpage",
            name="body",
            field=courses.stream_fields.FreeStreamField(blank=True, verbose_name="body"),
        ),
        migrations.CreateModel(
            name="CourseVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="Certificates name it, such as 2 or 2027.1.",
                        max_length=20,
                        verbose_name="version",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        help_text="For learners, in a few sentences. Who finished the course is told once.",
                        max_length=2000,
                        verbose_name="what changed",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="courses.coursepage",
                        verbose_name="course",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a course",
                "verbose_name_plural": "versions of courses",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True),
                        name="a_version_says_what_changed",
                    )
                ],
            },
        ),
    ]

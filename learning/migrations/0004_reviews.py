import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

STEP = 4  # characters of a page's path for each level of the tree


def date_what_is_shared(apps, schema_editor):
    """What was shared before sharing had a date was so since it was saved last."""
    Reflection = apps.get_model("learning", "Reflection")
    CoursePage = apps.get_model("courses", "CoursePage")
    keys = dict(CoursePage.objects.values_list("path", "translation_key"))
    shared = Reflection.objects.filter(visibility="instructor", submitted__isnull=False)
    for row in shared.select_related("submitted", "lesson"):
        row.shared_at = row.submitted.shared_at = row.submitted.saved_at
        row.course_key = keys.get(row.lesson.path[: -2 * STEP])
        row.save(update_fields=["shared_at", "course_key"])
        row.submitted.save(update_fields=["shared_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0003_answers_and_time"),
        ("courses", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Example",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("agreed", "Agreed"),
                            ("declined", "Declined"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                (
                    "credited",
                    models.BooleanField(default=False, verbose_name="with the writer's name"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                ("shown_at", models.DateTimeField(blank=True, null=True, verbose_name="shown")),
            ],
            options={
                "verbose_name": "example",
                "verbose_name_plural": "examples",
            },
        ),
        migrations.CreateModel(
            name="Phrase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="phrase")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
            ],
            options={
                "verbose_name": "saved phrase",
                "verbose_name_plural": "saved phrases",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ReflectionComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="comment")),
                (
                    "written_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="written"),
                ),
            ],
            options={
                "verbose_name": "comment on a reflection",
                "verbose_name_plural": "comments on reflections",
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="reflection",
            name="course_key",
            field=models.UUIDField(
                editable=False,
                null=True,
                verbose_name="course whose instructors it was shared with",
            ),
        ),
        migrations.AddField(
            model_name="reflection",
            name="settled_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="nothing to add"),
        ),
        migrations.AddField(
            model_name="reflection",
            name="shared_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="shared"),
        ),
        migrations.AddField(
            model_name="reflectionversion",
            name="shared_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="shared"),
        ),
        migrations.AddIndex(
            model_name="reflection",
            index=models.Index(
                condition=models.Q(("visibility", "instructor")),
                fields=["course_key", "shared_at"],
                name="reflections_shared",
            ),
        ),
        migrations.AddField(
            model_name="example",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="example",
            name="reflection",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="example",
                to="learning.reflection",
            ),
        ),
        migrations.AddField(
            model_name="example",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="learning.reflectionversion",
            ),
        ),
        migrations.AddField(
            model_name="phrase",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="phrases",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reflectioncomment",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reflection_comments",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reflectioncomment",
            name="reflection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="learning.reflection",
            ),
        ),
        migrations.AddConstraint(
            model_name="example",
            constraint=models.CheckConstraint(
                condition=models.Q(("shown_at", None), ("state", "agreed"), _connector="OR"),
                name="an_example_is_shown_only_while_agreed",
            ),
        ),
        migrations.AddIndex(
            model_name="reflectioncomment",
            index=models.Index(fields=["reflection", "written_at"], name="comments_in_order"),
        ),
        migrations.AddConstraint(
            model_name="reflectioncomment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_comment_has_words"
            ),
        ),
        migrations.RunPython(date_what_is_shared, migrations.RunPython.noop),
    ]

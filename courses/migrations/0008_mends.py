from datetime import UTC, datetime

from django.db import migrations, models

FROM_THE_START = datetime(2000, 1, 1, tzinfo=UTC)


def bind_everyone_as_before(apps, schema_editor):
    """The lessons that are published by now keep asking of all what they asked."""
    lessons = apps.get_model("courses", "LessonPage").objects.exclude(first_published_at=None)
    required = {}
    for key, is_required in lessons.values_list("translation_key", "required"):
        required[key] = required.get(key, False) or is_required
    apps.get_model("courses", "LessonDuty").objects.bulk_create(
        [_duty(apps, key, FROM_THE_START if asked else None) for key, asked in required.items()]
    )


def _duty(apps, key, day):
    return apps.get_model("courses", "LessonDuty")(lesson_key=key, required_from=day)


class Migration(migrations.Migration):
    dependencies = [("courses", "0007_validity")]

    operations = [
        migrations.CreateModel(
            name="LessonDuty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lesson_key", models.UUIDField(unique=True, verbose_name="lesson")),
                (
                    "required_from",
                    models.DateTimeField(blank=True, null=True, verbose_name="required from"),
                ),
            ],
            options={
                "verbose_name": "duty of a lesson",
                "verbose_name_plural": "duties of lessons",
            },
        ),
        migrations.RunPython(bind_everyone_as_before, migrations.RunPython.noop, elidable=True),
    ]

import django.db.models.deletion
from django.db import migrations, models

import courses.stream_fields


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0003_discussions"),
    ]

    operations = [
        migrations.CreateModel(
            name="LibraryItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content",
                    courses.stream_fields.FreeStreamField(verbose_name="prompt or question"),
                ),
                ("kind", models.CharField(editable=False, max_length=32, verbose_name="kind")),
                ("text", models.TextField(editable=False, verbose_name="text")),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="added")),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True,
                        related_name="library_items",
                        to="courses.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "library item",
                "verbose_name_plural": "library of prompts and questions",
                "ordering": ["-added_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="LibraryUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lesson_key", models.UUIDField(db_index=True, verbose_name="lesson")),
                ("block_id", models.CharField(max_length=36, verbose_name="block")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
                        to="courses.libraryitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "use of a library item",
                "verbose_name_plural": "uses of library items",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lesson_key", "block_id"), name="one_source_per_lesson_and_block"
                    )
                ],
            },
        ),
    ]

import django.db.models.deletion
import django.utils.timezone
import modelsearch.index
from django.conf import settings
from django.db import migrations, models

import community.models.file_versions


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0002_articles"),
        ("courses", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="moderationact",
            name="act",
            field=models.CharField(
                choices=[
                    ("hide", "Hid a post"),
                    ("restore", "Showed a post again"),
                    ("glance", "Looked at a first post"),
                    ("dismiss", "Found nothing wrong"),
                    ("lock", "Locked a thread"),
                    ("unlock", "Unlocked a thread"),
                    ("move", "Moved a thread"),
                    ("merge", "Merged two threads"),
                    ("suspend", "Suspended a person"),
                    ("readmit", "Ended a suspension"),
                    ("publish", "Published an article"),
                    ("send_back", "Returned an article"),
                    ("hide_file", "Hid a file"),
                    ("restore_file", "Showed a file again"),
                    ("glance_file", "Looked at a first file"),
                ],
                max_length=12,
                verbose_name="act",
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="post",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="community.post",
            ),
        ),
        migrations.CreateModel(
            name="FileVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "stored",
                    models.FileField(
                        max_length=120,
                        upload_to=community.models.file_versions.stored_name,
                        verbose_name="file",
                    ),
                ),
                ("original_name", models.CharField(max_length=160, verbose_name="name")),
                ("extension", models.CharField(max_length=8, verbose_name="kind")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="what is new")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                (
                    "checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="passed the check"),
                ),
                (
                    "refused_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="failed the check"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn"),
                ),
                (
                    "removed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="removed from the disk"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a file",
                "verbose_name_plural": "versions of files",
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="SharedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("description", models.TextField(max_length=2000, verbose_name="description")),
                (
                    "alternative",
                    models.TextField(blank=True, max_length=4000, verbose_name="in other words"),
                ),
                (
                    "license",
                    models.CharField(
                        choices=[
                            ("cc-by", "CC BY 4.0: use and change it, name its author"),
                            (
                                "cc-by-sa",
                                "CC BY-SA 4.0: the same, and share what you make of it alike",
                            ),
                            (
                                "cc-by-nc",
                                "CC BY-NC 4.0: use and change it, name its author, sell nothing",
                            ),
                            ("cc0", "CC0 1.0: do with it as you like"),
                            ("reserved", "All rights reserved: shared for reading here"),
                        ],
                        default="cc-by",
                        max_length=12,
                        verbose_name="license",
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("members", "Everyone with an account"),
                            ("public", "Everyone, also without an account"),
                            ("enrolled", "Only people who take the course chosen below"),
                        ],
                        default="members",
                        max_length=12,
                        verbose_name="who can see it",
                    ),
                ),
                (
                    "course_key",
                    models.UUIDField(
                        blank=True, db_index=True, null=True, verbose_name="course key"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("published", "Published"),
                            ("held", "Waiting for a glance"),
                            ("hidden", "Hidden by a moderator"),
                            ("withdrawn", "Withdrawn by its owner"),
                        ],
                        default="published",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="shared"),
                ),
                ("edited_at", models.DateTimeField(blank=True, null=True, verbose_name="edited")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn"),
                ),
                (
                    "current",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.fileversion",
                        verbose_name="version given out",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shared_files",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True,
                        related_name="shared_files",
                        to="courses.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "shared file",
                "verbose_name_plural": "shared files",
                "ordering": ["-made_at", "-pk"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddField(
            model_name="fileversion",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="versions",
                to="community.sharedfile",
            ),
        ),
        migrations.AddField(
            model_name="moderationact",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acts",
                to="community.sharedfile",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="community.sharedfile",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("resolved_at", None)),
                fields=("file", "reporter"),
                name="one_open_report_per_person_and_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file__isnull", False), ("post", None)),
                    models.Q(("file", None), ("post__isnull", False)),
                    _connector="OR",
                ),
                name="a_report_is_about_one_thing",
            ),
        ),
        migrations.AddIndex(
            model_name="sharedfile",
            index=models.Index(fields=["-made_at", "-id"], name="shared_files_newest"),
        ),
        migrations.AddConstraint(
            model_name="sharedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("visibility", "enrolled"), _negated=True),
                    ("course_key__isnull", False),
                    _connector="OR",
                ),
                name="a_file_for_a_course_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="fileversion",
            constraint=models.UniqueConstraint(
                fields=("file", "number"), name="versions_of_a_file_are_numbered"
            ),
        ),
    ]

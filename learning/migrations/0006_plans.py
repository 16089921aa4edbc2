import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0006_outcomes"),
        ("learning", "0005_cohorts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"
                    ),
                ),
                (
                    "center",
                    models.CharField(
                        blank=True,
                        help_text="Whose strategy it is. Printed on the first page.",
                        max_length=120,
                        verbose_name="your center",
                    ),
                ),
                (
                    "sharing",
                    models.CharField(
                        choices=[
                            ("private", "Only me"),
                            ("reviewers", "Me and the colleagues I ask for a look"),
                            ("instructors", "Also the instructors of my courses"),
                            ("community", "Everybody who is signed in"),
                        ],
                        default="private",
                        max_length=12,
                        verbose_name="who can read it",
                    ),
                ),
                ("shared_at", models.DateTimeField(blank=True, null=True, verbose_name="shared")),
                (
                    "begun_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="begun"),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="strategy_plan",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "strategy plan",
                "verbose_name_plural": "strategy plans",
            },
        ),
        migrations.CreateModel(
            name="PlanRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("content", models.JSONField(verbose_name="content")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="learning.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="PlanFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf-a4", "PDF, A4"),
                            ("pdf-letter", "PDF, Letter"),
                            ("docx", "Word"),
                            ("md", "Markdown"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("content", models.BinaryField(verbose_name="content")),
                (
                    "rendered_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="rendered"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="learning.planrevision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SectionText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("draft", models.TextField(blank=True, max_length=20000, verbose_name="draft")),
                (
                    "draft_saved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="draft saved"),
                ),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="revision")),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="ready")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="learning.plan",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="courses.plansection",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a section",
                "verbose_name_plural": "texts of sections",
            },
        ),
        migrations.CreateModel(
            name="SectionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("text", models.TextField(verbose_name="text")),
                (
                    "saved_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="saved"),
                ),
                (
                    "written",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="learning.sectiontext",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.AddField(
            model_name="sectiontext",
            name="submitted",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="learning.sectionversion",
                verbose_name="saved version",
            ),
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reflection", "Reflection"),
                            ("checklist", "Checklist"),
                            ("answer", "Answer"),
                            ("audit", "Broadcast audit"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("label", models.CharField(max_length=250, verbose_name="what it was")),
                ("dated", models.DateTimeField(verbose_name="of")),
                ("lesson_key", models.UUIDField(blank=True, null=True, verbose_name="lesson key")),
                ("block_id", models.CharField(blank=True, max_length=36, verbose_name="block")),
                (
                    "brought_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="brought in"
                    ),
                ),
                (
                    "written",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="learning.sectiontext",
                    ),
                ),
            ],
            options={
                "ordering": ["brought_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Look",
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
                ("given_at", models.DateTimeField(blank=True, null=True, verbose_name="given")),
                (
                    "declined_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="declined"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="taken back"),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="colleague",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="learning.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "look at a plan",
                "verbose_name_plural": "looks at plans",
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("declined_at", None), ("withdrawn_at", None)),
                        fields=("plan", "reviewer"),
                        name="a_colleague_is_asked_once_for_a_look_at_a_plan",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="planrevision",
            constraint=models.UniqueConstraint(
                fields=("plan", "number"), name="revisions_of_a_plan_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="planfile",
            constraint=models.UniqueConstraint(
                fields=("revision", "kind"), name="one_file_per_revision_and_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.UniqueConstraint(
                fields=("written", "number"), name="versions_of_a_section_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectiontext",
            constraint=models.UniqueConstraint(
                fields=("plan", "section"), name="one_text_per_plan_and_section"
            ),
        ),
    ]

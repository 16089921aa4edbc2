import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0008_looks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Card",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("warmup", "At the start of a lesson"),
                            ("card3", "Three days after finishing"),
                            ("card10", "Ten days after finishing"),
                            ("again", "Once more"),
                        ],
                        max_length=8,
                        verbose_name="occasion",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "told_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="told"),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cards",
                        to="learning.enrollment",
                    ),
                ),
            ],
            options={
                "verbose_name": "card",
                "verbose_name_plural": "cards",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Nudge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.DateField(help_text="Its Monday.", verbose_name="week")),
                ("is_last", models.BooleanField(default=False, verbose_name="last")),
                (
                    "told_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="told"),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nudges",
                        to="learning.enrollment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nudges",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "nudge",
                "verbose_name_plural": "nudges",
                "ordering": ["-week"],
            },
        ),
        migrations.CreateModel(
            name="Recall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lesson_key", models.UUIDField(verbose_name="lesson key")),
                ("block_id", models.CharField(max_length=36, verbose_name="block")),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("warmup", "At the start of a lesson"),
                            ("card3", "Three days after finishing"),
                            ("card10", "Ten days after finishing"),
                            ("again", "Once more"),
                        ],
                        max_length=8,
                        verbose_name="occasion",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "asked_in",
                    models.UUIDField(
                        blank=True, null=True, verbose_name="key of the lesson it began"
                    ),
                ),
                (
                    "chosen",
                    models.JSONField(blank=True, default=list, verbose_name="chosen options"),
                ),
                ("words", models.TextField(blank=True, verbose_name="own words")),
                ("correct", models.BooleanField(blank=True, null=True, verbose_name="right")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                ("skipped_at", models.DateTimeField(blank=True, null=True, verbose_name="skipped")),
                (
                    "card",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recalls",
                        to="learning.card",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recalls",
                        to="learning.enrollment",
                    ),
                ),
                (
                    "prompt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recalls",
                        to="learning.prompt",
                    ),
                ),
            ],
            options={
                "verbose_name": "question asked again",
                "verbose_name_plural": "questions asked again",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Remembering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "began_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="began"),
                ),
                ("stopped_at", models.DateTimeField(blank=True, null=True, verbose_name="stopped")),
                (
                    "enrollment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remembering",
                        to="learning.enrollment",
                    ),
                ),
            ],
            options={
                "verbose_name": "remembering",
                "verbose_name_plural": "remembering",
            },
        ),
        migrations.CreateModel(
            name="StudyDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="study_days",
                        to="learning.enrollment",
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ["-day"],
            },
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.UniqueConstraint(
                fields=("enrollment", "occasion"), name="a_card_comes_once_per_occasion"
            ),
        ),
        migrations.AddConstraint(
            model_name="nudge",
            constraint=models.UniqueConstraint(
                fields=("user", "week"), name="one_nudge_a_week_and_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.UniqueConstraint(
                fields=("enrollment", "occasion", "due_on", "lesson_key", "block_id"),
                name="a_question_comes_back_once_per_occasion",
            ),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_at", None), ("skipped_at", None), _connector="OR"),
                name="a_question_is_answered_or_skipped",
            ),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("correct", None)),
                    models.Q(("answered_at__isnull", False), ("correct__isnull", False)),
                    _connector="OR",
                ),
                name="an_answer_given_again_is_right_or_wrong",
            ),
        ),
        migrations.AddIndex(
            model_name="studyday",
            index=models.Index(fields=["day"], name="sessions_by_day"),
        ),
        migrations.AddConstraint(
            model_name="studyday",
            constraint=models.UniqueConstraint(
                fields=("enrollment", "day"), name="a_day_is_one_session_of_a_course"
            ),
        ),
    ]

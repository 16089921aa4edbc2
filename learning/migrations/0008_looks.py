import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0007_commitments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LookOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "offered_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="offered"),
                ),
                (
                    "paused_until",
                    models.DateField(blank=True, null=True, verbose_name="pauses until"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="stopped")),
            ],
            options={
                "verbose_name": "offer to look at plans",
                "verbose_name_plural": "offers to look at plans",
            },
        ),
        migrations.CreateModel(
            name="OwnQuestion",
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
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                ("text", models.CharField(max_length=500, verbose_name="question")),
            ],
            options={
                "verbose_name": "own critical question",
                "verbose_name_plural": "own critical questions",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SelfCheck",
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
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                ("marks", models.JSONField(default=dict, verbose_name="marks")),
                (
                    "words",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="what I would change first"
                    ),
                ),
            ],
            options={
                "verbose_name": "self-check",
                "verbose_name_plural": "self-checks",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="look",
            name="a_colleague_is_asked_once_for_a_look_at_a_plan",
        ),
        migrations.AddField(
            model_name="look",
            name="answer",
            field=models.CharField(blank=True, max_length=500, verbose_name="the owner's answer"),
        ),
        migrations.AddField(
            model_name="look",
            name="answered_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="thanked"),
        ),
        migrations.AddField(
            model_name="look",
            name="as_instructor",
            field=models.BooleanField(default=False, verbose_name="asked as an instructor"),
        ),
        migrations.AddField(
            model_name="look",
            name="ask",
            field=models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="request"),
        ),
        migrations.AddField(
            model_name="look",
            name="block_id",
            field=models.CharField(blank=True, max_length=36, verbose_name="block"),
        ),
        migrations.AddField(
            model_name="look",
            name="course_key",
            field=models.UUIDField(null=True, verbose_name="course key"),
        ),
        migrations.AddField(
            model_name="look",
            name="lesson_key",
            field=models.UUIDField(null=True, verbose_name="lesson key"),
        ),
        migrations.AddField(
            model_name="look",
            name="marks",
            field=models.JSONField(default=dict, verbose_name="marks"),
        ),
        migrations.AddField(
            model_name="look",
            name="message",
            field=models.CharField(blank=True, max_length=500, verbose_name="message"),
        ),
        migrations.AddField(
            model_name="look",
            name="passed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="passed on"),
        ),
        migrations.AddField(
            model_name="look",
            name="prompt",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="learning.prompt",
                verbose_name="rubric",
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="question",
            field=models.CharField(blank=True, max_length=500, verbose_name="question"),
        ),
        migrations.AddField(
            model_name="look",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="reminded"),
        ),
        migrations.AddField(
            model_name="look",
            name="strengths",
            field=models.JSONField(default=list, verbose_name="strengths"),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("declined_at", None), ("passed_at", None), ("withdrawn_at", None)
                ),
                fields=("plan", "reviewer"),
                name="a_colleague_is_asked_once_for_a_look_at_a_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("declined_at", None),
                    ("passed_at", None),
                    ("withdrawn_at", None),
                    ("given_at", None),
                ),
                fields=("plan",),
                name="a_plan_waits_for_one_look_at_a_time",
            ),
        ),
        migrations.AddField(
            model_name="lookoffer",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="look_offer",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ownquestion",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="learning.plan",
            ),
        ),
        migrations.AddField(
            model_name="selfcheck",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="learning.plan",
            ),
        ),
        migrations.AddField(
            model_name="selfcheck",
            name="prompt",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="learning.prompt"
            ),
        ),
        migrations.AddIndex(
            model_name="ownquestion",
            index=models.Index(
                fields=["plan", "lesson_key", "block_id"], name="learning_ow_plan_id_04a74b_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="selfcheck",
            index=models.Index(
                fields=["plan", "lesson_key", "block_id"], name="learning_se_plan_id_1e55e5_idx"
            ),
        ),
    ]

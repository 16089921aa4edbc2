import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import learning.models.check_ins


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0006_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lesson_key", models.UUIDField(blank=True, null=True, verbose_name="lesson key")),
                ("block_id", models.CharField(blank=True, max_length=36, verbose_name="block")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("cue", models.CharField(max_length=200, verbose_name="when")),
                ("act", models.CharField(max_length=200, verbose_name="I will")),
                ("due_on", models.DateField(verbose_name="by")),
                (
                    "confidence",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "1, a hope"),
                            (2, "2"),
                            (3, "3, as likely as not"),
                            (4, "4"),
                            (5, "5, nearly certain"),
                        ],
                        verbose_name="how sure",
                    ),
                ),
                (
                    "obstacle",
                    models.CharField(blank=True, max_length=300, verbose_name="likely obstacle"),
                ),
                (
                    "response",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what I will do then"
                    ),
                ),
                (
                    "partner_agreed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="agreed"),
                ),
                (
                    "partner_declined_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="declined"),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "ended_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kept", "Kept"),
                            ("dropped", "Dropped"),
                            ("replaced", "Replaced by another"),
                            ("past", "Asked for the last time"),
                        ],
                        max_length=8,
                        verbose_name="how it ended",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="commitments",
                        to="learning.enrollment",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnered_commitments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="accountability partner",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaced_by",
                        to="learning.commitment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commitments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "commitment",
                "verbose_name_plural": "commitments",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="days after it was made")),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "token",
                    models.CharField(
                        default=learning.models.check_ins.new_token,
                        editable=False,
                        max_length=64,
                        unique=True,
                    ),
                ),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="told")),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reminded"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "Done"),
                            ("partly", "Partly"),
                            ("not_yet", "Not yet"),
                            ("changed_mind", "Changed my mind"),
                        ],
                        max_length=12,
                        verbose_name="how it went",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="what helped or got in the way"
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_ins",
                        to="learning.commitment",
                    ),
                ),
            ],
            options={
                "verbose_name": "check-in",
                "verbose_name_plural": "check-ins",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__gte", 1), ("confidence__lte", 5)),
                name="how_sure_one_is_goes_from_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 3)),
                name="commitments_are_numbered_1_to_3",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("enrollment", "number"),
                name="at_most_3_open_commitments_per_enrollment",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None), ("enrollment", None)),
                fields=("user", "number"),
                name="at_most_3_open_commitments_outside_courses",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.UniqueConstraint(
                fields=("user", "token"), name="a_form_sent_twice_makes_one_commitment"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("partner", None),
                    models.Q(("partner", models.F("user")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_is_their_own_partner",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("partner__isnull", False),
                    models.Q(("partner_agreed_at", None), ("partner_declined_at", None)),
                    _connector="OR",
                ),
                name="only_a_partner_agrees_or_declines",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("partner_agreed_at", None), ("partner_declined_at", None), _connector="OR"
                ),
                name="a_partner_agrees_or_declines",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_as", ""), ("ended_at", None)),
                    models.Q(
                        ("ended_at__isnull", False), models.Q(("ended_as", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="a_commitment_that_ended_says_how",
            ),
        ),
        migrations.AddIndex(
            model_name="checkin",
            index=models.Index(
                condition=models.Q(("answered_at", None)),
                fields=["due_on"],
                name="check_ins_to_ask",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.UniqueConstraint(
                fields=("commitment", "days"), name="one_check_in_per_commitment_and_mark"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__in", (30, 60, 90))),
                name="check_ins_come_after_30_60_and_90_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("outcome", "")),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("outcome__in", ["done", "partly", "not_yet", "changed_mind"]),
                    ),
                    _connector="OR",
                ),
                name="an_answered_check_in_says_how_it_went",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reminded_at", None), ("told_at__isnull", False), _connector="OR"
                ),
                name="a_reminder_comes_after_the_question",
            ),
        ),
    ]

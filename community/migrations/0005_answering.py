import datetime

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

import accounts.models.users
import community.models.working_hours


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0004_follows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day away")),
                ("ends_on", models.DateField(verbose_name="last day away")),
            ],
            options={
                "verbose_name": "absence",
                "verbose_name_plural": "absences",
                "ordering": ["starts_on"],
            },
        ),
        migrations.CreateModel(
            name="AnswerSteps",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asks_members",
                    models.BooleanField(
                        default=True,
                        help_text="Somebody who finished the same module, each at most once a week.",
                        verbose_name="offer it to a member",
                    ),
                ),
                (
                    "member_hours",
                    models.PositiveSmallIntegerField(
                        default=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="after so many working hours",
                    ),
                ),
                (
                    "asks_mentors",
                    models.BooleanField(default=True, verbose_name="offer it to a mentor on duty"),
                ),
                (
                    "mentor_hours",
                    models.PositiveSmallIntegerField(
                        default=8,
                        help_text="By the end of the next working day it is the host’s in any case.",
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="after so many working hours",
                    ),
                ),
                (
                    "minimum_helpers",
                    models.PositiveSmallIntegerField(
                        default=8,
                        help_text="With fewer people willing to be asked, every post goes straight to the host.",
                        verbose_name="helpers needed",
                    ),
                ),
            ],
            options={
                "verbose_name": "steps to an answer",
                "verbose_name_plural": "steps to an answer",
            },
        ),
        migrations.CreateModel(
            name="Ask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rung",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "A member"), (2, "A mentor"), (3, "The host")],
                        verbose_name="step",
                    ),
                ),
                ("because", models.CharField(blank=True, max_length=12, verbose_name="because")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                (
                    "declined_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="declined"),
                ),
                (
                    "passed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="passed on"),
                ),
            ],
            options={
                "verbose_name": "ask",
                "verbose_name_plural": "asks",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AskPreference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("willing", models.BooleanField(default=True, verbose_name="willing to be asked")),
                (
                    "paused_until",
                    models.DateField(blank=True, null=True, verbose_name="not before"),
                ),
            ],
            options={
                "verbose_name": "wish about being asked",
                "verbose_name_plural": "wishes about being asked",
            },
        ),
        migrations.CreateModel(
            name="Climb",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("question", "A question"),
                            ("first_post", "A first post"),
                            ("reflection", "A reflection shared for a reply"),
                        ],
                        max_length=12,
                        verbose_name="reason",
                    ),
                ),
                ("begun_at", models.DateTimeField(verbose_name="begun")),
                ("since", models.DateTimeField(verbose_name="counted from")),
                (
                    "waited",
                    models.DurationField(
                        default=datetime.timedelta(0), verbose_name="counted before"
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("next_at", models.DateTimeField(blank=True, null=True, verbose_name="goes on")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("answered", "Somebody answered"),
                            ("solved", "Its writer found the answer"),
                        ],
                        max_length=12,
                        verbose_name="how",
                    ),
                ),
            ],
            options={
                "verbose_name": "climb",
                "verbose_name_plural": "climbs",
                "ordering": ["due_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
            ],
            options={
                "verbose_name": "closure",
                "verbose_name_plural": "closures",
                "ordering": ["starts_on"],
            },
        ),
        migrations.CreateModel(
            name="WorkingHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default=community.models.working_hours.default_time_zone,
                        help_text="As “America/New_York”. The hours below are on clocks there.",
                        max_length=64,
                        validators=[accounts.models.users.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                ("monday", models.BooleanField(default=True, verbose_name="Monday")),
                ("tuesday", models.BooleanField(default=True, verbose_name="Tuesday")),
                ("wednesday", models.BooleanField(default=True, verbose_name="Wednesday")),
                ("thursday", models.BooleanField(default=True, verbose_name="Thursday")),
                ("friday", models.BooleanField(default=True, verbose_name="Friday")),
                ("saturday", models.BooleanField(default=False, verbose_name="Saturday")),
                ("sunday", models.BooleanField(default=False, verbose_name="Sunday")),
                ("opens_at", models.TimeField(default=datetime.time(9, 0), verbose_name="from")),
                ("closes_at", models.TimeField(default=datetime.time(17, 0), verbose_name="to")),
            ],
            options={
                "verbose_name": "working hours",
                "verbose_name_plural": "working hours",
            },
        ),
        migrations.AddField(
            model_name="space",
            name="host",
            field=models.ForeignKey(
                blank=True,
                help_text="Left empty: who teaches the course, else a moderator.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="hosted_spaces",
                to=settings.AUTH_USER_MODEL,
                verbose_name="host",
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="introductions",
            field=models.BooleanField(default=False, verbose_name="for introductions"),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.UniqueConstraint(
                condition=models.Q(("introductions", True)),
                fields=("space",),
                name="one_thread_for_introductions_in_a_space",
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="absences",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ask",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="asks",
                to=settings.AUTH_USER_MODEL,
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="askpreference",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ask_preference",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="climb",
            name="answer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="community.post",
                verbose_name="answer",
            ),
        ),
        migrations.AddField(
            model_name="climb",
            name="host",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="hosted_climbs",
                to=settings.AUTH_USER_MODEL,
                verbose_name="host",
            ),
        ),
        migrations.AddField(
            model_name="climb",
            name="post",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="climb",
                to="community.post",
            ),
        ),
        migrations.AddField(
            model_name="ask",
            name="climb",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="asks",
                to="community.climb",
            ),
        ),
        migrations.AddConstraint(
            model_name="workinghours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("monday", True),
                    ("tuesday", True),
                    ("wednesday", True),
                    ("thursday", True),
                    ("friday", True),
                    ("saturday", True),
                    ("sunday", True),
                    _connector="OR",
                ),
                name="a_calendar_has_an_open_day",
                violation_error_message="Choose at least one working day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="workinghours",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                name="a_working_day_ends_after_it_begins",
                violation_error_message="The day has to end after it begins.",
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="hours",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="closures",
                to="community.workinghours",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="an_absence_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="climb",
            index=models.Index(fields=["closed_at", "next_at"], name="climbs_that_go_on"),
        ),
        migrations.AddIndex(
            model_name="climb",
            index=models.Index(fields=["begun_at"], name="climbs_lately"),
        ),
        migrations.AddConstraint(
            model_name="climb",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("how", "")),
                    models.Q(("closed_at__isnull", False), models.Q(("how", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_closed_climb_says_how",
            ),
        ),
        migrations.AddIndex(
            model_name="ask",
            index=models.Index(fields=["person", "-made_at"], name="asks_of_a_person"),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.UniqueConstraint(
                fields=("climb", "rung"), name="a_post_is_offered_once_on_each_step"
            ),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.CheckConstraint(
                condition=models.Q(("rung", 3), ("person__isnull", False), _connector="OR"),
                name="only_a_host_may_be_missing",
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="a_closure_ends_after_it_begins",
            ),
        ),
    ]

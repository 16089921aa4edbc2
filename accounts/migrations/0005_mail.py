import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_profiles"),
    ]

    operations = [
        migrations.AddField(
            model_name="notification",
            name="channel",
            field=models.CharField(
                choices=[
                    ("site", "In the site"),
                    ("digest", "In my digest"),
                    ("mail", "By mail at once"),
                    ("off", "Not at all"),
                ],
                default="site",
                max_length=8,
                verbose_name="how",
            ),
        ),
        migrations.CreateModel(
            name="ChannelChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(max_length=40, verbose_name="event")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("site", "In the site"),
                            ("digest", "In my digest"),
                            ("mail", "By mail at once"),
                            ("off", "Not at all"),
                        ],
                        max_length=8,
                        verbose_name="how",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channel_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "way of being told",
                "verbose_name_plural": "ways of being told",
            },
        ),
        migrations.CreateModel(
            name="MailSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("secret", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "digest",
                    models.CharField(
                        choices=[
                            ("daily", "Every day"),
                            ("weekly", "Once a week"),
                            ("never", "Never"),
                        ],
                        default="weekly",
                        max_length=8,
                        verbose_name="digest",
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ],
                        default=1,
                        verbose_name="day",
                    ),
                ),
                ("hour", models.PositiveSmallIntegerField(default=8, verbose_name="hour")),
                (
                    "quiet_from",
                    models.PositiveSmallIntegerField(default=20, verbose_name="quiet from"),
                ),
                (
                    "quiet_to",
                    models.PositiveSmallIntegerField(default=7, verbose_name="quiet until"),
                ),
                (
                    "weekly_budget",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[django.core.validators.MaxValueValidator(20)],
                        verbose_name="mails a week, at most",
                    ),
                ),
                (
                    "no_mail",
                    models.BooleanField(
                        default=False, verbose_name="no mail except about the account"
                    ),
                ),
                (
                    "next_digest_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="next digest"),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_settings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mail settings",
                "verbose_name_plural": "mail settings",
            },
        ),
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.EmailField(max_length=254, verbose_name="address")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("account", "About the account"),
                            ("notice", "At once"),
                            ("digest", "Digest"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True, verbose_name="key")),
                ("message_id", models.CharField(max_length=200, verbose_name="Message-ID")),
                ("subject", models.CharField(blank=True, max_length=300, verbose_name="subject")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("html", models.TextField(blank=True, verbose_name="HTML")),
                ("headers", models.JSONField(blank=True, default=dict, verbose_name="headers")),
                ("said", models.JSONField(blank=True, default=list, verbose_name="said in it")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                (
                    "due_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="due"),
                ),
                (
                    "expires_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="of no use after"),
                ),
                (
                    "claim",
                    models.UUIDField(blank=True, editable=False, null=True, verbose_name="claim"),
                ),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="claimed")),
                ("tries", models.PositiveIntegerField(default=0, verbose_name="tries")),
                (
                    "last_error",
                    models.CharField(blank=True, max_length=300, verbose_name="last error"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                (
                    "given_up_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="given up"),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="cancelled"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="notification",
            name="mail",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="notifications",
                to="accounts.outgoingmail",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("mail", None), ("read_at", None)),
                fields=["channel", "made_at"],
                name="notifications_to_mail",
            ),
        ),
        migrations.AddConstraint(
            model_name="channelchoice",
            constraint=models.UniqueConstraint(
                fields=("user", "event"), name="one_choice_per_person_and_event"
            ),
        ),
        migrations.AddIndex(
            model_name="mailsettings",
            index=models.Index(fields=["next_digest_at"], name="digests_to_write"),
        ),
        migrations.AddConstraint(
            model_name="mailsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hour__lt", 24),
                    ("quiet_from__lt", 24),
                    ("quiet_to__lt", 24),
                    ("weekday__lt", 7),
                ),
                name="mail_settings_hours_are_of_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="mailsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekly_budget__lte", 20)), name="at_most_twenty_mails_a_week"
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(
                condition=models.Q(
                    ("cancelled_at", None), ("given_up_at", None), ("sent_at", None)
                ),
                fields=["due_at"],
                name="mails_to_send",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(fields=["person", "made_at"], name="mails_of_a_person"),
        ),
        migrations.AddConstraint(
            model_name="outgoingmail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("given_up_at", None), ("sent_at", None)),
                    models.Q(("cancelled_at", None), ("sent_at", None)),
                    models.Q(("cancelled_at", None), ("given_up_at", None)),
                    _connector="OR",
                ),
                name="a_mail_is_sent_or_given_up_or_cancelled",
            ),
        ),
    ]

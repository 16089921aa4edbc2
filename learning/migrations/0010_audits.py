import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_memberships"),
        ("learning", "0009_rhythm"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Audit",
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
                        choices=[("baseline", "First count"), ("repeat", "Repeat")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "begun_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="begun"),
                ),
                ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="frozen")),
                ("shared_at", models.DateTimeField(blank=True, null=True, verbose_name="shared")),
                (
                    "offered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="repeat offered"),
                ),
                (
                    "shared_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.institution",
                        verbose_name="shared with",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="audits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "broadcast audit",
                "verbose_name_plural": "broadcast audits",
                "ordering": ["begun_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AuditedPost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("posted_on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("announce", "Announce"),
                            ("respond", "Respond"),
                            ("invite", "Invite"),
                        ],
                        max_length=8,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "content",
                    models.CharField(
                        choices=[
                            ("job", "Job or internship"),
                            ("event", "Event"),
                            ("question", "Question"),
                            ("student_voice", "Student voice"),
                            ("alumni_voice", "Alumni voice"),
                            ("advice", "Tips or advice"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                        verbose_name="content",
                    ),
                ),
                (
                    "words",
                    models.CharField(blank=True, max_length=120, verbose_name="what it said"),
                ),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posts",
                        to="learning.audit",
                    ),
                ),
            ],
            options={
                "verbose_name": "audited post",
                "verbose_name_plural": "audited posts",
                "ordering": ["number", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="audit",
            index=models.Index(
                condition=models.Q(("kind", "baseline"), ("offered_at", None)),
                fields=["frozen_at"],
                name="audits_to_repeat",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "baseline")),
                fields=("user",),
                name="one_baseline_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("frozen_at", None)),
                fields=("user",),
                name="one_open_audit_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shared_at", None), ("shared_with", None)),
                    models.Q(
                        ("frozen_at__isnull", False),
                        ("shared_at__isnull", False),
                        ("shared_with__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="an_audit_is_shared_once_frozen_with_somebody_and_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditedpost",
            constraint=models.UniqueConstraint(
                fields=("audit", "number"), name="posts_of_an_audit_are_numbered"
            ),
        ),
    ]

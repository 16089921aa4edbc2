from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learning", "0010_audits")]

    operations = [
        migrations.AddField(
            model_name="certificate",
            name="expiry_told_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="told that it ends"),
        ),
        migrations.AddField(
            model_name="certificate",
            name="renewed_on",
            field=models.DateField(blank=True, null=True, verbose_name="renewed by practice"),
        ),
        migrations.AddField(
            model_name="certificate",
            name="valid_months",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Empty: it does not expire.",
                null=True,
                verbose_name="months of validity",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="valid_until",
            field=models.DateField(blank=True, null=True, verbose_name="valid until"),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(
                condition=models.Q(("expiry_told_at", None), ("valid_until__isnull", False)),
                fields=["valid_until"],
                name="certificates_about_to_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("valid_months", None), ("valid_until", None)),
                    models.Q(("valid_months__isnull", False), ("valid_until__isnull", False)),
                    _connector="OR",
                ),
                name="a_certificate_that_ends_says_after_how_long",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("renewed_on", None),
                    models.Q(("replaces__isnull", False), ("valid_until__isnull", False)),
                    _connector="OR",
                ),
                name="a_renewed_certificate_ends_and_replaces_another",
            ),
        ),
    ]

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0006_outcomes")]

    operations = [
        migrations.AddField(
            model_name="coursepage",
            name="certificate_valid_months",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Left empty: certificates do not expire. Otherwise 24 or 36, for instance: before the end the holder is told how to renew it by practice. What was issued keeps its date.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(6),
                    django.core.validators.MaxValueValidator(120),
                ],
                verbose_name="months for which a certificate is valid",
            ),
        ),
    ]

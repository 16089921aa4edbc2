import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0011_renewal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="planfile",
            name="kind",
            field=models.CharField(
                choices=[
                    ("pdf-a4", "PDF, A4"),
                    ("pdf-letter", "PDF, Letter"),
                    ("docx", "Word"),
                    ("md", "Markdown"),
                    ("open-a4", "PDF for readers of the plan, A4"),
                    ("open-letter", "PDF for readers of the plan, Letter"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "secret",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=64,
                        null=True,
                        unique=True,
                        verbose_name="secret",
                    ),
                ),
                (
                    "with_words",
                    models.BooleanField(default=False, verbose_name="put my own words in"),
                ),
                (
                    "changed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="address made"),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "calendar feed",
                "verbose_name_plural": "calendar feeds",
            },
        ),
    ]

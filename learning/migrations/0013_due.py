from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learning", "0012_calendar")]

    operations = [
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(
                condition=models.Q(("ended_at", None)),
                fields=["made_at"],
                name="commitments_to_close",
            ),
        ),
        migrations.AddIndex(
            model_name="enrollment",
            index=models.Index(
                condition=models.Q(
                    ("completed_at", None), ("left_at", None), ("wants_reminders", True)
                ),
                fields=["user"],
                name="enrollments_to_remind_of",
            ),
        ),
    ]

from django.db import migrations, models

import accounts.models.visibility


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_notification")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="erased_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="account deleted"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="listed",
            field=models.BooleanField(default=True, verbose_name="list me in the people directory"),
        ),
        migrations.AddField(
            model_name="user",
            name="visibility",
            field=models.JSONField(
                blank=True,
                default=dict,
                validators=[accounts.models.visibility.validate_visibility],
                verbose_name="who sees what",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="working_on",
            field=models.TextField(
                blank=True,
                help_text="Colleagues with the same on their desk will find you.",
                max_length=1000,
                verbose_name="what I’m working on",
            ),
        ),
    ]

from django.db import migrations

import courses.stream_fields


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_library")]

    operations = [
        migrations.AlterField(
            model_name="lessonpage",
            name="body",
            field=courses.stream_fields.FreeStreamField(blank=True, verbose_name="body"),
        ),
    ]

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("learning", "0012_calendar")]

    operations = []

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("learning", "0003_answers_and_time")]

    operations = []

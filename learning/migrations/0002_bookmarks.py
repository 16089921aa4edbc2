import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def keep_lessons(apps, schema_editor):
    """Bookmarks of lessons become bookmarks like any others."""
    rows = apps.get_model("learning", "LessonBookmark").objects.select_related("lesson")
    Bookmark = apps.get_model("learning", "Bookmark")
    Bookmark.objects.bulk_create(
        (
            Bookmark(
                user_id=row.user_id,
                kind="lesson",
                target=f"lesson:{row.lesson_key}",
                title=row.lesson.title,
                url=address_of(row.lesson),
                made_at=row.made_at,
            )
            for row in rows.order_by("pk").iterator(2000)
        ),
        batch_size=500,
    )


def address_of(lesson):
    """Where the lesson was, for who exports their data; what is shown is looked up."""
    return "/" + lesson.url_path.lstrip("/").partition("/")[2]


def keep_only_lessons(apps, schema_editor):
    """What was saved beside lessons has no place in the old table, nor a lesson that is gone."""
    LessonPage = apps.get_model("courses", "LessonPage")
    LessonBookmark = apps.get_model("learning", "LessonBookmark")
    pages = dict(LessonPage.objects.order_by("-pk").values_list("translation_key", "pk"))
    pages = {str(key): pk for key, pk in pages.items()}
    rows = apps.get_model("learning", "Bookmark").objects.filter(kind="lesson").order_by("pk")
    LessonBookmark.objects.bulk_create(
        (
            LessonBookmark(
                user_id=row.user_id,
                lesson_key=key,
                lesson_id=pages[key],
                made_at=row.made_at,
            )
            for row in rows.iterator(2000)
            if (key := row.target.partition(":")[2]) in pages
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0001_initial"),
        ("courses", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Shelf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="name")),
                (
                    "description",
                    models.CharField(blank=True, max_length=300, verbose_name="description"),
                ),
                (
                    "is_shared",
                    models.BooleanField(default=False, verbose_name="shared with the members"),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shelves",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "shelf",
                "verbose_name_plural": "shelves",
                "ordering": [django.db.models.functions.text.Lower("title"), "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("owner"),
                        django.db.models.functions.text.Lower("title"),
                        name="shelves_of_a_person_have_different_names",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bookmark",
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
                        choices=[
                            ("lesson", "Lesson"),
                            ("thread", "Discussion"),
                            ("article", "Article"),
                            ("file", "File"),
                            ("address", "Outside address"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("target", models.CharField(max_length=80, verbose_name="target")),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("url", models.CharField(blank=True, max_length=2000, verbose_name="address")),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="note")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookmarks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "shelf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bookmarks",
                        to="learning.shelf",
                        verbose_name="shelf",
                    ),
                ),
            ],
            options={
                "verbose_name": "bookmark",
                "verbose_name_plural": "bookmarks",
                "ordering": ["-made_at", "-pk"],
                "indexes": [
                    models.Index(fields=["user", "-made_at"], name="bookmarks_of_a_person")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "target"), name="one_bookmark_per_person_and_target"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BookmarkTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="tag")),
                (
                    "bookmark",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tags",
                        to="learning.bookmark",
                    ),
                ),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("bookmark", "name"), name="a_bookmark_has_a_tag_once"
                    )
                ],
            },
        ),
        migrations.RunPython(keep_lessons, keep_only_lessons),
        migrations.DeleteModel(name="LessonBookmark"),
    ]

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0001_initial"),
        ("courses", "0002_featured_article"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticlePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "lead",
                    models.CharField(
                        blank=True,
                        help_text="One or two sentences that tell a colleague why to read on.",
                        max_length=300,
                        verbose_name="lead",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True,
                        help_text="In Markdown.",
                        max_length=20000,
                        validators=[django.core.validators.MaxLengthValidator(20000)],
                        verbose_name="text",
                    ),
                ),
                ("html", models.TextField(blank=True, editable=False, verbose_name="cleaned text")),
                (
                    "image_alt",
                    models.CharField(
                        blank=True, max_length=250, verbose_name="what the picture shows"
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="handed in"
                    ),
                ),
                (
                    "returned_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="returned"
                    ),
                ),
                (
                    "returned_reason",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=500,
                        verbose_name="why it was returned",
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="BlogsPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "intro",
                    models.TextField(blank=True, max_length=400, verbose_name="introduction"),
                ),
            ],
            options={
                "verbose_name": "blogs",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="CommunityPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "community",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="RelatedLearning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("reason", models.CharField(max_length=160, verbose_name="why")),
            ],
            options={
                "verbose_name": "related learning opportunity",
                "verbose_name_plural": "related learning opportunities",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="draft",
            name="lead",
            field=models.CharField(blank=True, max_length=300, verbose_name="lead"),
        ),
        migrations.AlterField(
            model_name="moderationact",
            name="act",
            field=models.CharField(
                choices=[
                    ("hide", "Hid a post"),
                    ("restore", "Showed a post again"),
                    ("glance", "Looked at a first post"),
                    ("dismiss", "Found nothing wrong"),
                    ("lock", "Locked a thread"),
                    ("unlock", "Unlocked a thread"),
                    ("move", "Moved a thread"),
                    ("merge", "Merged two threads"),
                    ("suspend", "Suspended a person"),
                    ("readmit", "Ended a suspension"),
                    ("publish", "Published an article"),
                    ("send_back", "Returned an article"),
                ],
                max_length=12,
                verbose_name="act",
            ),
        ),
        migrations.AlterField(
            model_name="space",
            name="kind",
            field=models.CharField(
                choices=[
                    ("lesson", "Lesson prompt"),
                    ("module", "Module discussion"),
                    ("course", "Course discussion"),
                    ("community", "Community"),
                    ("article", "Comments on an article"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="space",
            name="page_key",
            field=models.UUIDField(
                blank=True, null=True, verbose_name="key of the module, course or article"
            ),
        ),
        migrations.AddConstraint(
            model_name="space",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "article")),
                fields=("page_key",),
                name="one_space_per_article",
            ),
        ),
        migrations.AddField(
            model_name="articlepage",
            name="author",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles",
                to=settings.AUTH_USER_MODEL,
                verbose_name="author",
            ),
        ),
        migrations.AddField(
            model_name="articlepage",
            name="image",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="courses.courseimage",
                verbose_name="picture",
            ),
        ),
        migrations.AddField(
            model_name="articlepage",
            name="topics",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True, related_name="articles", to="courses.topic", verbose_name="topics"
            ),
        ),
        migrations.AddField(
            model_name="moderationact",
            name="article",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="acts",
                to="community.articlepage",
            ),
        ),
        migrations.AddField(
            model_name="relatedlearning",
            name="article",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="related_learning",
                to="community.articlepage",
            ),
        ),
        migrations.AddField(
            model_name="relatedlearning",
            name="course",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="courses.coursepage",
                verbose_name="course",
            ),
        ),
    ]

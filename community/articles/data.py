"""What a person wrote as articles, for their own download."""

from accounts.personal_data import moment, part_of_my_data
from community.models import ArticlePage


@part_of_my_data("articles")
def articles(user):
    return [_row(article) for article in ArticlePage.objects.by(user).order_by("pk")]


def _row(article):
    latest = article.latest
    return {
        "title": latest.title,
        "lead": latest.lead,
        "text": latest.text,
        "picture_shows": latest.image_alt,
        "topics": [topic.name for topic in latest.topics.all()],
        "state": article.state,
        "published": moment(article.first_published_at),
        "saved": moment(article.latest_revision_created_at),
        "handed_in": moment(article.submitted_at),
        "returned": moment(article.returned_at),
        "returned_because": article.returned_reason,
    }

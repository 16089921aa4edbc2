"""What a person wrote as articles, for their own download."""

from accounts.personal_data import part_of_my_data

from .models import ArticlePage


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
        "published": _moment(article.first_published_at),
        "saved": _moment(article.latest_revision_created_at),
        "handed_in": _moment(article.submitted_at),
        "returned": _moment(article.returned_at),
        "returned_because": article.returned_reason,
    }


def _moment(at):
    return at.isoformat() if at else ""

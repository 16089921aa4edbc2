"""The pages of mentors."""

from datetime import timedelta

from django.urls import reverse

MENTORS = reverse("community:mentors")


DAY = timedelta(days=1)


def url(name, *args):
    return reverse(f"community:{name}", args=args)


def text_of(response):
    return response.content.decode()

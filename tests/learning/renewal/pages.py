"""Where a certificate is renewed, and what is read there."""

from django.urls import reverse


def renew_url(certificate):
    return reverse("learning:renew_certificate", args=[certificate.code])


def page(client, name, *args):
    return client.get(reverse(f"learning:{name}", args=args)).content.decode()


def words(day):
    return f"{day:%B} {day.day}, {day.year}"

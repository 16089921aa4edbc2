"""The mailbox of the demonstration."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

from .conftest import code_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.demo_site")]


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.DEMO_MAIL_DIR


def send(subject, text="Text", to="a@example.org", connection=None):
    message = EmailMultiAlternatives(subject, text, "site@example.org", [to], connection=connection)
    message.attach_alternative(f"<p>{text}</p>", "text/html")
    message.send()


def test_a_newcomer_reads_the_code_there(browser, site, demo):
    new = {"display_name": "Niamh", "email": "n@example.org", "password1": "seven quiet herons"}
    response = browser.post(reverse("account_signup"), new)
    page = browser.get(response.url).content.decode()
    assert "In this demonstration mail is not sent" in page
    assert f'href="{reverse("demo_mail")}"' in page
    mailbox = browser.get(reverse("demo_mail"))
    assert "mail is not sent. Read it here." in mailbox.content.decode()
    [mail] = mailbox.context["mails"]
    html = browser.get(reverse("demo_message", args=[mail.slug])).content.decode()
    assert code_in(mail.text) in html
    response = browser.post(response.url, {"code": code_in(mail.text)})
    assert response.url == reverse("learning:dashboard")


def test_the_newest_comes_first_and_one_file_may_hold_several(browser, site, demo):
    connection = get_connection()
    connection.open()
    send("First", connection=connection)
    send("Second: čekání", connection=connection)
    connection.close()
    send("Third")
    mails = browser.get(reverse("demo_mail")).context["mails"]
    assert {mail.subject for mail in mails} == {"First", "Second: čekání", "Third"}
    for mail in mails:
        page = browser.get(reverse("demo_message", args=[mail.slug]))
        assert page.context["mail"].subject == mail.subject


def test_an_empty_mailbox_says_what_to_do(browser, site, demo):
    assert "No messages yet" in browser.get(reverse("demo_mail")).content.decode()


def test_the_text_is_escaped(browser, site, demo):
    send("<b>Hi</b>", "<script>alert(1)</script>")
    [mail] = browser.get(reverse("demo_mail")).context["mails"]
    for address in (reverse("demo_mail"), reverse("demo_message", args=[mail.slug])):
        html = browser.get(address).content.decode()
        assert "<script>alert" not in html
        assert "<b>Hi" not in html


@pytest.mark.parametrize(
    "address", ["10.0.0.7", "192.168.1.2", "2001:db8::1", "::ffff:10.0.0.7", "", "nonsense"]
)
def test_only_this_machine_may_look(browser, site, demo, address):
    assert browser.get(reverse("demo_mail"), REMOTE_ADDR=address).status_code == 404


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_this_machine_may_look(browser, site, demo, address):
    assert browser.get(reverse("demo_mail"), REMOTE_ADDR=address).status_code == 200


def test_nobody_looks_through_a_proxy(browser, site, demo):
    response = browser.get(reverse("demo_mail"), headers={"x-forwarded-for": "127.0.0.1"})
    assert response.status_code == 404


def test_without_the_demonstration_there_is_no_mailbox(browser, site, demo, settings):
    send("Private")
    settings.DEMO = False
    assert browser.get(reverse("demo_mail")).status_code == 404


@pytest.mark.parametrize("slug", ["passwd", "etc-passwd-0", "0"])
def test_slugs_are_compared_not_opened(browser, site, demo, slug):
    send("One")
    assert browser.get(f"/demo/mail/{slug}/").status_code == 404
    assert browser.get("/demo/mail/..%2f..%2fdb/").status_code == 404

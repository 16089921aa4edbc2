"""Name, logo and accent color: settings in the CMS that every page, mail and code follows."""

import re
from io import BytesIO

import pytest
from allauth.mfa.adapter import get_adapter
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Site

from accounts import palette
from accounts.models import Brand
from accounts.models.brand import current_look
from courses.models import CourseImage
from learning.models import Certificate

pytestmark = pytest.mark.django_db
EDIT = "/cms/settings/accounts/brand/"


@pytest.fixture
def brand(site, django_capture_on_commit_callbacks):
    def save(**values):
        row = Brand.load()
        for name, value in values.items():
            setattr(row, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            row.save()
        return row

    return save


@pytest.fixture
def in_cms(client_for, admin, site):
    """The form of the settings: a POST with these values, the rest left as they are."""
    client = client_for(admin)
    address = client.get(EDIT, follow=True).redirect_chain[-1][0]

    def send(**values):
        return client.post(address, {"site_name": "", "logo": "", "accent": "", **values})

    return send


def image(width=64, height=64, title="Our logo"):
    file = BytesIO()
    Image.new("RGB", (width, height), "#14594B").save(file, "PNG")
    upload = SimpleUploadedFile("logo.png", file.getvalue())
    return CourseImage.objects.create(title=title, file=upload)


# The name


def test_without_a_name_the_site_is_called_as_its_settings_say(client, site, settings):
    assert f"– {settings.SITE_NAME}</title>" in client.get("/help/").content.decode()


def test_the_name_stands_in_title_and_header(client, brand):
    brand(site_name="Harbor & Co")
    page = client.get("/help/").content.decode()
    assert "Help – Harbor &amp; Co</title>" in page
    assert "Harbor &amp; Co</a>" in page.split("<nav")[0]
    assert "Common Thread" not in page


def test_the_name_stands_in_mails_and_sends_them(client, brand, learner):
    brand(site_name="Harbor & Co")
    client.post(reverse("account_request_login_code"), {"email": learner.email})
    (message,) = mail.outbox
    assert message.subject == "Your sign-in code for Harbor & Co"
    assert message.from_email.startswith('"Harbor & Co" <') or message.from_email.startswith(
        "Harbor & Co <"
    )
    assert "Harbor &amp; Co" in message.alternatives[0][0]


@pytest.mark.parametrize("accent", ["#C00000", "#B000B0", "#556B00", "#00002B"])
def test_mails_wear_the_accent_and_stay_readable(client, brand, learner, accent):
    brand(accent=accent)
    client.post(reverse("account_request_login_code"), {"email": learner.email})
    html = mail.outbox[0].alternatives[0][0]
    light, dark = palette.derived(accent)["spruce"]
    assert html.count(light) >= 3 and html.count(dark) >= 3
    assert not set(palette.tokens()["spruce"]) & set(re.findall("#[0-9A-F]{6}", html))
    on_light, on_dark = ("#F5F7F4", "#FFFFFF"), ("#101916", "#17231F", "#0C1A16")
    assert min(palette.contrast(light, other) for other in on_light) >= palette.TEXT
    assert min(palette.contrast(dark, other) for other in on_dark) >= palette.TEXT
    assert set(on_light + on_dark) <= set(re.findall("#[0-9A-F]{6}", html))


def test_a_sender_that_was_set_keeps_its_name(brand, settings):
    settings.DEFAULT_FROM_EMAIL = "Career Center <careers@example.edu>"
    brand(site_name="Harbor")
    assert current_look().sender == "Career Center <careers@example.edu>"


def test_the_name_stands_in_the_cms(client_for, admin, brand):
    brand(site_name="Harbor & Co")
    page = client_for(admin).get("/cms/").content.decode()
    assert "Dashboard - Harbor &amp; Co</title>" in page.replace("\n", "")
    assert "Write courses for Harbor &amp; Co" in page
    assert Site.objects.get(is_default_site=True).site_name == "Harbor & Co"


def test_authenticator_apps_and_passkeys_file_it_under_the_name(brand, learner, rf):
    from allauth.core import context

    brand(site_name="Harbor")
    with context.request_context(rf.get("/")):
        assert "issuer=Harbor" in get_adapter().build_totp_url(learner, "SECRET")
        assert get_adapter().get_public_key_credential_rp_entity()["name"] == "Harbor"


def test_certificates_without_an_issuer_of_their_own_name_the_site(brand, enrollment):
    brand(site_name="Harbor")
    enrollment.completed_at = enrollment.enrolled_at
    enrollment.course.certificate_issuer = ""
    assert Certificate.snapshot_of(enrollment).issuer == "Harbor"


# The logo


def test_a_logo_takes_the_place_of_the_mark(client, brand):
    brand(site_name="Harbor", logo=image())
    header = client.get("/help/").content.decode().split("<nav")[0]
    assert 'alt="Harbor"' in header and '<span aria-hidden="true">Harbor</span>' in header
    assert "weave__over" not in header


def test_a_wide_logo_says_the_name_itself(client, brand):
    brand(site_name="Harbor", logo=image(400, 80))
    header = client.get("/help/").content.decode().split("<body")[1].split("<nav")[0]
    assert header.count("Harbor") == 1


def test_a_logo_that_is_deleted_gives_the_mark_back(
    client, brand, django_capture_on_commit_callbacks
):
    logo = image()
    brand(logo=logo)
    with django_capture_on_commit_callbacks(execute=True):
        logo.delete()
    assert "weave__over" in client.get("/help/").content.decode()


def test_the_logo_is_scaled_when_it_is_chosen_not_when_a_page_is_read(client, brand):
    logo = image()
    brand(logo=logo)
    assert logo.renditions.count() == 1
    client.get("/help/")
    assert logo.renditions.count() == 1


def test_no_drawing_that_could_hold_a_script(client_for, admin, site):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    response = client_for(admin).post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Logo",
            "image-chooser-upload-collection": 1,
            "image-chooser-upload-file": SimpleUploadedFile("logo.svg", svg, "image/svg+xml"),
        },
    )
    assert "Not a supported image format" in response.content.decode()
    assert not CourseImage.objects.exists()


# The accent


def test_the_default_accent_costs_no_request(client, site):
    assert "brand.css" not in client.get("/help/").content.decode()


def test_an_accent_is_served_as_a_stylesheet_under_the_version_of_its_content(client, brand):
    brand(accent="#1D4E89")
    page = client.get("/help/").content.decode()
    address = page.split('href="/brand.css')[1].split('"')[0]
    response = client.get(f"/brand.css{address}")
    css = response.content.decode()
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" in response["Cache-Control"] and "public" in response["Cache-Control"]
    assert "--spruce:light-dark(#1D4E89,#" in css and "--w-color-primary-hue:213" in css
    brand(accent="#800080")
    assert address not in client.get("/help/").content.decode()


def test_those_who_are_signed_in_keep_the_stylesheet_as_well(as_learner, brand):
    brand(accent="#1D4E89")
    response = as_learner.get("/brand.css")
    assert "public" in response["Cache-Control"] and not response.cookies


def test_the_cms_and_the_icon_wear_the_accent(client_for, admin, brand):
    brand(accent="#1D4E89")
    page = client_for(admin).get("/cms/").content.decode()
    assert "/brand.css?v=" in page and "fill='%231D4E89'" in page


# In the CMS


def test_an_administrator_sets_all_three(in_cms, client, django_capture_on_commit_callbacks):
    logo = image()
    with django_capture_on_commit_callbacks(execute=True):
        response = in_cms(site_name="Harbor", logo=logo.pk, accent="#1d4e89")
    assert response.status_code == 302
    row = Brand.objects.get()
    assert (row.site_name, row.logo, row.accent) == ("Harbor", logo, "#1D4E89")
    assert "– Harbor</title>" in client.get("/help/").content.decode()


def test_a_pale_color_is_refused_with_its_ratio_and_a_way_on(in_cms):
    page = in_cms(site_name="Harbor", accent="#8bc34a").content.decode()
    assert "#8BC34A is too pale: its text reaches a contrast of 1.7:1" in page
    assert "The nearest darker color that does is #" in page
    assert 'value="Harbor"' in page and 'value="#8bc34a"' in page
    assert "Common Thread" in page.split("</title>")[0]  # what was typed is not yet the name
    assert not Brand.objects.exclude(accent="").exists()


def test_what_is_no_color_is_refused(in_cms):
    page = in_cms(accent="green").content.decode()
    assert "six digits or letters" in page and "too pale" not in page


def test_an_instructor_may_not(client_for, instructor):
    client = client_for(instructor)
    assert "/settings/accounts/brand/" not in client.get("/cms/").content.decode()
    assert client.get(EDIT, follow=True).redirect_chain[-1][0] == "/cms/"
    row = Brand.load()
    client.post(f"{EDIT}{row.pk}/", {"site_name": "Mine", "logo": "", "accent": ""})
    assert Brand.objects.get().site_name == ""


def test_whoever_has_the_permission_may(client_for, instructor):
    instructor.user_permissions.add(Permission.objects.get(codename="change_brand"))
    row = Brand.load()
    client = client_for(instructor)
    client.post(f"{EDIT}{row.pk}/", {"site_name": "Ours", "logo": "", "accent": ""})
    assert Brand.objects.get().site_name == "Ours"


# What it costs


def test_read_once_for_all_pages(brand, django_assert_num_queries):
    brand(site_name="Harbor", logo=image(), accent="#1D4E89")
    with django_assert_num_queries(0):
        assert current_look().site_name == "Harbor"
    cache.clear()
    with django_assert_num_queries(2):  # the row with its logo, and the scaled logo
        assert current_look().logo


def test_the_page_about_an_error_of_ours_stands_without_it(client, site, monkeypatch, settings):
    def broken():
        raise OSError("No cache")

    monkeypatch.setattr("coursesite.errors.current_look", broken)
    monkeypatch.setattr("accounts.context.current_look", broken)
    from django.test import RequestFactory

    from coursesite.errors import server_error

    page = server_error(RequestFactory().get("/")).content.decode()
    assert f"– {settings.SITE_NAME}</title>" in page

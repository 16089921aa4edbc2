"""Ending mail without signing in, by a person or by their mail program."""

import base64
import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from accounts.mail.unsubscribing import unsubscribe_url
from accounts.models import ChannelChoice, MailSettings

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def link(site, learner):
    def of(*names):
        return urlsplit(unsubscribe_url(learner, names)).path

    return of


@pytest.fixture
def mail_program():
    """It knows no cookies and no token of a form."""
    return Client(enforce_csrf_checks=True)


def channel(person, event):
    return ChannelChoice.objects.of(person)[event]


def wishes(person):
    return MailSettings.objects.get(user=person)


def test_one_click_ends_what_the_mail_told_of_and_nothing_else(mail_program, link, learner):
    response = mail_program.post(link("reply"), ONE_CLICK)
    assert response.status_code == 200
    assert (channel(learner, "reply"), channel(learner, "mention")) == ("site", "mail")
    assert wishes(learner).digest == "weekly"
    assert mail_program.post(link("reply"), ONE_CLICK).status_code == 200


def test_one_click_ends_the_digest(mail_program, link, learner):
    mail_program.post(link("digest"), ONE_CLICK)
    assert (wishes(learner).digest, wishes(learner).next_digest_at) == ("never", None)
    assert channel(learner, "reply") == "mail"


def test_all_of_it_can_be_ended(mail_program, link, learner):
    mail_program.post(link("reply"), {"what": "all"})
    assert wishes(learner).no_mail
    assert not wishes(learner).wants_digest


@pytest.mark.parametrize("ask", ["get", "head"])
def test_looking_changes_nothing(mail_program, link, learner, ask):
    url = link("reply", "digest")
    response = getattr(mail_program, ask)(url)
    assert response.status_code == 200
    assert channel(learner, "reply") == "mail" and wishes(learner).digest == "weekly"


def test_the_page_says_what_ends_and_has_a_button(client, link):
    page = client.get(link("reply", "mention")).content.decode()
    assert "Somebody replied to you" in page and "Somebody named you" in page
    assert re.search(r"<button[^>]*>Stop mail of this kind</button>", page)


def test_it_acts_for_whom_the_mail_was_whoever_is_signed_in(
    client_for, link, learner, other_learner
):
    page = client_for(other_learner).post(link("reply"), {"what": "these"}).content.decode()
    assert channel(learner, "reply") == "site"
    assert channel(other_learner, "reply") == "mail"
    assert "Amara" not in page.partition("<main")[2] and learner.email not in page


def test_the_link_tells_nobody_whose_it_is(link, learner):
    token = link("reply").split("/")[-2]
    body = token.split(":")[0].lstrip(".")
    plain = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode()
    assert str(learner.pk) not in plain.split(",")
    for known in (learner.email, learner.display_name, learner.public_id.hex):
        assert known not in plain and known not in token


def test_a_forged_link_is_not_found(mail_program, link, learner):
    url = link("reply")
    for forged in (url.replace(url[22:26], "AAAA"), "/accounts/unsubscribe/x/"):
        assert mail_program.post(forged, ONE_CLICK).status_code == 404
        assert mail_program.get(forged).status_code == 404
    assert channel(learner, "reply") == "mail"


def test_the_page_is_kept_by_no_cache(client, link):
    assert "no-store" in client.get(link("reply"))["Cache-Control"]


def test_an_old_link_still_works(mail_program, link, learner, time_machine_far):
    assert mail_program.post(time_machine_far(link("reply")), ONE_CLICK).status_code == 200
    assert channel(learner, "reply") == "site"


@pytest.fixture
def time_machine_far():
    import time_machine

    travelers = []

    def later(url):
        traveler = time_machine.travel("2031-01-01")
        traveler.start()
        travelers.append(traveler)
        return url

    yield later
    for traveler in travelers:
        traveler.stop()


class TestSettings:
    @pytest.fixture
    def form(self, as_learner, learner, site):
        from accounts.notification_forms import NotificationSettingsForm

        fields = NotificationSettingsForm(instance=MailSettings.objects.of(learner))
        values = {field.html_name: field.value() or "" for field in fields}

        def send(**changes):
            values.update(weekday="1")
            return as_learner.post(reverse("notification_settings"), values | changes)

        return send

    def test_defaults_are_a_weekly_digest_quiet_nights_and_five_mails(self, as_learner, site):
        form = as_learner.get(reverse("notification_settings")).context["form"]
        found = {name: form[name].value() for name in form.Meta.fields}
        assert found == {
            "digest": "weekly", "weekday": 1, "hour": 8, "quiet_from": 20, "quiet_to": 7,
            "weekly_budget": 5, "no_mail": False,
        }  # fmt: skip
        assert not MailSettings.objects.exists()

    def test_what_is_chosen_is_kept(self, form, learner, as_learner):
        response = form(event_reply="digest", event_helped="off", digest="daily", hour="17",
                        quiet_from="21", quiet_to="6", weekly_budget="2", no_mail="")  # fmt: skip
        assert response.status_code == 302
        row = wishes(learner)
        assert (row.digest, row.hour, row.quiet_from, row.quiet_to, row.weekly_budget) == (
            "daily", 17, 21, 6, 2,
        )  # fmt: skip
        assert row.next_digest_at
        assert channel(learner, "reply") == "digest" and channel(learner, "helped") == "off"
        # What was left as it is stays free to follow the site's defaults.
        assert set(learner.channel_choices.values_list("event", flat=True)) == {"reply", "helped"}

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"weekly_budget": "21"}, "Enter a number from 0 to 20."),
            ({"weekly_budget": ""}, "Enter a number from 0 to 20."),
            ({"hour": "22"}, "This lies in your quiet hours."),
            ({"event_reply": "pigeon"}, "Select a valid choice"),
            ({"event_reply": ""}, "Choose how you are told: Somebody replied to you."),
        ],
    )
    def test_mistakes_are_explained_and_nothing_is_stored(self, form, learner, changes, said):
        response = form(**changes)
        page = response.content.decode()
        assert response.status_code == 422
        assert "There is a problem" in page and said in page
        assert "<title>Error: How you are told" in page
        assert not learner.channel_choices.exists()

    def test_each_option_is_named_by_its_row_and_its_column(self, as_learner, site):
        page = as_learner.get(reverse("notification_settings")).content.decode()
        for way in ("In the site", "In my digest", "By mail at once", "Not at all"):
            assert f"Somebody replied to you: {way}</span>" in page
            assert f'<th scope="col">{way}</th>' in page
        assert page.count('scope="row"') >= 5

    def test_ones_settings_are_ones_own(self, form, client_for, other_learner, learner):
        form(event_reply="off")
        page = client_for(other_learner).get(reverse("notification_settings"))
        assert page.context["form"]["event_reply"].value() == "mail"

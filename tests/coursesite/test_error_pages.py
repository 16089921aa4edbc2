"""What somebody reads when a page cannot be shown: what happened, and ways on that they have."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import render
from django.test import Client
from django.urls import reverse

from coursesite import errors
from tests import html

pytestmark = pytest.mark.django_db

PAGES = {
    400: errors.bad_request,
    403: errors.permission_denied,
    404: lambda request: errors.page_not_found(request, Http404()),
    405: lambda request: errors.not_by_visit(request, "POST"),
    429: lambda request: render(request, "429.html", status=429),
    500: errors.server_error,
    "old form": errors.csrf_failure,
}
DASHBOARD, FRONT = 'href="/learning/">Go to your dashboard', 'href="/">Go to the front page'


def main_of(name, rf, user):
    request = rf.get("/somewhere/")
    request.user = user
    response = PAGES[name](request)
    page = response.content.decode()
    assert html.errors(page) == []
    assert page.count("<h1") == 1
    assert response.status_code == (403 if name == "old form" else name)
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_is_not_sent_to_a_dashboard(name, rf, site):
    page = main_of(name, rf, AnonymousUser())
    assert DASHBOARD not in page
    assert FRONT in page
    assert 'href="/help/"' in page


@pytest.mark.parametrize("name", [name for name in PAGES if name != 500])
def test_who_is_signed_in_goes_on_to_their_dashboard(name, rf, site, learner):
    page = main_of(name, rf, learner)
    assert DASHBOARD in page
    assert FRONT not in page
    assert reverse("account_login") not in page


class TestNotFound:
    def test_it_offers_a_search_of_the_courses(self, client, site):
        response = client.get("/no-such-page/")
        assert response.status_code == 404
        assert 'action="/courses/"' in response.content.decode()


class TestOnlyForms:
    def test_opening_the_address_of_a_form_says_so(self, as_learner, enrollment, lesson):
        response = as_learner.get(reverse("learning:save_note", args=[lesson.pk]))
        assert response.status_code == 405
        assert response["Allow"] == "POST"
        assert "This address only takes a form" in response.content.decode()

    def test_a_wrong_act_is_answered_without_a_page(self, as_learner, enrollment, lesson):
        response = as_learner.delete(reverse("learning:save_note", args=[lesson.pk]))
        assert response.status_code == 405
        assert response.content == b""


class TestOldForm:
    def test_it_shows_what_was_typed_and_no_secret(self, learner, enrollment, lesson):
        client = Client(enforce_csrf_checks=True)
        client.force_login(learner, backend="allauth.account.auth_backends.AuthenticationBackend")
        response = client.post(
            reverse("learning:save_note", args=[lesson.pk]),
            {
                "text": "Half an hour of thought <b>",
                "password": "hunter2",
                "csrfmiddlewaretoken": "x",
            },
        )
        page = response.content.decode()
        assert response.status_code == 403
        assert "Half an hour of thought &lt;b&gt;" in page
        assert "hunter2" not in page

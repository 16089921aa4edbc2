"""Addresses for machines, public files, policies, and what is due."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import OutgoingMail
from learning.models import CertificateFile


class TestHealth:
    def test_healthz_answers_without_the_database(self, client):
        assert client.get("/healthz").content == b"ok"

    def test_readyz_says_that_all_is_well(self, client, db):
        response = client.get("/readyz")
        answer = {"ready": True, "failed": [], "warnings": []}
        assert (response.status_code, response.json()) == (200, answer)

    def test_readyz_warns_of_mail_that_is_late(self, client, db):
        mail = OutgoingMail.objects.write("account", "late", address="a@example.org")
        assert client.get("/readyz").json()["warnings"] == []
        OutgoingMail.objects.filter(pk=mail.pk).update(
            due_at=timezone.now() - timedelta(minutes=61)
        )
        response = client.get("/readyz")
        assert (response.status_code, response.json()["warnings"]) == (200, ["mail"])

    def test_readyz_names_what_is_broken(self, client, db, settings):
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["failed"] == ["cache"]

    def test_readyz_notices_that_no_worker_runs(self, client, db, settings):
        from django_tasks_db.models import DBTaskResult

        from learning.tasks import render_certificate

        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
        render_certificate.enqueue(1)
        DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
        assert client.get("/readyz").json()["failed"] == ["queue"]


class TestPublicFiles:
    @pytest.fixture
    def folder(self, settings):
        for name in ("images/a.png", "documents/plan.pdf", "media/clip.mp4"):
            path = settings.MEDIA_ROOT / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"content")
        (settings.MEDIA_ROOT.parent / "secret_key").write_text("secret")

    def test_images_are_public(self, client, folder):
        response = client.get("/media/images/a.png")
        assert b"".join(response.streaming_content) == b"content"
        assert "public" in response["Cache-Control"]

    @pytest.mark.parametrize(
        "name",
        [
            "documents/plan.pdf",
            "media/clip.mp4",
            "images/../documents/plan.pdf",
            "images/../../secret_key",
            "images/%2e%2e/documents/plan.pdf",
        ],
    )
    def test_nothing_else_is(self, client, folder, site, name):
        assert client.get(f"/media/{name}").status_code == 404


class TestPolicies:
    def test_the_site_allows_no_inline_script_or_style(self, client, site):
        policy = client.get("/")["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy
        for part in ("object-src 'none'", "base-uri 'none'", "form-action 'self'"):
            assert part in policy

    def test_error_pages_have_it_too(self, client, site):
        assert "object-src 'none'" in client.get("/no-such-page/")["Content-Security-Policy"]

    def test_the_editor_has_a_policy_of_its_own(self, client_for, admin, site):
        policy = client_for(admin).get("/cms/")["Content-Security-Policy"]
        assert "script-src 'self' 'unsafe-inline'" in policy
        assert "unsafe-eval" not in policy

    def test_private_pages_are_stored_by_no_cache(self, as_learner, enrollment, lesson):
        for url in ("/learning/", lesson.get_url()):
            assert "no-store" in as_learner.get(url)["Cache-Control"]


class TestTick:
    def test_it_renders_what_a_lost_task_left_undone_and_only_once(self, finished):
        certificate = finished.certificates.get()
        call_command("tick")
        first = dict(CertificateFile.objects.values_list("paper", "pk"))
        call_command("tick")
        assert set(first) == {"a4", "letter"}
        assert dict(CertificateFile.objects.values_list("paper", "pk")) == first
        assert bytes(certificate.files.get(paper="a4").content).startswith(b"%PDF")

    def test_it_publishes_what_is_due(self, lesson):
        lesson.title = "Scheduled title"
        lesson.go_live_at = timezone.now() + timedelta(minutes=5)
        lesson.save_revision(approved_go_live_at=lesson.go_live_at)
        call_command("tick")
        lesson.refresh_from_db()
        assert lesson.title != "Scheduled title"
        revision = lesson.latest_revision
        past = timezone.now() - timedelta(minutes=1)
        revision.approved_go_live_at = past
        revision.content["go_live_at"] = json.loads(json.dumps(past.isoformat()))
        revision.save()
        call_command("tick")
        lesson.refresh_from_db()
        assert lesson.title == "Scheduled title"

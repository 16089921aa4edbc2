"""Work outside the request."""

from django_tasks import task

from accounts.due import due

from .models import Certificate, CertificateFile

AT_ONCE = 50


@task()
def render_certificate(certificate_pk):
    """Render and keep both paper sizes of a certificate."""
    certificate = Certificate.objects.get(pk=certificate_pk)
    for paper in CertificateFile.Paper.values:
        certificate.pdf(paper)


@due
def render_missing_files():
    """Sweep up certificates whose task was lost: those without a kept file."""
    for certificate in Certificate.objects.filter(files=None)[:AT_ONCE]:
        render_certificate.func(certificate.pk)

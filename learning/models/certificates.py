"""Proof that a person completed a course: issued once, never changed."""

from decimal import Decimal

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models.brand import current_look
from learning.certificates import codes
from learning.certificates import pdf as certificate_pdf
from learning.months import months_after

from .locks import locked

RENEWED = gettext_noop("Renewed by practice")

# How the one that replaces a certificate stands to it, as the database is asked; ``status`` says
# it of one. Another day of renewal makes it a renewal, and none or the same a correction.
BY_RENEWAL = Q(replaced_by__renewed_on__isnull=False) & (
    Q(renewed_on=None) | ~Q(replaced_by__renewed_on=F("renewed_on"))
)
BY_ONE_REVOKED = Q(replaced_by__revoked_at__isnull=False, replaced_by__replaced_by=None)


class Unchangeable(Exception):
    """An issued certificate was about to be changed."""


class CertificateQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(enrollment__user=user) if user.is_authenticated else self.none()

    def current(self):
        """Those that no later certificate replaces."""
        return self.filter(replaced_by=None)

    def listed(self):
        """Those of a record: the current ones, and what a renewal that was revoked continued.

        What was earned before is not lost with it.
        """
        return self.filter(Q(replaced_by=None) | (BY_RENEWAL & BY_ONE_REVOKED))

    def renewed(self):
        return self.filter(BY_RENEWAL & ~BY_ONE_REVOKED)

    def corrected(self):
        return self.exclude(replaced_by=None).filter(~BY_RENEWAL)

    def standing(self):
        """Those whose hours count: listed and not revoked themselves."""
        return self.listed().filter(revoked_at=None)

    def newest(self):
        """The one to show of a course: one that stands, or else the last, or None."""
        stands_first = F("revoked_at").asc(nulls_first=True)
        return self.listed().order_by(stands_first, "-issued_at").first()

    def ending(self):
        """Those that have an end, gone by or not."""
        return self.exclude(valid_until=None)

    def with_code(self, typed):
        """The certificate that a person means by what they typed, or None."""
        code = codes.normalize(typed)
        return self.filter(code=code).first() if code else None

    def issue(self, enrollment):
        """The certificate of an enrollment, issued now unless it was before.

        Call it in the transaction that completes the course.
        """
        if existing := self.filter(enrollment=enrollment).current().first():
            return existing
        certificate = self.model.snapshot_of(enrollment)
        certificate.issued_at = enrollment.completed_at
        certificate.save()
        return certificate


class Certificate(models.Model):
    """A snapshot of who completed what, when, under whose name.

    Later changes of the person, the course or the site leave it alone. A
    correction is a new row that ``replaces`` the old one, which stays verifiable.
    """

    class Reason(models.TextChoices):
        ERROR = "error", _("Issued in error")
        CONDUCT = "conduct", _("Breach of the terms")
        REQUEST = "request", _("At the holder's request")

    enrollment = models.ForeignKey(
        "learning.Enrollment", on_delete=models.PROTECT, related_name="certificates"
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    replaced_for = models.CharField(_("why it replaces another"), max_length=250, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True,
        related_name="+", help_text=_("Empty where the learner's own act issued it."),
    )  # fmt: skip
    code = models.CharField(_("code"), max_length=24, unique=True)
    holder_name = models.CharField(_("holder"), max_length=120)
    course_title = models.CharField(_("course"), max_length=255)
    course_version = models.CharField(_("course version"), max_length=20)
    contact_hours = models.DecimalField(_("contact hours"), max_digits=5, decimal_places=2)
    ceu = models.DecimalField(_("CEU"), max_digits=4, decimal_places=1, null=True, blank=True)
    completed_on = models.DateField(_("completed"))
    valid_months = models.PositiveSmallIntegerField(
        _("months of validity"), null=True, blank=True, help_text=_("Empty: it does not expire.")
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    renewed_on = models.DateField(_("renewed by practice"), null=True, blank=True)
    expiry_told_at = models.DateTimeField(_("told that it ends"), null=True, blank=True)
    outcomes = models.JSONField(_("outcomes"), default=list)
    issuer = models.CharField(_("issuer"), max_length=120)
    signatory_name = models.CharField(_("signed by"), max_length=80, blank=True)
    signatory_title = models.CharField(_("their title"), max_length=120, blank=True)
    competency_area = models.CharField(_("competency area"), max_length=120, blank=True)
    activity_type = models.CharField(_("activity type"), max_length=120, blank=True)
    verify_url = models.URLField(_("address of the check"), max_length=300)
    template_version = models.CharField(_("template"), max_length=20)
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_for = models.CharField(_("reason"), max_length=12, choices=Reason, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at"]
        indexes = [
            models.Index(
                fields=["valid_until"],
                condition=models.Q(expiry_told_at=None, valid_until__isnull=False),
                name="certificates_about_to_end",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment"],
                condition=models.Q(replaces=None),
                name="one_first_certificate_per_enrollment",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_for="")
                | (models.Q(revoked_at__isnull=False) & ~models.Q(revoked_for="")),
                name="a_revoked_certificate_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until=None, valid_months=None)
                | models.Q(valid_until__isnull=False, valid_months__isnull=False),
                name="a_certificate_that_ends_says_after_how_long",
            ),
            models.CheckConstraint(
                condition=models.Q(renewed_on=None)
                | models.Q(valid_until__isnull=False, replaces__isnull=False),
                name="a_renewed_certificate_ends_and_replaces_another",
            ),
        ]

    def __str__(self):
        return f"{self.holder_name} · {self.course_title}"

    @classmethod
    def snapshot_of(cls, enrollment):
        """An unsaved certificate with the facts as they are now."""
        course = enrollment.course
        code = codes.new_code()
        hours = enrollment.contact_hours()
        completed_on = timezone.localdate(enrollment.completed_at)
        months = course.certificate_valid_months
        return cls(
            enrollment=enrollment,
            code=code,
            holder_name=enrollment.certificate_name or enrollment.user.name_for_certificates(),
            course_title=course.title,
            course_version=course.version_label,
            contact_hours=hours,
            ceu=course.ceu_of(hours),
            completed_on=completed_on,
            valid_months=months,
            valid_until=months_after(completed_on, months) if months else None,
            outcomes=[outcome.text for outcome in course.outcomes.all()],
            issuer=course.certificate_issuer or current_look().site_name,
            signatory_name=course.signatory_name,
            signatory_title=course.signatory_title,
            competency_area=course.competency_area,
            activity_type=course.activity_type,
            verify_url=settings.SITE_URL + reverse("learning:verify_certificate", args=[code]),
            template_version=certificate_pdf.template_version(ends=bool(months)),
        )

    def save(self, *args, **kwargs):
        if self.pk:
            raise Unchangeable("An issued certificate is never changed; reissue it instead.")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("learning:certificate", args=[self.code])

    @property
    def status(self):
        """ "revoked", "superseded", "renewed", "expired" or "valid".

        A renewal that was revoked leaves what it continued as it was.
        """
        if self.revoked_at:
            return "revoked"
        if hasattr(self, "replaced_by"):
            later = self.replaced_by
            if later.renewed_on == self.renewed_on:
                return "superseded"
            if not later.revoked_at or hasattr(later, "replaced_by"):
                return "renewed"
        return "expired" if self.is_expired else "valid"

    @property
    def is_renewal(self):
        """Whether it continues another by practice, rather than correcting it."""
        return self.replaces_id is not None and self.renewed_on != self.replaces.renewed_on

    @property
    def is_expired(self):
        """Whether its last day is over. What it says of the course stays true."""
        return self.valid_until is not None and self.valid_until < timezone.localdate()

    def revoke(self, by, reason):
        """Declare that it no longer holds, for one of the named reasons.

        It is for good: False where it was revoked before, and who did so, when and why stays.
        """
        facts = {"revoked_at": timezone.now(), "revoked_by": by, "revoked_for": reason}
        done = Certificate.objects.filter(pk=self.pk, revoked_at=None).update(**facts)
        self.refresh_from_db(fields=facts)
        return bool(done)

    def reissue(self, by, holder_name, reason):
        """A corrected certificate in place of this one, which stays and says so."""
        with locked(self) as old:
            new = old._successor(holder_name, reason)
            new.issued_by, new.expiry_told_at = by, old.expiry_told_at
            new.save()
        return new

    def renew(self, on):
        """The certificate that continues this one, issued by its holder's own act.

        Who asks a second time gets the same one. What was revoked, or does not end, raises
        Unchangeable; what else it takes is for ``learning.certificates.renewal`` to say.
        """
        with locked(self, "enrollment__course") as old:
            if later := Certificate.objects.filter(replaces=old).first():
                return later
            if old.revoked_at or old.valid_until is None:
                raise Unchangeable("Only what ends and was not revoked can be renewed.")
            new = old._successor(old.holder_name, RENEWED)
            new.valid_months, new.valid_until = old.renewed_validity(on)
            new.renewed_on = on
            new.save()
        return new

    def renewed_validity(self, on):
        """For how many months, and until when, it would be renewed on this day.

        As the course says today, or as long as before where it names no end any more. Counted
        from that day, or from the end of this one where that is later: who comes early loses no
        time.
        """
        months = self.enrollment.course.certificate_valid_months or self.valid_months
        return months, months_after(max(on, self.valid_until), months)

    def _successor(self, holder_name, reason):
        """An unsaved certificate in place of this one, with the same facts."""
        new = self.snapshot_of(self.enrollment)
        for name in SNAPSHOT_KEPT:
            setattr(new, name, getattr(self, name))
        new.holder_name, new.replaces, new.replaced_for = holder_name, self, reason
        new.template_version = certificate_pdf.template_version(ends=bool(self.valid_until))
        return new

    def facts(self):
        """What is printed, as the PDF module wants it."""
        return certificate_pdf.CertificateFacts(
            holder_name=self.holder_name,
            course_title=self.course_title,
            course_version=self.course_version,
            contact_hours=Decimal(self.contact_hours),
            ceu=self.ceu,
            completed_on=self.completed_on,
            outcomes=tuple(self.outcomes),
            issuer=self.issuer,
            signatory_name=self.signatory_name,
            signatory_title=self.signatory_title,
            competency_area=self.competency_area,
            activity_type=self.activity_type,
            code=self.code,
            verify_url=self.verify_url,
            site_name=self.issuer,
            valid_until=self.valid_until,
            renewed_on=self.renewed_on,
        )

    def pdf(self, paper):
        """The bytes of the PDF for "a4" or "letter", rendered once and kept for ever."""
        kept = self.files.filter(paper=paper).first()
        if kept is None:
            content = certificate_pdf.render(self.facts(), paper)
            try:
                with transaction.atomic():
                    kept = self.files.create(paper=paper, content=content)
            except IntegrityError:  # rendered by somebody else at the same moment
                kept = self.files.get(paper=paper)
        return bytes(kept.content)


# What a certificate takes over from the one that it replaces.
SNAPSHOT_KEPT = [
    "course_title", "course_version", "contact_hours", "ceu", "completed_on", "outcomes",
    "issuer", "signatory_name", "signatory_title", "competency_area", "activity_type",
    "valid_months", "valid_until", "renewed_on",
]  # fmt: skip


class CertificateFile(models.Model):
    """The rendered PDF of a certificate on one paper size."""

    class Paper(models.TextChoices):
        A4 = "a4", _("A4")
        LETTER = "letter", _("Letter")

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="files")
    paper = models.CharField(_("paper"), max_length=8, choices=Paper)
    content = models.BinaryField(_("PDF"))
    rendered_at = models.DateTimeField(_("rendered"), default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "paper"], name="one_file_per_certificate_and_paper"
            )
        ]

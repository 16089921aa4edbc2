"""The person who signs in."""

import uuid
import zoneinfo

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.erasure import erase_rows_of

from .visibility import DEFAULTS, levels_for, shown, validate_visibility


def display_name(user):
    """What a page calls this person; also the setting ACCOUNT_USER_DISPLAY."""
    return user.get_short_name()


def validate_time_zone(value):
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("Choose a time zone from the list."))


def photo_path(user, filename):
    """A random name, so that a photo's address says nothing about its owner."""
    return f"people/{uuid.uuid4().hex}.{filename.rsplit('.', 1)[-1].lower()}"


class LastAdministrator(Exception):
    """Without this person nobody could look after the site."""


class UserQuerySet(models.QuerySet):
    def listed_to(self, viewer):
        """Whom the directory shows this reader: who is here, wants to be found, and says something.

        A profile that is empty, or kept from this reader, has no place in it.
        """
        says = Q()
        for field in SAYS:
            empty = {field: None} if field == "institution" else {field: ""}
            says |= shown(field, viewer) & ~Q(**empty)
        return self.filter(says, is_active=True, listed=True)

    def matching(self, words, viewer):
        """People in whose name, or in what they show this reader, all of the words are."""
        people = self
        for word in words.split():
            found = Q(display_name__icontains=word)
            for field in SAYS:
                where = "institution__name" if field == "institution" else field
                found |= shown(field, viewer) & Q(**{f"{where}__icontains": word})
            people = people.filter(found)
        return people


# What a profile says in words; a photo and pronouns alone say too little to be found by.
SAYS = ("institution", "role_at_work", "can_help_with", "working_on")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **fields):
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **fields, is_staff=True, is_superuser=True)


class User(AbstractUser):
    """A person, known by e-mail address and shown by display name.

    ``public_id`` stands in addresses, so that nothing can be counted or guessed.
    ``certificate_name`` is the default offered when they enroll; the name on an
    issued certificate is that certificate's own. ``visibility`` holds, by field, who
    sees it where that is not the field's default.

    An account that was deleted keeps its row, so that what was said in the community
    stays in its place; ``erased_at`` says when, and nothing else says who it was.
    """

    FORMER = "Former member"

    username = None
    first_name = None
    last_name = None
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(
        _("display name"), max_length=80, help_text=_("What others see beside what you write.")
    )
    certificate_name = models.CharField(
        _("name on certificates"),
        max_length=120,
        blank=True,
        help_text=_("As it should be printed. You confirm it each time you enroll."),
    )
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    institution = models.ForeignKey(
        "accounts.Institution",
        verbose_name=_("institution"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
    )
    role_at_work = models.CharField(_("role at work"), max_length=120, blank=True)
    can_help_with = models.TextField(
        _("what I can help with"), max_length=1000, blank=True,
        help_text=_("A line or two that tells colleagues what to ask you."),
    )  # fmt: skip
    working_on = models.TextField(
        _("what I’m working on"), max_length=1000, blank=True,
        help_text=_("Colleagues with the same on their desk will find you."),
    )  # fmt: skip
    visibility = models.JSONField(
        _("who sees what"), default=dict, blank=True, validators=[validate_visibility]
    )
    listed = models.BooleanField(_("list me in the people directory"), default=True)
    photo = models.ImageField(_("photo"), upload_to=photo_path, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, validators=[validate_time_zone]
    )
    terms_accepted_at = models.DateTimeField(_("terms accepted"), null=True, blank=True)
    erased_at = models.DateTimeField(_("account deleted"), null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_email_address",
                violation_error_message=_("An account with this e-mail address exists already."),
            )
        ]

    def __str__(self):
        return self.get_full_name()

    def get_full_name(self):
        if self.erased_at:
            return gettext("Former member")
        return self.display_name or self.email.partition("@")[0]

    def get_short_name(self):
        return self.get_full_name()

    @property
    def initials(self):
        """One or two letters that stand in for a photo; none for who has left."""
        if self.erased_at:
            return ""
        words = [word for word in self.get_full_name().split() if word[0].isalnum()]
        if len(words) > 1 and words[0].endswith(".") and len(words[0]) > 2:
            del words[0]  # a title, such as “Dr.”, is nobody's name
        picked = [words[0], words[-1]] if len(words) > 1 else words
        return "".join(word[0] for word in picked).upper()

    def change_photo(self, file):
        """Set another photo, or none. The old file goes once the new one is committed.

        Like any attribute it is stored by ``save()``.
        """
        storage, old = self.photo.storage, self.photo.name
        self.photo = file
        if old:
            transaction.on_commit(lambda: storage.delete(old))

    def name_for_certificates(self):
        return self.certificate_name or self.display_name

    def level_of(self, field):
        return self.visibility.get(field, DEFAULTS[field])

    def shows(self, field, viewer):
        """Whether this reader sees the field. Its owner sees what colleagues see."""
        return self.level_of(field) in levels_for(viewer)

    def shown(self, field, viewer):
        """The field's value if this reader sees it, else ""."""
        return (getattr(self, field) or "") if self.shows(field, viewer) else ""

    @property
    def is_last_administrator(self):
        others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=self.pk)
        return self.is_superuser and not others.exists()

    @transaction.atomic
    def erase(self):
        """Delete the account: what was theirs alone goes, and the row forgets who they were.

        Raises LastAdministrator, and then nothing has changed.
        """
        User.objects.select_for_update().get(pk=self.pk)
        if self.is_last_administrator:
            raise LastAdministrator
        erase_rows_of(self)
        self.change_photo(None)
        for field in self._meta.concrete_fields:
            if field.name in FORGOTTEN:
                setattr(self, field.name, field.get_default() if not field.null else None)
        self.display_name = self.FORMER
        self.email = f"{uuid.uuid4().hex}@former.invalid"
        self.public_id = uuid.uuid4()
        self.is_active = self.is_staff = self.is_superuser = self.listed = False
        self.erased_at = timezone.now()
        self.set_unusable_password()
        self.save()


# What the row of a deleted account says no more.
FORGOTTEN = {
    "certificate_name", "pronouns", "institution", "role_at_work", "can_help_with", "working_on",
    "visibility", "time_zone", "last_login",
}  # fmt: skip

"""What people say when they share a file."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.models import SharedFile
from community.models.files import QUOTA, room_left
from community.standing import is_moderator
from courses.models import CoursePage, Topic
from learning.forms import WordsField
from learning.models import Enrollment

from .check import checked, refused_kind, too_large
from .kinds import ACCEPT, MAX_BYTES, PICTURES, in_words


class WordsForm(forms.Form):
    """What is said about a file, whichever version lies there."""

    title = forms.CharField(
        max_length=160,
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("In words that a colleague would search for."),
        error_messages={"required": gettext_lazy("Give it a title.")},
    )
    description = WordsField(
        max_length=2000,
        label=gettext_lazy("What is it for?"),
        help_text=gettext_lazy("When you use it, and what others should change before they do."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Say in a sentence what it is for.")},
    )
    alternative = WordsField(
        required=False,
        max_length=4000,
        label=gettext_lazy("For people who cannot open or see it"),
        help_text=gettext_lazy(
            "What it contains, in words. A picture needs this; for anything else it helps those"
            " whose phone or screen reader cannot open the file."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    license = forms.ChoiceField(
        choices=SharedFile.License,
        label=gettext_lazy("What may others do with it?"),
        help_text=gettext_lazy("Share only what is yours, or what you may pass on."),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what others may do with it.")},
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        required=False,
        label=gettext_lazy("Topics"),
        widget=forms.CheckboxSelectMultiple,
    )
    visibility = forms.ChoiceField(
        choices=SharedFile.Visibility,
        label=gettext_lazy("Who can see it?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who can see it.")},
    )
    course = forms.ChoiceField(required=False, label=gettext_lazy("Course it belongs to"))

    def __init__(self, user, *args, is_picture=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_picture = is_picture
        courses = [(str(course.key), course.title) for course in courses_of(user)]
        # What it belongs to already is kept, also by who has left that course since.
        if (chosen := self.initial.get("course")) and chosen not in dict(courses):
            courses.append((chosen, _("The course it belongs to now")))
        self.fields["course"].choices = [("", _("None")), *courses]

    def clean(self):
        data = super().clean()
        if data.get("visibility") == SharedFile.Visibility.ENROLLED and not data.get("course"):
            self.add_error("course", _("Choose the course whose people can see it."))
        if self.shows_picture and "alternative" in data and not data["alternative"].strip():
            self.add_error(
                "alternative", _("Say in words what the picture shows, for who cannot see it.")
            )
        return data

    @property
    def shows_picture(self):
        return self.is_picture

    @property
    def values(self):
        """As ``SharedFile`` keeps them; the topics apart."""
        data = self.cleaned_data
        names = ("title", "description", "alternative", "license", "visibility")
        return {name: data[name] for name in names} | {"course_key": data["course"] or None}


class UploadMixin(forms.Form):
    """The field for the file itself. It stands last: what comes before it is never lost."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": gettext_lazy("Choose the file.")},
    )

    def prepare(self, user, refused):
        """Say what is taken and how much room is left, before anything is sent."""
        self.user, self.was_refused = user, refused
        self.room = room_left(user)
        self.fields["file"].help_text = _(
            "PDF, Word, Excel, PowerPoint, OpenDocument, plain text, Markdown, CSV, PNG, JPEG or"
            " WebP, up to %(most)s. You have %(left)s of %(all)s left."
        ) % {
            "most": in_words(MAX_BYTES),
            "left": in_words(self.room),
            "all": in_words(QUOTA),
        }
        attrs = self.fields["file"].widget.attrs
        attrs["data-most"] = min(MAX_BYTES, self.room)
        attrs["data-large"] = self.too_much()
        attrs["data-other"] = refused_kind()
        if refused:
            self.fields["file"].required = False

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if self.was_refused:
            raise forms.ValidationError(self.too_much())
        content = checked(upload)
        if content.size > self.room:
            raise forms.ValidationError(no_room())
        return content

    def too_much(self):
        return too_large() if self.room >= MAX_BYTES else no_room()

    def ask_again(self):
        """A browser forgets the file when a form comes back: say so, where nothing else is said."""
        if not self.has_error("file"):
            self.add_error("file", _("Choose the file again: your browser does not keep it."))


class ShareForm(WordsForm, UploadMixin):
    """A file that is shared for the first time."""

    # The file last, as a browser sends it: one that is too large is not read to its end, and
    # the words before it are kept.
    field_order = [
        "title", "description", "alternative", "license", "topics", "visibility", "course", "file",
    ]  # fmt: skip

    @property
    def shows_picture(self):
        content = self.cleaned_data.get("file")
        return bool(content) and content.extension in PICTURES


class VersionForm(UploadMixin):
    """A new version of a file that is there."""

    field_order = ["note", "file"]

    note = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("What is new?"),
        help_text=gettext_lazy("One line for those who have the old one."),
    )


def no_room():
    return _("There is not enough room left for it. Withdraw something you no longer need first.")


def courses_of(user):
    """The live courses that this person takes or teaches; a moderator's are all."""
    courses = CoursePage.objects.live().order_by("title")
    if is_moderator(user):
        return courses
    return courses.filter(Enrollment.objects.active().takes_or_teaches(user, "translation_key"))

"""What somebody types to write an article."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.photos import wide_picture
from accounts.rich_text import MAX_CHARACTERS
from community.models.articles import MOST_RELATED
from courses.models import CoursePage, Topic
from learning.forms import WordsField


class ArticleForm(forms.Form):
    """A draft may lack everything but its title; what is handed in has a lead and a text."""

    title = forms.CharField(
        max_length=120,
        label=_("Title"),
        help_text=_("What a colleague gets out of it, in their words."),
        error_messages={"required": _("Give it a title. You can change it later.")},
    )
    lead = WordsField(
        required=False,
        max_length=300,
        label=_("Lead"),
        help_text=_("One or two sentences that tell a colleague why to read on."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = WordsField(
        required=False,
        max_length=MAX_CHARACTERS,
        label=_("Text"),
        error_messages={
            "max_length": _(
                "This is %(show_value)d characters long; an article holds %(limit_value)d. Shorten"
                " it, or make two articles of it."
            )
        },
    )
    new_image = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP, up to 8 MB. Where and with what it was taken is left out."),
    )
    image_alt = forms.CharField(
        required=False,
        max_length=250,
        label=_("What the picture shows"),
        help_text=_("For people who cannot see it."),
    )
    remove_image = forms.BooleanField(label=_("Take the picture away"), required=False)
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        required=False,
        label=_("Topics"),
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, data=None, files=None, *, version=None, hands_in=False):
        super().__init__(data, files, initial=_initial(version))
        self.version, self.hands_in = version, hands_in
        if not (version and version.image_id):
            del self.fields["remove_image"]
        open_courses = CoursePage.objects.live().filter(enrollment_open=True)
        courses = list(open_courses.order_by("title").values_list("pk", "title"))
        for number in range(1, MOST_RELATED + 1):
            self.fields[f"course_{number}"] = forms.TypedChoiceField(
                choices=[("", _("None")), *courses], coerce=int, empty_value=None,
                required=False, label=_("Course %(number)d") % {"number": number},
            )  # fmt: skip
            self.fields[f"reason_{number}"] = forms.CharField(
                required=False,
                max_length=160,
                label=_("Why course %(number)d") % {"number": number},
            )

    @property
    def pairs(self):
        """The boxes for related learning, a course and a reason each."""
        return [(self[f"course_{n}"], self[f"reason_{n}"]) for n in range(1, MOST_RELATED + 1)]

    @property
    def names_courses(self):
        return any(course.value() or reason.value() for course, reason in self.pairs)

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean_lead(self):
        return " ".join(self.cleaned_data["lead"].split())

    def clean_new_image(self):
        upload = self.cleaned_data["new_image"]
        return wide_picture(upload) if upload else None

    def clean(self):
        data = super().clean()
        if self.hands_in and "lead" in data and not data["lead"]:
            self.add_error("lead", _("Write a sentence that tells why to read on."))
        if self.hands_in and "text" in data and not data["text"].strip():
            self.add_error("text", _("Write the article, then hand it in."))
        if self.has_picture and not data.get("image_alt"):
            self.add_error("image_alt", _("Say in a sentence what the picture shows."))
        self._clean_related(data)
        return data

    def _clean_related(self, data):
        named = set()
        for number in range(1, MOST_RELATED + 1):
            course, reason = data.get(f"course_{number}"), data.get(f"reason_{number}")
            if course and not reason:
                self.add_error(f"reason_{number}", _("Say why a reader should take this course."))
            elif reason and not course and f"course_{number}" not in self.errors:
                self.add_error(f"course_{number}", _("Choose the course that you mean."))
            elif course in named:
                self.add_error(f"course_{number}", _("Name each course once."))
            named |= {course} - {None}

    @property
    def has_picture(self):
        """Whether the article has a picture after this."""
        data = self.cleaned_data
        if data.get("new_image"):
            return True
        return bool(self.version and self.version.image_id and not data.get("remove_image"))

    @property
    def related(self):
        """The courses that were named, as [(pk, reason)]."""
        data = self.cleaned_data
        pairs = [(data[f"course_{n}"], data[f"reason_{n}"]) for n in range(1, MOST_RELATED + 1)]
        return [(course, reason) for course, reason in pairs if course]


def _initial(version):
    if version is None:
        return {}
    initial = {
        "title": version.title,
        "lead": version.lead,
        "image_alt": version.image_alt,
        "topics": [topic.pk for topic in version.topics.all()],
        "seen": version.seen,
    }
    for number, row in enumerate(version.related_learning.all(), start=1):
        initial |= {f"course_{number}": row.course_id, f"reason_{number}": row.reason}
    return initial
